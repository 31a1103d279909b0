"""What the core may know of the world outside, named one by one: import-linter can only name what not."""

import ast
from collections.abc import Iterator
from pathlib import Path

CORE = Path(__file__).parents[2] / "src" / "eidgate" / "core"
MODULES = sorted(CORE.rglob("*.py"))

LANGUAGE = {
    "array", "bisect", "collections", "dataclasses", "datetime", "enum", "functools", "heapq", "itertools",
    "math", "operator", "re", "string", "struct", "types", "typing", "unicodedata",
}  # fmt: skip
ENCODINGS = {
    "binascii",
    "hashlib",
    "hmac",
    "idna",
    "ipaddress",
    "json",
    "msgspec",
    "publicsuffixlist",
    "zlib",
}
CRYPTOGRAPHY = {"awscrt", "cryptography", "nacl"}


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Import(names=names):
                yield from (one.name.partition(".")[0] for one in names)
            case ast.ImportFrom(module=str(module)):
                yield module.partition(".")[0]


def test_the_modules_are_found() -> None:
    assert len(MODULES) > 150


def test_the_core_imports_only_what_is_pure() -> None:
    allowed = {"eidgate"} | LANGUAGE | ENCODINGS | CRYPTOGRAPHY
    strange = {path.name: set(imported(path)) - allowed for path in MODULES}
    assert {name: found for name, found in strange.items() if found} == {}


def test_nothing_is_allowed_that_the_core_does_not_use() -> None:
    used = {name for path in MODULES for name in imported(path)}
    assert (LANGUAGE | ENCODINGS | CRYPTOGRAPHY) - used == set()
