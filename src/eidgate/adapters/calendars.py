"""The calendar of public holidays as YAML: one file a year, each with the days it covers and its sources."""

from importlib.resources import files
from importlib.resources.abc import Traversable

from eidgate.adapters.strict_yaml import Field, parse
from eidgate.core.desk.working_days import CalendarPart, WorkingDays
from eidgate.core.errors import ConfigurationError


def load_working_days(directory: Traversable | None = None) -> WorkingDays:
    """Read every `*.yaml` of a directory, by default the shipped one.

    Raises:
        ConfigurationError: a file cannot be read or is faulty, or the files do not follow each other.
    """
    place = files("eidgate.data").joinpath("calendar") if directory is None else directory
    try:
        entries = [(one.name, one.read_bytes()) for one in place.iterdir() if one.name.endswith(".yaml")]
    except OSError as error:
        raise ConfigurationError(f"the calendar cannot be read: {error.strerror}") from error
    return WorkingDays(_part(parse(raw, name)) for name, raw in entries)


def _part(root: Field) -> CalendarPart:
    top = root.record(("first", "last", "holidays"))
    return CalendarPart(
        first=top["first"].day(),
        last=top["last"].day(),
        holidays=frozenset(field.day() for field in top["holidays"].items()),
    )
