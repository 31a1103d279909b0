"""Every module that reads bytes is reached by a harness, or what it reads is ours; a new one stands out here.

A reader is a module that calls a parser of a library. What is told of a harness is looked at: its seeds come
through the module.
"""

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import FrameType
from typing import Final

import pytest

from fuzz.registry import HARNESSES, kept

SOURCE: Final = Path(__file__).parents[2] / "src" / "eidgate"
NOT_SERVED: Final = ("simulator/", "v1/", "cli/demo/")
"""What plays a part, and what is generated."""

PARSERS: Final = frozenset(
    {
        "DictReader", "Decoder", "FromString", "HTTPResponse", "IPv6Address", "Unpack", "a2b_base64",
        "b64decode", "convert", "csv.reader", "decompressobj", "fromhex", "get_single_node", "getresponse",
        "ip_address", "json.decode", "json.load", "loads", "unpack", "urlsafe_b64decode", "urlsplit",
    }
)  # fmt: skip
LOADERS: Final = ("load_pem_", "load_der_")

READERS: Final = {
    "adapters/officers.py": "officer",
    "adapters/outside/address.py": "address",
    "adapters/outside/lines.py": "outside-answer",
    "adapters/outside/strict.py": "operator-answer",
    "adapters/registry/messages.py": "registry-answer",
    "adapters/secret_keys.py": "secret-keys",
    "adapters/simo_file.py": "simo-file",
    "adapters/simo_https.py": "simo-answer",
    "adapters/strict_yaml.py": "policy",
    "adapters/trust/anchors.py": "anchors",
    "adapters/trust/https.py": "server-answer",
    "adapters/trust/key_set_copy.py": "key-set-copy",
    "adapters/trust/reading.py": "trust-json",
    "adapters/yaml_file.py": "relying-parties",
    "app/paging.py": "page-token",
    "app/watch_entries.py": "feed-cursor",
    "cli/assertion.py": "assertion-case",
    "cli/device_changes.py": "device-change",
    "cli/json_lines.py": "assertion-case",
    "cli/names.py": "names-case",
    "cli/regulation_cases.py": "regulation-case",
    "cli/simo_records.py": "simo-records",
    "cli/transfers_csv.py": "transfers",
    "cli/trial/saved.py": "backtest-state",
    "cli/watchlist_files.py": "list-file",
    "client/calls.py": "signal-times",
    "client/certificates.py": "certificate-files",
    "client/receipts.py": "receipt-keys",
    "client/refusal.py": "refusal",
    "config.py": "server-configuration",
    "core/assertion/base64url.py": "base64url",
    "core/assertion/certificate_text.py": "x5c",
    "core/assertion/certificates.py": "x5c",
    "core/assertion/certified_jwk.py": "jwk",
    "core/assertion/challenge.py": "challenge",
    "core/assertion/ecdsa_key.py": "jwk",
    "core/assertion/jws.py": "jws",
    "core/assertion/status_list.py": "status-list",
    "core/assertion/strict_json.py": "strict-json",
    "core/desk/website.py": "website",
    "core/private_key.py": "secret-keys",
    "core/risk/older_records.py": "record",
    "core/risk/replaying.py": "record",
    "core/transparency/canonical.py": "record",
    "rpc/credentials.py": "certificate-files",
    "rpc/interceptors/validation.py": "request",
}
"""Modules with the harness that reaches each."""

OURS: Final = {
    "adapters/converting.py": "converts for the readers above",
    "adapters/storage/": "rows that this program wrote into its own database",
    "bootstrap/orders.py": "orders between processes of this program",
    "client/streaming.py": "messages that gRPC has framed, read by protobuf alone",
    "cli/regulation.py": "hands lines to `regulation_cases.py`",
}
"""Modules and folders that read what nobody else wrote, or that read nothing themselves."""


def _calls(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            yield node.attr
            match node.value:
                case ast.Name(id=above) | ast.Attribute(attr=above):
                    yield f"{above}.{node.attr}"
        elif isinstance(node, ast.alias):
            yield node.name


@cache
def readers() -> frozenset[str]:
    """The modules that call a parser."""
    found = {
        path.relative_to(SOURCE).as_posix(): ast.parse(path.read_bytes()) for path in SOURCE.rglob("*.py")
    }
    return frozenset(
        module
        for module, tree in found.items()
        if not module.startswith(NOT_SERVED)
        and any(name in PARSERS or name.startswith(LOADERS) for name in _calls(tree))
    )


def _is_ours(module: str) -> bool:
    return module.startswith(tuple(OURS))


@cache
def reached(name: str) -> frozenset[str]:
    """The modules whose functions run when a harness is given its seeds and what was kept of it."""
    files: set[str] = set()

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code.co_name != "<module>":
            files.add(frame.f_code.co_filename)

    contents = [*HARNESSES[name].seeds(), *kept(name)]
    sys.setprofile(note)
    try:
        for content in contents:
            HARNESSES[name].fuzz_one(content)
    finally:
        sys.setprofile(None)
    return frozenset(
        Path(file).relative_to(SOURCE).as_posix() for file in files if file.startswith(str(SOURCE))
    )


def test_every_module_that_calls_a_parser_has_a_harness() -> None:
    missing = sorted(one for one in readers() - set(READERS) if not _is_ours(one))

    assert not missing, f"write a harness, and name it in READERS: {', '.join(missing)}"


@pytest.mark.parametrize("module", READERS)
def test_the_harness_of_a_module_reaches_it(module: str) -> None:
    assert module in reached(READERS[module])


def test_no_module_is_named_that_reads_nothing() -> None:
    assert [one for one in OURS if not (SOURCE / one).exists()] == []
    assert not [one for one in READERS if _is_ours(one) or not (SOURCE / one).exists()]
