"""`tests/unit` mirrors the source: a unit test stands where its module stands, and is named after it."""

from collections.abc import Iterable
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "eidgate"
UNIT = ROOT / "tests" / "unit"

FIXTURES = "conftest.py"
MIRRORS_NOTHING = {
    "v1/test_rules.py": "the rules stand in `protos/` beside every field, in no module that is generated",
}


def below(folder: Path) -> list[PurePosixPath]:
    return sorted(PurePosixPath(path.relative_to(folder).as_posix()) for path in folder.rglob("*.py"))


def mirrored(path: PurePosixPath) -> set[PurePosixPath]:
    """What a unit test may be of: the module of its name, or the package, at its own place in the source."""
    name = path.stem.removeprefix("test_")
    return {path.with_name(f"{name}.py"), path.with_name(name) / "__init__.py"}


def astray(tests: Iterable[PurePosixPath], modules: Iterable[PurePosixPath]) -> list[str]:
    """Return the files that are the mirror of nothing; fixtures may stand in any folder of the source."""
    known = set(modules)
    folders = {module.parent for module in known}
    return [
        str(path)
        for path in tests
        if str(path) not in MIRRORS_NOTHING
        and not (path.name == FIXTURES and path.parent in folders)
        and not (path.name.startswith("test_") and mirrored(path) & known)
    ]


def test_every_unit_test_stands_where_what_it_tests_stands() -> None:
    tests = below(UNIT)
    assert len(tests) > 300
    assert astray(tests, below(SOURCE)) == []


def test_no_exception_from_the_mirror_is_left_over() -> None:
    tests, modules = set(map(str, below(UNIT))), set(below(SOURCE))
    assert {
        one for one in MIRRORS_NOTHING if one not in tests or mirrored(PurePosixPath(one)) & modules
    } == set()


@pytest.mark.parametrize(
    "path",
    [
        "app/test_story.py",  # there is no such module
        "test_decide.py",  # it is elsewhere
        "core/test_app.py",  # so is the package
        "core/decide.py",  # a helper: it belongs into builders
        "desk/conftest.py",  # there is no such folder
    ],
)
def test_a_test_that_stands_elsewhere_is_seen(path: str) -> None:
    modules = map(PurePosixPath, ["app/__init__.py", "core/__init__.py", "core/risk/decide.py"])
    assert astray([PurePosixPath(path)], modules) == [path]


@pytest.mark.parametrize(
    "path", ["core/risk/test_decide.py", "core/test_risk.py", "core/conftest.py", "v1/test_rules.py"]
)
def test_a_test_in_its_place_is_not(path: str) -> None:
    modules = map(PurePosixPath, ["core/__init__.py", "core/risk/__init__.py", "core/risk/decide.py"])
    assert astray([PurePosixPath(path)], modules) == []
