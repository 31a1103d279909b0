"""What simulated partners have in common, shown by one that only repeats what it is asked."""

import http.client
import json
import ssl
from collections.abc import Iterator
from contextlib import closing
from enum import StrEnum
from http import HTTPStatus
from pathlib import Path
from threading import Thread

import pytest

from builders.banks import certificates_in
from builders.service import SetClock
from eidgate.simulator.bank_server import CLIENT
from eidgate.simulator.certificates import Certificates
from eidgate.simulator.partner_server import BEHAVIOUR, House, PartnerHandler, PartnerServer

PATH = "/v1/words"
ASKED = json.dumps({"word": "mot"})


class Behaviour(StrEnum):
    WELL = "well"
    BUSY = "busy"
    LIES_ABOUT_TYPE = "lies_about_type"
    HANGS = "hangs"
    HANGS_UP = "hangs_up"


class Repeating(PartnerHandler):
    house = House(
        path=PATH,
        client=CLIENT,
        keys=frozenset({"word"}),
        behaviours=Behaviour,
        refusals={Behaviour.BUSY: HTTPStatus.TOO_MANY_REQUESTS},
    )

    def content(self, told: dict[str, str], behaviour: StrEnum) -> dict[str, str]:
        return told | {"behaviour": behaviour}


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    folder: Path = tmp_path_factory.mktemp("partner")
    return certificates_in(folder)


@pytest.fixture
def partner(certificates: Certificates) -> Iterator[PartnerServer]:
    with PartnerServer(("127.0.0.1", 0), Repeating, certificates, now=SetClock().now) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def line(partner: PartnerServer, certificates: Certificates) -> Iterator[http.client.HTTPSConnection]:
    context = ssl.create_default_context(cafile=str(certificates.authority))
    context.load_cert_chain(certificates.certificate(CLIENT), certificates.key(CLIENT))
    port = partner.server_address[1]
    with closing(http.client.HTTPSConnection("127.0.0.1", port, timeout=30, context=context)) as made:
        yield made


def test_it_says_where_it_is_asked_and_counts_questions(
    partner: PartnerServer, line: http.client.HTTPSConnection
) -> None:
    assert partner.url == f"https://127.0.0.1:{partner.server_address[1]}{PATH}"
    line.request("POST", PATH, ASKED)
    assert json.loads(line.getresponse().read()) == {"word": "mot", "behaviour": "well"}
    assert partner.asked == 1


@pytest.mark.parametrize(("sent", "came"), [({"x-correlator": "c-1"}, "c-1"), ({}, None)])
def test_it_repeats_a_correlator_that_it_was_sent(
    line: http.client.HTTPSConnection, sent: dict[str, str], came: str | None
) -> None:
    line.request("POST", PATH, ASKED, sent)
    assert line.getresponse().getheader("x-correlator") == came


def test_it_names_the_fields_that_a_question_needs(line: http.client.HTTPSConnection) -> None:
    line.request("POST", PATH, "{}")
    answer = line.getresponse()
    assert (answer.status, json.loads(answer.read())) == (400, {"error": "needed: word"})


def test_a_refusal_is_its_status(partner: PartnerServer, line: http.client.HTTPSConnection) -> None:
    partner.behaviour = Behaviour.BUSY
    line.request("POST", PATH, ASKED)
    assert line.getresponse().status == 429


def test_it_lies_about_the_type_when_told_to(
    partner: PartnerServer, line: http.client.HTTPSConnection
) -> None:
    partner.behaviour = Behaviour.LIES_ABOUT_TYPE
    line.request("POST", PATH, ASKED)
    assert line.getresponse().getheader("Content-Type") == "text/html"


def test_it_hangs_up_without_a_word(partner: PartnerServer, line: http.client.HTTPSConnection) -> None:
    partner.behaviour = Behaviour.HANGS_UP
    line.request("POST", PATH, ASKED)
    with pytest.raises(http.client.RemoteDisconnected):
        line.getresponse()


def test_whom_it_keeps_waiting_is_let_go_when_it_ends(
    partner: PartnerServer, line: http.client.HTTPSConnection
) -> None:
    partner.behaviour = Behaviour.HANGS
    line.request("POST", PATH, ASKED)
    partner.ending.set()
    assert json.loads(line.getresponse().read())["behaviour"] == "hangs"


def test_a_word_that_is_no_behaviour_changes_nothing(
    partner: PartnerServer, line: http.client.HTTPSConnection
) -> None:
    line.request("PUT", BEHAVIOUR, "sings")
    with pytest.raises((http.client.RemoteDisconnected, ConnectionError)):
        line.getresponse()
    assert partner.behaviour is Behaviour.WELL
