"""WatchlistService: each method reads the request, asks one use case, writes the answer."""

from collections.abc import Iterator

from eidgate.app import entries
from eidgate.app.acting import institution_of
from eidgate.app.appeals import FileAppeal, ResolveAppeal, appeal, resolve
from eidgate.app.check_identifiers import check_identifiers
from eidgate.app.entries import ChangeEntry, ReportIdentifier, SeenEntry
from eidgate.app.import_entries import ImportList, import_list
from eidgate.app.permission import require
from eidgate.app.service import Service
from eidgate.app.watch_entries import acknowledge, watch_entries
from eidgate.core.desk.appeal import Resolution
from eidgate.core.desk.entry import AppealName, EntryName
from eidgate.core.relying_party import Right
from eidgate.rpc.call import Call
from eidgate.rpc.interceptors.streaming import StreamCall
from eidgate.rpc.wire import identifiers, watch_requests, watchlist
from eidgate.v1 import watchlist_service_pb2 as pb


class WatchlistServicer:
    """Decides nothing: wire in, use case, wire out."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def CheckIdentifiers(
        self, request: pb.CheckIdentifiersRequest, call: Call
    ) -> pb.CheckIdentifiersResponse:
        """Look identifiers up."""
        asked = [
            identifiers.identifier(one, f"identifiers[{index}]")
            for index, one in enumerate(request.identifiers)
        ]
        return watchlist.checked_message(check_identifiers(call.relying_party, asked, self._service))

    def ReportIdentifier(
        self, request: pb.ReportIdentifierRequest, call: Call
    ) -> pb.ReportIdentifierResponse:
        """Put the caller's word on the list."""
        command = ReportIdentifier(
            caller=call.relying_party,
            request=call.claim(request.request_id),
            identifier=identifiers.listable(request.identifier, "identifier"),
            word=watch_requests.word(request),
        )
        seen = entries.report_identifier(command, self._service)
        return pb.ReportIdentifierResponse(entry=_changed(seen))

    def GetEntry(self, request: pb.GetEntryRequest, call: Call) -> pb.GetEntryResponse:
        """Return an entry, and whom its last change has reached."""
        seen = entries.get_entry(call.relying_party, EntryName(request.name), self._service)
        reached = [watchlist.propagation_message(one, applied=applied) for one, applied in seen.reached]
        return pb.GetEntryResponse(entry=self._entry(seen), propagation=reached)

    def ListEntries(self, request: pb.ListEntriesRequest, call: Call) -> pb.ListEntriesResponse:
        """Return a page of entries."""
        page = entries.list_entries(call.relying_party, request.page_size, request.page_token, self._service)
        return pb.ListEntriesResponse(
            entries=[self._entry(one) for one in page.entries], next_page_token=page.next_page_token
        )

    def UpdateEntry(self, request: pb.UpdateEntryRequest, call: Call) -> pb.UpdateEntryResponse:
        """Change or confirm an entry."""
        command = ChangeEntry(
            caller=call.relying_party,
            request=call.claim(request.request_id),
            name=EntryName(request.name),
            etag=request.etag,
        )
        seen = entries.update_entry(command, watch_requests.amendment(request), self._service)
        return pb.UpdateEntryResponse(entry=_changed(seen))

    def ClearEntry(self, request: pb.ClearEntryRequest, call: Call) -> pb.ClearEntryResponse:
        """Take an entry back."""
        command = ChangeEntry(
            caller=call.relying_party,
            request=call.claim(request.request_id),
            name=EntryName(request.name),
            etag=request.etag,
        )
        seen = entries.clear_entry(command, request.reason, self._service)
        return pb.ClearEntryResponse(entry=_changed(seen))

    def ImportEntries(
        self, messages: Iterator[pb.ImportEntriesRequest], call: StreamCall
    ) -> pb.ImportEntriesResponse:
        """Replace a whole list."""
        require(call.relying_party, Right.LIST)
        header, service = watch_requests.header(messages), self._service
        command = ImportList(
            source=f"{institution_of(call.relying_party)}/{header.list}",
            actor=f"{call.relying_party.actor}:{header.request_id}",
            dry_run=header.dry_run,
        )
        spool = service.spool()
        try:
            lines = watch_requests.lines(messages, call.relying_party, at=service.clock.now())
            told = import_list(command, lines, lists=service.lists, spool=spool)
        finally:
            spool.close()
        return watchlist.imported_message(command.source, told)

    def WatchEntries(
        self, request: pb.WatchEntriesRequest, call: StreamCall
    ) -> Iterator[pb.WatchEntriesResponse]:
        """Send the list and what changes."""
        for step in watch_entries(call.relying_party, request.cursor, self._service, call.pause):
            yield watch_requests.step_message(step, call.relying_party)

    def AcknowledgeChanges(
        self, request: pb.AcknowledgeChangesRequest, call: Call
    ) -> pb.AcknowledgeChangesResponse:
        """Note how far the feed was applied."""
        return pb.AcknowledgeChangesResponse(
            cursor=acknowledge(call.relying_party, request.cursor, self._service)
        )

    def FileAppeal(self, request: pb.FileAppealRequest, call: Call) -> pb.FileAppealResponse:
        """Object to an entry."""
        command = FileAppeal(
            caller=call.relying_party,
            request=call.claim(request.request_id),
            name=EntryName(request.name),
            ground=request.ground,
        )
        filed = appeal(command, self._service)
        return pb.FileAppealResponse(appeal=watchlist.appeal_message(filed, at=filed.filed_at))

    def ResolveAppeal(self, request: pb.ResolveAppealRequest, call: Call) -> pb.ResolveAppealResponse:
        """Decide about an appeal."""
        command = ResolveAppeal(
            caller=call.relying_party,
            request=call.claim(request.request_id),
            resolution=Resolution(
                appeal=AppealName(request.name),
                state=watchlist.APPEAL_STATE.from_wire(request.state),
                note=request.note,
                etag=request.etag,
            ),
        )
        return pb.ResolveAppealResponse(entry=_changed(resolve(command, self._service)))

    def _entry(self, seen: SeenEntry) -> pb.Entry:
        return watchlist.entry_message(seen, at=self._service.clock.now())


def _changed(seen: SeenEntry) -> pb.Entry:
    """Write what a step made, as of that step: a retry gets the same bytes."""
    return watchlist.entry_message(seen, at=seen.entry.updated_at)
