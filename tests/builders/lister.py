"""A party of the shared list, on the wire: it reports, confirms, appeals, and keeps a copy."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import grpc

from builders.desk import new_id
from builders.running import Running
from eidgate.core.relying_party import RelyingParty
from eidgate.v1 import identifier_pb2 as identifiers
from eidgate.v1 import watchlist_service_pb2 as pb
from eidgate.v1.watchlist_service_pb2_grpc import WatchlistServiceStub

PATIENCE = 30  # seconds a call may take on a crowded machine
GRADES = {1: "warn", 2: "high", 3: "block"}


def account(number: str, institution: str = "999902") -> identifiers.Identifier:
    return identifiers.Identifier(kind=identifiers.IDENTIFIER_KIND_ACCOUNT, value=f"{institution}:{number}")


def site(url: str) -> identifiers.Identifier:
    return identifiers.Identifier(kind=identifiers.IDENTIFIER_KIND_WEBSITE, value=url)


@dataclass(frozen=True, slots=True)
class Lister:
    stub: Any

    def report(self, identifier: identifiers.Identifier, **told: Any) -> pb.Entry:
        request = pb.ReportIdentifierRequest(
            **({"request_id": new_id(), "identifier": identifier, "code": 3} | told)
        )
        return self.stub.ReportIdentifier(request, timeout=PATIENCE).entry

    def check(self, *asked: identifiers.Identifier) -> pb.CheckIdentifiersResponse:
        return self.stub.CheckIdentifiers(pb.CheckIdentifiersRequest(identifiers=asked), timeout=PATIENCE)

    def listings(self, identifier: identifiers.Identifier) -> list[tuple[str, int]]:
        [found] = self.check(identifier).checks
        return [(one.name, one.grade) for one in found.listings]

    def get(self, name: str) -> pb.GetEntryResponse:
        return self.stub.GetEntry(pb.GetEntryRequest(name=name), timeout=PATIENCE)

    def confirm(self, entry: pb.Entry) -> pb.Entry:
        request = pb.UpdateEntryRequest(
            request_id=new_id(), name=entry.name, etag=entry.etag, confirm=True, evidence="case 7"
        )
        return self.stub.UpdateEntry(request, timeout=PATIENCE).entry

    def clear(self, entry: pb.Entry) -> pb.Entry:
        request = pb.ClearEntryRequest(
            request_id=new_id(), name=entry.name, etag=entry.etag, reason="mistaken"
        )
        return self.stub.ClearEntry(request, timeout=PATIENCE).entry

    def appeal(self, name: str) -> pb.Appeal:
        request = pb.FileAppealRequest(request_id=new_id(), name=name, ground="the account was rented out")
        return self.stub.FileAppeal(request, timeout=PATIENCE).appeal

    def resolve(self, appeal: str, etag: str, state: int) -> pb.Entry:
        request = pb.ResolveAppealRequest(
            request_id=new_id(), name=appeal, etag=etag, state=state, note="seen"
        )
        return self.stub.ResolveAppeal(request, timeout=PATIENCE).entry

    def import_list(self, name: str, *rows: pb.ImportRow, dry_run: bool = False) -> pb.ImportEntriesResponse:
        header = pb.ImportHeader(request_id=new_id(), list=name, dry_run=dry_run)

        def messages() -> Iterator[pb.ImportEntriesRequest]:
            yield pb.ImportEntriesRequest(header=header)
            for start in range(0, len(rows), 1_000):
                yield pb.ImportEntriesRequest(rows=pb.ImportRows(rows=rows[start : start + 1_000]))
            yield pb.ImportEntriesRequest(end=pb.ImportEnd(row_count=len(rows)))

        return self.stub.ImportEntries(messages(), timeout=PATIENCE)

    def acknowledge(self, cursor: str) -> str:
        request = pb.AcknowledgeChangesRequest(request_id=new_id(), cursor=cursor)
        return self.stub.AcknowledgeChanges(request, timeout=PATIENCE).cursor

    def watch(self, cursor: str = "") -> Any:
        return self.stub.WatchEntries(pb.WatchEntriesRequest(cursor=cursor))


class Kept:
    """A copy of the list as a subscriber on the wire keeps it, resumed as often as need be."""

    def __init__(self) -> None:
        self.cursor = ""
        self.held: dict[str, pb.ListingChange] = {}

    def follow(self, lister: Lister) -> "Kept":
        """Apply the feed until a checkpoint; what it says must be what was kept."""
        stream = lister.watch(self.cursor)
        for message in stream:
            self.apply(message)
            if message.WhichOneof("event") == "checkpoint":
                assert (message.checkpoint.count, message.checkpoint.digest) == self.digest
                break
        stream.cancel()
        return self

    def apply(self, message: pb.WatchEntriesResponse) -> None:
        self.cursor = message.cursor
        if message.WhichOneof("event") == "change":
            change = message.change
            if change.HasField("listing"):
                self.held[change.name] = change
            else:
                self.held.pop(change.name, None)

    @property
    def digest(self) -> tuple[int, bytes]:
        """As the contract describes it, and nothing else."""
        total = sum(_fingerprint(one) for one in self.held.values()) % 2**256
        return len(self.held), total.to_bytes(32)


def _fingerprint(change: pb.ListingChange) -> int:
    told = change.listing
    end = told.expire_time.ToDatetime().strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    lines = (change.name, change.key, GRADES[told.grade], str(told.code), told.source, end)
    return int.from_bytes(sha256("\n".join(lines).encode()).digest())


@contextmanager
def lister(running: Running, party: RelyingParty, *, officer: str = "") -> Iterator[Lister]:
    """Connect as a relying party, or as one of its officers."""
    made = running.installation.certificates
    name = f"{party.relying_party_id}.{officer}" if officer else party.relying_party_id
    credentials = grpc.ssl_channel_credentials(
        made.authority.read_bytes(), made.key(name).read_bytes(), made.certificate(name).read_bytes()
    )
    options = (("grpc.use_local_subchannel_pool", 1),)
    with grpc.secure_channel(running.target, credentials, options=options) as channel:
        yield Lister(WatchlistServiceStub(channel))
