"""Chains that would cost get their reason; `python -m benchmarks.hostile` holds what they cost."""

import json
from typing import Any

import pytest

from builders.assertion import AT, judge, rejected, request
from eidgate.core.assertion import base64url
from eidgate.simulator.certified_provider import CertifiedIdentityProvider
from eidgate.simulator.chain_forgeries import ChainForgery, ChainScene
from eidgate.simulator.citizen import AN
from eidgate.simulator.hostile_chains import HOSTILE_CHAINS

IDP = CertifiedIdentityProvider(at=AT)
SCENE = ChainScene(provider=IDP, citizen=AN, request=request())


@pytest.mark.parametrize("chain", HOSTILE_CHAINS, ids=lambda chain: chain.name)
def test_a_chain_that_would_cost_gets_its_reason(chain: ChainForgery) -> None:
    assert rejected(judge(chain.forge(SCENE), IDP)) == (chain.reason, 3)


@pytest.mark.parametrize("chain", HOSTILE_CHAINS, ids=lambda chain: chain.name)
def test_it_is_as_long_as_a_chain_may_be(chain: ChainForgery) -> None:
    header: dict[str, Any] = json.loads(base64url.decode(chain.forge(SCENE).partition(".")[0].encode()))

    assert len(header["x5c"]) == 4
