"""A hotline, a bank and a shop that file reports in a scene."""

from datetime import timedelta

from builders.reports import ACCOUNT, NUMBER, ROBBED
from builders.service import Scene
from eidgate.app.file_report import FileReport, file_report
from eidgate.app.report_answer import ReportAnswer
from eidgate.app.reports import UpdateReport, update_report
from eidgate.core.desk.report import ReportChannel, ReportName, Scheme
from eidgate.core.desk.report_steps import ReportChange
from eidgate.core.relying_party import RelyingParty
from eidgate.core.shape import replace
from eidgate.core.terms import Vnd
from eidgate.simulator.world import HOTLINE


def filing(scene: Scene, *, caller: RelyingParty = HOTLINE, **changes: object) -> FileReport:
    by_hotline = caller is HOTLINE
    command = FileReport(
        caller=caller,
        request=scene.request("FileReport", caller=caller),
        channel=ReportChannel.HOTLINE_CALL if by_hotline else ReportChannel.FRAUD_DESK,
        scheme=Scheme.FRAUD,
        victim=ROBBED,
        indicators=(ACCOUNT, NUMBER),
        amount=Vnd(10_000_000),
        happened_at=scene.clock.now() - timedelta(hours=1),
    )
    return replace(command, **changes)  # type: ignore[arg-type]  # a test names fields freely


def filed(scene: Scene, *, caller: RelyingParty = HOTLINE, **changes: object) -> ReportAnswer:
    return file_report(filing(scene, caller=caller, **changes), scene.service)


def updating(
    scene: Scene, caller: RelyingParty, name: ReportName, etag: str = "v1", **changes: object
) -> UpdateReport:
    return UpdateReport(
        caller=caller,
        request=scene.request("UpdateReport", caller=caller),
        name=name,
        etag=etag,
        change=ReportChange(**changes),  # type: ignore[arg-type]  # a test names fields freely
    )


def updated(
    scene: Scene, caller: RelyingParty, name: ReportName, etag: str = "v1", **changes: object
) -> ReportAnswer:
    return update_report(updating(scene, caller, name, etag, **changes), scene.service)
