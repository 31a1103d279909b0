"""Records that programs of before wrote (`tests/vectors/records`), and their policies."""

from pathlib import Path

from eidgate.adapters.policies import parse_kept
from eidgate.core.risk.policy import Policy

RECORDS = Path(__file__).parents[1] / "vectors" / "records"
FOLDERS = tuple(sorted(one.name for one in RECORDS.iterdir() if one.is_dir()))
FIRST_RELEASE, BY_NAME, BY_STATE = FOLDERS


def records(folder: str) -> dict[str, bytes]:
    return {one.stem: one.read_bytes() for one in sorted((RECORDS / folder).glob("*.json"))}


def policy_then(folder: str) -> Policy:
    return parse_kept((RECORDS / folder / "vn-bank.yaml").read_bytes(), "then.yaml")
