"""One version of the regulation drawn as tables for a reader."""

from rich.console import Console
from rich.table import Table

from eidgate.core.regulation.classes import Rule
from eidgate.core.regulation.forms import Combination, in_order
from eidgate.core.regulation.versions import NewOrganisationRule, RegulationVersion
from eidgate.core.terms import Vnd


def draw(version: RegulationVersion, console: Console) -> None:
    """Print classes, forms, validity and the special rules of a version."""
    console.print(f"[bold]{version.title}[/bold] ({version.version}, from {version.effective_from})")
    console.print(_classes(version))
    console.print(_forms(version))
    console.print(_validity(version))
    console.print(_first_use(version))
    if version.new_organisation is not None:
        console.print(_new_organisation(version.new_organisation), highlight=False)


def _classes(version: RegulationVersion) -> Table:
    table = Table(title="Classes: the first line whose bounds all hold decides; bounds are inclusive")
    for column in ("rule", "class"):
        table.add_column(column)
    for column in ("amount at most", "day total at most", "small total at most"):
        table.add_column(column, justify="right", min_width=len("10,000,000,000"))
    table.add_column("only")
    for entry in version.classes.values():
        for rule in entry.rules:
            table.add_row(*_cells(rule))
        table.add_section()
    return table


def _cells(rule: Rule) -> tuple[str, ...]:
    bounds = (rule.amount_at_most, rule.day_total_at_most, rule.small_total_at_most)
    only = "linked wallet" if rule.linked_wallet_only else ""
    return (rule.rule_id, rule.transaction_class, *map(_dong, bounds), only)


def _dong(bound: Vnd | None) -> str:
    return "" if bound is None else f"{bound:,}"


def _forms(version: RegulationVersion) -> Table:
    table = Table("for", "class", "any one of", title="Forms: good for a class is good for those before it")
    for regime, ladder in version.forms.items():
        for transaction_class, ways in ladder.listed.items():
            table.add_row(regime, transaction_class, ", ".join(map(_way, ways)))
        table.add_section()
    return table


def _way(combination: Combination) -> str:
    return " + ".join(in_order(combination))


def _validity(version: RegulationVersion) -> Table:
    table = Table("form", "good for", "as the login method too", title="How long a performed form stays good")
    for form, limit in version.evidence.valid_for.items():
        refused = form in version.evidence.not_if_login_method
        table.add_row(form, f"{limit.total_seconds():.0f} s", "no" if refused else "")
    return table


def _first_use(version: RegulationVersion) -> Table:
    table = Table("customer", "any one of", title="First use of the app, or another device")
    for customer, ways in version.first_use.items():
        table.add_row(customer, "no rule of its own" if ways is None else ", ".join(map(_way, ways)))
    return table


def _new_organisation(rule: NewOrganisationRule) -> str:
    return (
        f"New organisations in {', '.join(sorted(rule.groups))}: above {rule.amount_above:,} dong each"
        f" or {rule.day_total_above:,} a day: one of {', '.join(rule.one_of)} as well ({rule.clause})"
    )
