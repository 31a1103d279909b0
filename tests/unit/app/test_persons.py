"""Persons are kept as a keyed hash, whoever names them; everything else is kept as it is named."""

import pytest

from builders.service import Scene
from builders.watchlist import MULE, PERSON
from eidgate.app.persons import known_as, listed_as
from eidgate.core.desk.identifier import Identifier, IdentifierKind
from eidgate.core.errors import InvalidCommandError
from eidgate.core.shape import replace

ISSUER, SUBJECT = "https://idp.example", "mai"
NAMED = Identifier(kind=IdentifierKind.PERSON, value=f"{ISSUER} {SUBJECT}")


def test_a_person_named_by_issuer_and_subject_is_listed_under_the_current_key(scene: Scene) -> None:
    keys = scene.service.person_keys
    assert keys is not None
    both = replace(keys, keys={**keys.keys, "2": bytes(range(32, 64))}, current="2")
    scene.service = replace(scene.service, person_keys=both)
    listed, known = listed_as(NAMED, scene.service), known_as(NAMED, scene.service)
    assert listed == both.current_identifier(ISSUER, SUBJECT)
    assert set(known) == {listed, keys.current_identifier(ISSUER, SUBJECT)}
    for one in known:
        assert SUBJECT not in one.value
        assert ISSUER not in one.value


@pytest.mark.parametrize("identifier", [PERSON, MULE, replace(NAMED, kind=IdentifierKind.SOCIAL_ACCOUNT)])
def test_a_hash_and_everything_else_stay_as_they_are_with_and_without_a_key(
    scene: Scene, identifier: Identifier
) -> None:
    for keys in (scene.service.person_keys, None):
        service = replace(scene.service, person_keys=keys)
        assert listed_as(identifier, service) == identifier
        assert known_as(identifier, service) == (identifier,)


def test_without_a_key_nobody_is_listed_under_their_subject(scene: Scene) -> None:
    service = replace(scene.service, person_keys=None)
    for act in (listed_as, known_as):
        with pytest.raises(InvalidCommandError) as refused:
            act(NAMED, service)
        assert [one.field for one in refused.value.violations] == ["identifier"]
        assert SUBJECT not in str(refused.value)
