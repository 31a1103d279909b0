"""What alerts say: everything in two languages, never a link, a warning only where a listing stands."""

import pytest

from eidgate.core.desk.alert import Action, AlertKind
from eidgate.core.desk.alert_texts import EXPECTED, HAPPENED, warning
from eidgate.core.desk.identifier import Identifier, IdentifierKind

TEXTS = [
    *HAPPENED.values(),
    *EXPECTED.values(),
    *(
        text
        for kind in IdentifierKind
        if (text := warning(AlertKind.LISTED, Identifier(kind=kind, value="999901:1")))
    ),
]


def test_every_kind_and_every_action_has_its_texts() -> None:
    assert set(HAPPENED) == set(AlertKind)
    assert set(EXPECTED) == set(Action)
    assert all(text.vi and text.en for text in TEXTS)


@pytest.mark.parametrize("word", ["http", "www", "://", ".vn", ".com"])
def test_no_text_holds_a_link(word: str) -> None:
    assert not [text for text in TEXTS if word in text.vi or word in text.en]


def test_subscribers_are_warned_of_what_is_listed_only() -> None:
    number = Identifier(kind=IdentifierKind.PHONE, value="+84900000001")
    assert warning(AlertKind.LISTED, number) is not None
    assert warning(AlertKind.LISTED, None) is None
    assert [kind for kind in AlertKind if warning(kind, number)] == [AlertKind.LISTED]


def test_nobody_is_warned_of_a_person_or_a_device() -> None:
    for kind in (IdentifierKind.PERSON, IdentifierKind.DEVICE):
        assert warning(AlertKind.LISTED, Identifier(kind=kind, value="ab")) is None
