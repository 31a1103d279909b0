"""Regulation tables as YAML: one file per version, each complete in itself and readable by a risk officer.

The shipped ones are in `eidgate/data/regulation`; an operator who reads the law differently gives a directory
of their own, which then replaces all of them.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TypeVar

from eidgate.adapters.strict_yaml import Field, parse
from eidgate.core.errors import ConfigurationError
from eidgate.core.regulation.classes import ClassTable, Rule
from eidgate.core.regulation.evidence import EvidenceLimits
from eidgate.core.regulation.forms import Combinations, FormLadder, form_ladder
from eidgate.core.regulation.terms import Form, Group, Regime, TransactionClass
from eidgate.core.regulation.versions import NewOrganisationRule, Regulation, RegulationVersion
from eidgate.core.terms import CustomerKind, Vnd

_Built = TypeVar("_Built")

_TOP = ("version", "title", "effective_from", "groups", "forms", "evidence", "first_use", "new_organisation")
_BOUNDS = ("amount_at_most", "day_total_at_most", "small_total_at_most")


def load_regulation(directory: Traversable | None = None) -> Regulation:
    """Read every `*.yaml` of a directory, by default the shipped one.

    Raises:
        ConfigurationError: naming file, line and field of the first fault.
    """
    return _shipped() if directory is None else _read(directory)


@cache
def _shipped() -> Regulation:
    return _read(files("eidgate.data").joinpath("regulation"))


def _read(place: Traversable) -> Regulation:
    try:
        tables = sorted(
            (entry for entry in place.iterdir() if entry.name.endswith(".yaml")), key=lambda one: one.name
        )
        texts = [(entry.name, entry.read_bytes()) for entry in tables]
    except OSError as error:
        raise ConfigurationError(f"the regulation tables cannot be read: {error}") from error
    return Regulation(parse_version(raw, name) for name, raw in texts)


def parse_version(raw: bytes, file: str) -> RegulationVersion:
    """Read one version from the bytes of its file.

    Raises:
        ConfigurationError: naming file, line and field of the first fault.
    """
    return read_version(parse(raw, file))


def read_version(root: Field) -> RegulationVersion:
    """Read one version from the root of its file.

    Raises:
        ConfigurationError: as `parse_version`.
    """
    top = root.record(_TOP)
    return _built(
        root,
        lambda: RegulationVersion(
            version=top["version"].text(),
            title=top["title"].text(),
            effective_from=top["effective_from"].day(),
            classes=_classes(top["groups"]),
            forms=_forms(top["forms"]),
            evidence=_evidence(top["evidence"]),
            first_use=_first_use(top["first_use"]),
            new_organisation=_new_organisation(top["new_organisation"]),
        ),
    )


def _built(field: Field, build: Callable[[], _Built]) -> _Built:
    """Build a core value; where the core refuses it, say in which file and line."""
    try:
        return build()
    except (ValueError, OverflowError) as error:
        raise field.fault(str(error)) from error


def _classes(field: Field) -> dict[Group, ClassTable]:
    tables = field.record(tuple(Group))
    return {group: _class_table(group, tables[group]) for group in Group}


def _class_table(group: Group, field: Field) -> ClassTable:
    parts = field.record(("clause", "rules"))
    rules = tuple(_rule(entry) for entry in parts["rules"].items())
    clause = parts["clause"].text()
    return _built(field, lambda: ClassTable(group=group, clause=clause, rules=rules))


def _rule(field: Field) -> Rule:
    parts = field.record(("rule", "class"), (*_BOUNDS, "linked_wallet"))
    amount, day_total, small_total = (_bound(parts.get(name)) for name in _BOUNDS)
    return Rule(
        rule_id=parts["rule"].text(),
        transaction_class=parts["class"].word(TransactionClass),
        amount_at_most=amount,
        day_total_at_most=day_total,
        small_total_at_most=small_total,
        linked_wallet_only="linked_wallet" in parts and parts["linked_wallet"].flag(),
    )


def _bound(field: Field | None) -> Vnd | None:
    return None if field is None else Vnd(field.whole())


def _forms(field: Field) -> dict[Regime, FormLadder]:
    tables = field.record(tuple(Regime))
    return {regime: _form_ladder(regime, tables[regime]) for regime in Regime}


def _form_ladder(regime: Regime, field: Field) -> FormLadder:
    classes = field.record(regime.ladder)
    listed = {one: _combinations(classes[one]) for one in regime.ladder}
    return _built(field, lambda: form_ladder(regime, listed))


def _combinations(field: Field) -> Combinations:
    parts = field.record(("one_of",), ("with",))
    together = frozenset(_form_list(parts["with"])) if "with" in parts else frozenset()
    return tuple(together | {form} for form in _form_list(parts["one_of"]))


def _form_list(field: Field) -> tuple[Form, ...]:
    forms = tuple(entry.word(Form) for entry in field.items())
    if len(set(forms)) < len(forms):
        raise field.fault("a form is repeated")
    return forms


def _evidence(field: Field) -> EvidenceLimits:
    parts = field.record(("valid_seconds", "not_if_login_method"))
    seconds = parts["valid_seconds"].record(tuple(Form))
    valid_for = {form: _duration(seconds[form]) for form in Form}
    refused = frozenset(_form_list(parts["not_if_login_method"]))
    return _built(field, lambda: EvidenceLimits(valid_for=valid_for, not_if_login_method=refused))


def _duration(field: Field) -> timedelta:
    return _built(field, lambda: timedelta(seconds=field.whole()))


def _first_use(field: Field) -> dict[CustomerKind, Combinations | None]:
    parts = field.record(tuple(CustomerKind))
    return {kind: None if parts[kind].is_none() else _combinations(parts[kind]) for kind in CustomerKind}


def _new_organisation(field: Field) -> NewOrganisationRule | None:
    if field.is_none():
        return None
    parts = field.record(("clause", "groups", "amount_above", "day_total_above", "one_of"))
    return _built(
        field,
        lambda: NewOrganisationRule(
            clause=parts["clause"].text(),
            groups=frozenset(entry.word(Group) for entry in parts["groups"].items()),
            amount_above=Vnd(parts["amount_above"].whole()),
            day_total_above=Vnd(parts["day_total_above"].whole()),
            one_of=_form_list(parts["one_of"]),
        ),
    )
