"""WatchlistService: looking up, and the life of an entry from the first word to the appeal."""

from datetime import timedelta
from typing import Final

from eidgate.client.acting import Acting, method_of
from eidgate.client.answers import Answered
from eidgate.v1 import watchlist_service_pb2 as pb


class WatchlistCalls(Acting):
    """An entry stands on institutions' words; every change names the version that was seen (`etag`)."""

    def check_identifiers(
        self, request: pb.CheckIdentifiersRequest, *, deadline: timedelta | None = None
    ) -> pb.CheckIdentifiersResponse:
        """Look up identifiers; each costs of the caller's budget."""
        return self._read(_CHECK, request, deadline)

    def report_identifier(
        self, request: pb.ReportIdentifierRequest, *, deadline: timedelta | None = None
    ) -> Answered[pb.ReportIdentifierResponse]:
        """Put the caller's word on the list."""
        return self._act(_REPORT, request, deadline)

    def get_entry(
        self, request: pb.GetEntryRequest, *, deadline: timedelta | None = None
    ) -> pb.GetEntryResponse:
        """Read an entry that is the caller's business."""
        return self._read(_GET, request, deadline)

    def list_entries(
        self, request: pb.ListEntriesRequest, *, deadline: timedelta | None = None
    ) -> pb.ListEntriesResponse:
        """Read a page of entries that are the caller's business, oldest first."""
        return self._read(_ENTRIES, request, deadline)

    def acknowledge_changes(
        self, request: pb.AcknowledgeChangesRequest, *, deadline: timedelta | None = None
    ) -> Answered[pb.AcknowledgeChangesResponse]:
        """Say up to where the caller's copy has applied the feed."""
        return self._act(_ACKNOWLEDGE, request, deadline)

    def update_entry(
        self, request: pb.UpdateEntryRequest, *, deadline: timedelta | None = None
    ) -> Answered[pb.UpdateEntryResponse]:
        """Confirm an entry, or change what it says."""
        return self._act(_UPDATE, request, deadline)

    def clear_entry(
        self, request: pb.ClearEntryRequest, *, deadline: timedelta | None = None
    ) -> Answered[pb.ClearEntryResponse]:
        """Take an entry off the list."""
        return self._act(_CLEAR, request, deadline)

    def file_appeal(
        self, request: pb.FileAppealRequest, *, deadline: timedelta | None = None
    ) -> Answered[pb.FileAppealResponse]:
        """Object to an entry for the person concerned."""
        return self._act(_APPEAL, request, deadline)

    def resolve_appeal(
        self, request: pb.ResolveAppealRequest, *, deadline: timedelta | None = None
    ) -> Answered[pb.ResolveAppealResponse]:
        """Take an appeal into review, or decide it."""
        return self._act(_RESOLVE, request, deadline)


_LIST: Final = "eidgate.v1.WatchlistService"

_CHECK: Final = method_of(_LIST, "CheckIdentifiers", pb.CheckIdentifiersResponse)
_REPORT: Final = method_of(_LIST, "ReportIdentifier", pb.ReportIdentifierResponse)
_GET: Final = method_of(_LIST, "GetEntry", pb.GetEntryResponse)
_ENTRIES: Final = method_of(_LIST, "ListEntries", pb.ListEntriesResponse)
_ACKNOWLEDGE: Final = method_of(_LIST, "AcknowledgeChanges", pb.AcknowledgeChangesResponse)
_UPDATE: Final = method_of(_LIST, "UpdateEntry", pb.UpdateEntryResponse)
_CLEAR: Final = method_of(_LIST, "ClearEntry", pb.ClearEntryResponse)
_APPEAL: Final = method_of(_LIST, "FileAppeal", pb.FileAppealResponse)
_RESOLVE: Final = method_of(_LIST, "ResolveAppeal", pb.ResolveAppealResponse)
