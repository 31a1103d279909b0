"""From a certificate's names to a relying party."""

import pytest

from eidgate.core.relying_party import Quota, RelyingParty, Role
from eidgate.core.terms import RelyingPartyId
from eidgate.rpc.error_reasons import ErrorReason
from eidgate.rpc.interceptors.caller import Callers
from eidgate.rpc.status import RefusedError


class Peer:
    """What grpc tells of a peer: names, and which kind of names they are."""

    def __init__(self, *names: str, kind: str = "x509_subject_alternative_name") -> None:
        self._names, self._kind = [name.encode() for name in names], kind

    def peer_identities(self) -> list[bytes]:
        return self._names

    def peer_identity_key(self) -> str:
        return self._kind


def party(name: str) -> RelyingParty:
    quota = Quota(per_second=1, burst=1)
    return RelyingParty(relying_party_id=RelyingPartyId(name), role=Role.BANK, audience=name, quota=quota)


A, B = party("bank-a"), party("bank-b")
CALLERS = {"uri:a": A, "a.example": A, "b.example": B}


def refused(callers: Callers, peer: Peer) -> bool:
    with pytest.raises(RefusedError) as caught:
        callers.identify(peer)  # type: ignore[arg-type]
    return caught.value.reason is ErrorReason.CERTIFICATE_UNKNOWN


def test_any_of_the_certificates_names_is_enough() -> None:
    assert Callers(CALLERS).identify(Peer("other.example", "a.example")) is A  # type: ignore[arg-type]


def test_names_of_two_relying_parties_are_nobodys() -> None:
    assert refused(Callers(CALLERS), Peer("a.example", "b.example"))


def test_a_common_name_identifies_nobody() -> None:
    callers = Callers(CALLERS)
    callers.identify(Peer("a.example"))  # type: ignore[arg-type]
    assert refused(callers, Peer("a.example", kind="x509_common_name"))


def test_a_name_must_match_whole() -> None:
    assert refused(Callers(CALLERS), Peer("x.a.example"))
    assert refused(Callers(CALLERS), Peer("A.example"))


def test_a_replaced_file_counts_for_certificates_seen_before() -> None:
    callers = Callers(CALLERS)
    assert callers.identify(Peer("a.example")) is A  # type: ignore[arg-type]
    callers.replace({"a.example": B})
    assert callers.identify(Peer("a.example")) is B  # type: ignore[arg-type]


def test_strangers_are_not_remembered() -> None:
    callers = Callers(CALLERS)
    for number in range(10):
        assert refused(callers, Peer(f"stranger-{number}"))
    assert callers._remembered == {}
