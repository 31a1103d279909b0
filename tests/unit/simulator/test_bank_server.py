"""The simulated bank over HTTPS: whom it answers, and how its ways are changed while it runs."""

import http.client
import json
import ssl
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from builders.banks import PERSON, PlayedBanks, banks, certificates_in
from builders.service import SetClock
from eidgate.simulator.bank_server import CLIENT, PATH, BankBehaviour
from eidgate.simulator.certificates import Certificates
from eidgate.simulator.partner_server import BEHAVIOUR
from eidgate.simulator.world import BANK

ASKED = {"kind": "account", "institution": PERSON.institution, "number": PERSON.number}


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    folder: Path = tmp_path_factory.mktemp("bank")
    return certificates_in(folder)


@pytest.fixture(scope="module")
def played(certificates: Certificates) -> Iterator[PlayedBanks]:
    with banks(certificates, SetClock()) as made:
        yield made


def send(
    played: PlayedBanks,
    made: Certificates,
    body: object,
    *,
    path: str = PATH,
    method: str = "POST",
    party: str = CLIENT,
) -> tuple[int, dict[str, object]]:
    context = ssl.create_default_context(cafile=str(made.authority))
    context.load_cert_chain(made.certificate(party), made.key(party))
    netloc = urlsplit(played.servers[PERSON.institution].url).netloc
    with closing(http.client.HTTPSConnection(netloc, timeout=30, context=context)) as connection:
        connection.request(method, path, body if isinstance(body, str) else json.dumps(body))
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read())


def test_it_tells_whose_an_account_is(played: PlayedBanks, certificates: Certificates) -> None:
    status, told = send(played, certificates, ASKED)
    assert (status, told["status"], told["number"], told["holder"]) == (200, "open", PERSON.number, "person")


def test_it_answers_our_certificate_only(played: PlayedBanks, certificates: Certificates) -> None:
    assert send(played, certificates, ASKED, party=str(BANK.relying_party_id))[0] == 403


@pytest.mark.parametrize("body", ["{", [], {"number": "1"}, ASKED | {"number": 7}, "x" * 5_000])
def test_a_question_of_another_form_is_refused(
    played: PlayedBanks, certificates: Certificates, body: object
) -> None:
    assert send(played, certificates, body)[0] == 400


def test_it_knows_no_other_path(played: PlayedBanks, certificates: Certificates) -> None:
    assert send(played, certificates, ASKED, path="/v2")[0] == 404


def test_its_ways_change_while_it_runs(played: PlayedBanks, certificates: Certificates) -> None:
    changed = send(played, certificates, str(BankBehaviour.FAILS), path=BEHAVIOUR, method="PUT")
    assert changed == (200, {"behaviour": "fails"})
    assert send(played, certificates, ASKED)[0] == 500
    send(played, certificates, str(BankBehaviour.WELL), path=BEHAVIOUR, method="PUT")
    assert send(played, certificates, ASKED)[0] == 200
