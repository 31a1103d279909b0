import pytest
from cryptography import x509

from builders.assertion import AT, request
from builders.chain import anchors_of
from eidgate.core.assertion.rejection import RejectionError
from eidgate.core.assertion.revocation import RevocationLists
from eidgate.simulator.certified_provider import CertifiedIdentityProvider
from eidgate.simulator.chain_forgeries import ChainScene
from eidgate.simulator.citizen import AN
from eidgate.simulator.revocation_cases import REVOCATION_CASES, RevocationCase

SCENE = ChainScene(provider=CertifiedIdentityProvider(at=AT), citizen=AN, request=request())


@pytest.mark.parametrize("case", REVOCATION_CASES, ids=lambda case: case.name)
def test_every_case_gets_its_reason(case: RevocationCase) -> None:
    lists = tuple(x509.load_pem_x509_crl(one) for one in case.lists(SCENE))
    anchors = anchors_of(SCENE.provider, revocation=RevocationLists(lists=lists))

    with pytest.raises(RejectionError) as caught:
        anchors.leaf_key(SCENE.chain, at=AT)
    assert caught.value.reason is case.reason
