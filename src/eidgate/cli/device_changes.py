"""`eidgate binding device-changes`: an operator's system tells of numbers that were seen in new devices."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from eidgate.cli.connection import asking, connection
from eidgate.cli.json_lines import Value, convert
from eidgate.v1 import binding_service_pb2 as pb

if TYPE_CHECKING:
    from eidgate.client import CallRefusedError, Client

_PREFIX: Final = "SIM_SERVICE_"


@click.command("device-changes")
@connection
@click.option(
    "--input",
    "source",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="JSON lines; each is told once, in the order of the file.",
)
@click.option(
    "--output",
    "target",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where the answers go; without it they are printed.",
)
def device_changes(client: "Callable[[], Client]", source: Path, target: Path | None) -> None:
    """Tell of changes of device, one a line: {"id", "number", "at", "request_id"}; the last may be left out.

    Each answer is a line: {"id", "binding", "service", "next_service", "next_time"}, or {"id", "refused"}
    with the reason, such as NOT_FOUND for a number that is not bound, and "why" where a field is at fault.
    With a `request_id` (a UUID) of its own a line may be told again after a crash: it is answered as the
    first time.
    """
    with asking(client) as service:
        convert(source, target, partial(_tell, service))


def _tell(service: "Client", line: Value) -> dict[str, object]:
    from eidgate.client import CallRefusedError  # noqa: PLC0415 (gRPC loads slowly)

    told = line.record(("id", "number", "at"), ("request_id",))
    request = pb.ReportDeviceChangeRequest(
        number=told["number"].text(), request_id=told["request_id"].text() if "request_id" in told else ""
    )
    request.change_time.FromDatetime(told["at"].instant())
    named: dict[str, object] = {"id": told["id"].label()}
    try:
        binding = service.report_device_change(request).response.binding
    except CallRefusedError as refused:
        return named | {"refused": refused.reason or refused.code.name} | _why(refused)
    return named | {"binding": binding.name} | _state(binding.sim_service)


def _why(refused: "CallRefusedError") -> dict[str, object]:
    """Say which field is at fault, where that is why; descriptions hold no value."""
    faults = [f"{one.field}: {one.description}" for one in refused.violations]
    return {"why": "; ".join(faults)} if faults else {}


def _state(state: pb.SimServiceState) -> dict[str, object]:
    coming = state.HasField("next_time")
    return {
        "service": _word(state.service),
        "next_service": _word(state.next_service) if coming else None,
        "next_time": state.next_time.ToJsonString() if coming else None,
    }


def _word(number: int) -> str:
    return pb.SimService.Name(number).removeprefix(_PREFIX).lower()
