"""Policies by name or path, and from the bytes of their documents."""

from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Final

from eidgate.adapters.policy_document import OPTIONAL, TOP, Sections
from eidgate.adapters.strict_yaml import Field, parse
from eidgate.core.errors import ConfigurationError
from eidgate.core.risk.policy import Policy, PolicyError

SHIPPED: Final = ("vn-bank", "vn-operator", "vn-shop", "vn-wallet")

MAX_DOCUMENT_BYTES: Final = 262_144
"""256 KiB: twenty times the shipped ones; more is no document that two people have read."""


def load_policy(name_or_path: str) -> Policy:
    """Read a shipped policy by its name (`vn-bank`) or one's own by its path (`./policy.yaml`).

    Raises:
        ConfigurationError: naming file, line, column and field of the first fault.
    """
    raw, file = read_document(name_or_path)
    return parse_policy(raw, file)


def read_document(name_or_path: str) -> tuple[bytes, str]:
    """Return a policy's document and its file's name.

    Raises:
        ConfigurationError: there is none.
    """
    shipped = files("eidgate.data").joinpath("policies", f"{name_or_path}.yaml")
    place = shipped if "/" not in name_or_path and shipped.is_file() else Path(name_or_path)
    try:
        return place.read_bytes(), place.name
    except OSError as error:
        raise ConfigurationError(
            f"policy {name_or_path}: {error.strerror or error}; {', '.join(SHIPPED)} are shipped, and an own"
            " one is named by its path, as in ./policy.yaml"
        ) from error


def parse_policy(raw: bytes, file: str) -> Policy:
    """Read a policy from the bytes of its document.

    Raises:
        ConfigurationError: naming file, line, column and field of the first fault.
    """
    return _parse(raw, file, kept=False)


def parse_kept(raw: bytes, file: str) -> Policy:
    """Read a policy that was in force before: rows that this program asks for anew may be missing.

    Raises:
        ConfigurationError: as above, but for missing and unknown rows of reasons, sources and kinds.
    """
    return _parse(raw, file, kept=True)


def _parse(raw: bytes, file: str, *, kept: bool) -> Policy:
    if len(raw) > MAX_DOCUMENT_BYTES:
        raise ConfigurationError(f"{file}: is larger than {MAX_DOCUMENT_BYTES} bytes")
    return read_policy(parse(raw, file), sha256(raw).hexdigest(), kept=kept)


def read_policy(root: Field, digest: str, *, kept: bool = False) -> Policy:
    """Read a policy from the root of its document, known by the document's SHA-256 in hex.

    Raises:
        ConfigurationError: as `parse_policy`, or of one that was kept as `parse_kept`.
    """
    sections = Sections(root.record(TOP, OPTIONAL), kept=kept)
    try:
        return sections.policy(digest)
    except PolicyError as error:
        raise root.find(error.path).fault(error.description) from error
