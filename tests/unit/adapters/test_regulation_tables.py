import re
from importlib.resources import files
from pathlib import Path

import pytest

from eidgate.adapters.regulation_tables import load_regulation, parse_version
from eidgate.core.errors import ConfigurationError
from eidgate.core.regulation.terms import Group

SHIPPED = files("eidgate.data").joinpath("regulation")
CIRCULAR_77 = SHIPPED.joinpath("circular-77-2025.yaml").read_text("utf-8")


def refusal_of(text: str) -> str:
    with pytest.raises(ConfigurationError) as refused:
        parse_version(text.encode(), "f.yaml")
    return str(refused.value)


def changed(old: str, new: str) -> str:
    """The shipped table with the first occurrence of a text replaced."""
    assert old in CIRCULAR_77
    return CIRCULAR_77.replace(old, new, 1)


def line_of(text: str) -> int:
    return CIRCULAR_77[: CIRCULAR_77.index(text)].count("\n") + 1


def test_the_shipped_versions_are_those_of_the_two_circulars() -> None:
    versions = load_regulation().versions
    assert [(one.version, one.effective_from.isoformat()) for one in versions] == [
        ("circular-50-2024", "2025-01-01"),
        ("circular-77-2025", "2026-03-01"),
    ]
    assert [one.new_organisation is None for one in versions] == [True, False]


def test_circular_77_changed_no_class_and_no_form() -> None:
    first, second = load_regulation().versions
    assert (first.classes, first.forms, first.evidence) == (second.classes, second.forms, second.evidence)


def test_an_operators_directory_replaces_the_shipped_one(tmp_path: Path) -> None:
    text = changed("version: circular-77-2025", "version: our-reading").replace("5_000_000}", "4_000_000}", 1)
    (tmp_path / "ours.yaml").write_text(text, "utf-8")
    (tmp_path / "notes.txt").write_text("not a table", "utf-8")
    (version,) = load_regulation(tmp_path).versions
    assert version.version == "our-reading"
    assert version.classes[Group.GOODS_AND_SERVICES].rules[0].day_total_at_most == 4_000_000


def test_a_directory_without_tables_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="no version"):
        load_regulation(tmp_path)


def test_a_directory_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="cannot be read"):
        load_regulation(tmp_path / "nowhere")


def test_two_files_of_one_day_are_refused(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(CIRCULAR_77, "utf-8")
    with pytest.raises(ConfigurationError, match="same effective_from"):
        load_regulation(tmp_path)


def test_every_fault_is_named_with_file_line_and_field() -> None:
    text = changed("day_total_at_most: 5_000_000", "day_total_at_most: 5e6")
    place = rf"f\.yaml:{line_of('rule: I.2.A')}:[0-9]+: groups\.I\.2\.rules\[0\]\.day_total_at_most: must be"
    assert re.match(place, refusal_of(text))


@pytest.mark.parametrize(
    ("old", "new", "field", "message"),
    [
        ("title: ", "tilte: ", "tilte", "unknown key"),
        ("effective_from: 2026-03-01", "effective_from: March", "effective_from", "must be a day"),
        ("  I.4:", "  I.5:", "groups.I.5", "unknown key"),
        ("class: A}", "class: Z}", "groups.I.1.rules[0].class", "must be one of"),
        ("{rule: I.1.A, ", "{", "groups.I.1.rules[0]", "missing rule"),
        ("linked_wallet: true", "linked_wallet: yes", "groups.I.3.rules[0].linked_wallet", "must be true"),
        ("{rule: I.2.D, class: D}", "{rule: I.2.D, class: A}", "groups.I.2", "class is weaker"),
        ("- {rule: I.2.D, class: D}", "", "groups.I.2", "the last rule must have no bound"),
        ("with: [face_match]", "with: [face]", "forms.individual.C.with[0]", "must be one of"),
        ("one_of: [password, pin]", "one_of: [pin, pin]", "forms.individual.A.one_of", "a form is repeated"),
        ("sms_otp: 300", "sms_otp: 0", "evidence", "sms_otp needs a validity above zero"),
        ("sms_otp: 300", "sms_otp: 999999999999999", "evidence.valid_seconds.sms_otp", ""),
        ("    fido: 180\n", "", "evidence.valid_seconds", "missing fido"),
        ("organisation: none", "organisation: never", "first_use.organisation", "must be a mapping"),
        ("groups: [II.1,", "groups: [I.1,", "new_organisation", "must be those of organisations"),
        ("  amount_above: 50_000_000", "", "new_organisation", "missing amount_above"),
    ],
)
def test_a_faulty_table_is_refused(old: str, new: str, field: str, message: str) -> None:
    refusal = refusal_of(changed(old, new))
    assert f": {field}: " in refusal
    assert message in refusal


def test_a_version_without_its_new_organisation_entry_is_refused() -> None:
    text = CIRCULAR_77[: CIRCULAR_77.index("\nnew_organisation:")]
    assert "the file: missing new_organisation" in refusal_of(text)
