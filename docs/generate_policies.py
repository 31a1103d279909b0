"""Write what follows from policies: their JSON Schema, a page a policy, and the page of facts for rules.

`python docs/generate_policies.py` writes, `--check` fails when a file is not what would be written. The words
that explain a row are the comments of the policy itself, so that officer and program read one text.
"""

import json
import re
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Final

from eidgate.adapters.policies import SHIPPED, parse_policy, read_document
from eidgate.adapters.policy_schema import policy_schema
from eidgate.adapters.policy_worlds import parse_worlds
from eidgate.adapters.worlds_schema import worlds_schema
from eidgate.core.reasons import Reason
from eidgate.core.risk.rules.calls import KNOWN, MAX_ITEMS
from eidgate.core.risk.rules.rule import MAX_RULES
from eidgate.core.risk.rules.schema import paths, schema
from eidgate.core.risk.rules.types import ListOf, Type, Word

DOCS: Final = Path(__file__).parent
POLICIES: Final = Path(str(files("eidgate.data").joinpath("policies")))
WRITTEN: Final = "<!-- Written by docs/generate_policies.py (`make docs`); do not edit. -->"
_KEY: Final = re.compile(r"( *)([A-Za-z_]+):(?: (.*?))?(?: # (.*))?")


INTRODUCTION: Final = """Version `{version}`, for {regulation}.

What stands here is the policy itself: `src/eidgate/data/policies/{name}.yaml`. One finding means what its row
says, the worst finding wins, and a stronger class is never judged more softly. Clauses (F..., 10...) are
those of the project's digest of Viet Nam's rules; Circulars and Decrees are named as such.
"""

FACTS: Final = """# Facts for custom rules

{written}

A rule of a policy is an expression in CEL (the Common Expression Language) that is true where the rule
applies. It is checked against these types when the policy is read, and refused with line and column. What is
*optional* may not be known: `has(...)` tells, and reading it all the same makes the rule unable to answer,
which is the finding `RULE_FAILED` (step up at least) and never silence:
`has(sim.swap.age) && sim.swap.age < duration('72h')`.

```yaml
rules:
  - id: night-transfer
    version: 1
    when: has(transaction.amount) && transaction.amount >= 50000000 && local.hour < 5
    outcome: step_up # or one a column, as in `outcomes`
    points: 20
    code: NIGHT_TRANSFER
    text: {{vi: Chuyển khoản lớn vào ban đêm., en: A large transfer at night.}}
```

- Operators: `! - * / % + < <= > >= == != in && || ?:`. Whole numbers have 64 bits; an overflow or a division
  by zero makes the rule unable to answer. `&&` and `||` look from left to right: a left side that cannot
  answer is not decided by the right one, which is stricter than CEL.
- Functions: {functions}. `duration('72h')` has s, m or h. Beyond CEL, `has()` takes a fact of one name as
  well. `matches()` is not offered, for its cost has no bound.
- Lists: `exists`, `all` and `filter`, not inside one another, over at most {items} items.
- At most {rules} rules; their order means nothing, and none sees what another found.
- A *word* is a text out of the vocabulary that stands beside it; comparing it with another text is refused.
  Numbers and ids of persons, accounts and devices are no facts: lists are for those.
"""


def pages() -> Iterator[tuple[Path, str]]:
    """Yield every file with its text."""
    yield POLICIES / "policy.schema.json", json.dumps(policy_schema(), indent=2, ensure_ascii=False) + "\n"
    yield POLICIES / "worlds.schema.json", json.dumps(worlds_schema(), indent=2, ensure_ascii=False) + "\n"
    yield DOCS / "rule-facts.md", _facts()
    for name in SHIPPED:
        yield DOCS / "policies" / f"{name}.md", _policy(name)


def _policy(name: str) -> str:
    raw, file = read_document(name)
    policy, text = parse_policy(raw, file), raw.decode()
    head, _, body = text.partition("\n\n") if text.startswith("#") else ("", "", text)
    lines = [f"# {name}, explained row by row", "", WRITTEN, "", _prose(head.splitlines()), ""]
    lines += [
        INTRODUCTION.format(
            name=name, version=policy.version, regulation=", ".join(sorted(policy.regulation))
        ),
        *_rows(body),
        "## What it is tested with",
        "",
        "Each line is a situation that this policy must judge so, at every build.",
        "",
        "| Situation | For | Comes out |",
        "|---|---|---|",
        *_worlds(name),
        "",
    ]
    return "\n".join(lines)


def _prose(comments: list[str]) -> str:
    return "\n".join(line.removeprefix("#").removeprefix(" ") for line in comments).strip()


def _rows(body: str) -> Iterator[str]:
    """Turn the document into headings, prose and tables: comments explain what stands below them."""
    open_table, comment = False, list[str]()
    for line in body.splitlines():
        if line.lstrip().startswith("#"):
            comment.append(line.lstrip())
            continue
        found = _KEY.fullmatch(line)
        if found is None:
            continue
        if comment or not found[1]:
            yield from [""] if open_table else []
            open_table = False
        if not found[1]:
            yield from (f"## {found[2]}", "")
        if comment:
            yield from (_prose(comment), "")
            comment = []
        if found[3] is None:
            continue
        if not open_table:
            yield from ("| Row | Means | Why |", "|---|---|---|")
            open_table = True
        yield f"| {_name(found[2])} | {_cell(found[3])} | {_why(found[2], found[4])} |"
    yield ""


def _name(key: str) -> str:
    return f"`{key}`"


def _cell(value: str) -> str:
    return value.strip("{}").replace("|", "/")


def _why(key: str, remark: str | None) -> str:
    says = Reason(key).text.en if key in set(Reason) else ""
    return " ".join(part for part in (says, f"*{remark}*" if remark else "") if part)


def _worlds(name: str) -> Iterator[str]:
    for world in parse_worlds(*read_document(f"{name}.tests")):
        reasons = ", ".join(f"`{one}`" for one in sorted(world.reasons))
        yield f"| {world.name} | {world.about} | {world.outcome.name.lower()} {reasons} |"


def _facts() -> str:
    head = FACTS.format(
        written=WRITTEN,
        functions=", ".join(f"`{one}`" for one in KNOWN),
        items=MAX_ITEMS,
        rules=MAX_RULES,
    )
    rows = [
        f"| `{path}` | {_type(field.type)}{', optional' if field.optional else ''} | {field.doc} |"
        for path, field in paths(schema())
    ]
    return "\n".join([head, "| Fact | Type | |", "|---|---|---|", *rows, ""])


def _type(kind: Type) -> str:
    if isinstance(kind, Word):
        return "word: " + ", ".join(kind.words) if len(kind.words) < len(set(Reason)) else "word: a reason"
    if isinstance(kind, ListOf):
        return f"list of {_type(kind.item)}"
    return str(kind)


def main() -> None:
    """Write the files, or hold them against what would be written."""
    for path, text in pages():
        if "--check" not in sys.argv:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        elif not path.is_file() or path.read_text(encoding="utf-8") != text:
            sys.exit(f"{path}: not what the code says; run `make docs`")


if __name__ == "__main__":
    main()
