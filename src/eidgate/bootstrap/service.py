"""The service of one worker, built once: configuration in, everything wired, ready to serve."""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Final

from eidgate.adapters.bank_table import load_banks
from eidgate.adapters.calendars import load_working_days
from eidgate.adapters.clock import SystemClock
from eidgate.adapters.live_policies import LivePolicies
from eidgate.adapters.look_ups import SharedLookUps
from eidgate.adapters.metrics.precision import PrecisionGauges
from eidgate.adapters.metrics.trust import show_trust
from eidgate.adapters.metrics.watchlist import WatchlistGauges
from eidgate.adapters.number_plan import load_number_plan
from eidgate.adapters.policy_worlds import YamlPolicyReader
from eidgate.adapters.program import PROGRAM
from eidgate.adapters.randomness import SystemRandomness
from eidgate.adapters.regulation_tables import load_regulation
from eidgate.adapters.relying_parties import load_relying_parties
from eidgate.adapters.secret_keys import load_challenge_keys, load_person_keys, load_receipt_keys
from eidgate.adapters.shared_cells import SharedCells
from eidgate.adapters.storage.list_spool import DiskSpool
from eidgate.adapters.storage.open import Store, open_store
from eidgate.adapters.trust.files import FileTrust
from eidgate.app.service import ReceiptKeys, Service
from eidgate.app.shadow_judge import ShadowJudge
from eidgate.bootstrap.desk_keeping import DeskKeeping, desk_rounds
from eidgate.bootstrap.following import following
from eidgate.bootstrap.forgetting import forgetting
from eidgate.bootstrap.list_keeping import list_keeping
from eidgate.bootstrap.observability import Observability, observe
from eidgate.bootstrap.outside import Outside, reach_outside
from eidgate.bootstrap.policies import policy_rounds, read_policies
from eidgate.bootstrap.post import Post
from eidgate.bootstrap.precision_keeping import precision_keeping
from eidgate.bootstrap.rounds import Rounds
from eidgate.bootstrap.serving import Serving, World
from eidgate.bootstrap.shadowing import Shadowing, shadow_judge
from eidgate.bootstrap.status_lists import keep_status_lists
from eidgate.config import Config, load_config
from eidgate.core.errors import ConfigurationError, EidgateError, UnavailableError
from eidgate.ports import TrustSource
from eidgate.rpc import desk
from eidgate.rpc.alerts import AlertServicer
from eidgate.rpc.binding import BindingServicer
from eidgate.rpc.policy import PolicyServicer
from eidgate.rpc.preloading import preload_rules
from eidgate.rpc.server import Services
from eidgate.rpc.verification import VerificationServicer
from eidgate.rpc.watchlist import WatchlistServicer

_LOGGER: Final = logging.getLogger("eidgate.trust")

SERVICES: Final[dict[str, Callable[[Service], object]]] = {
    "eidgate.v1.VerificationService": VerificationServicer,
    "eidgate.v1.BindingService": BindingServicer,
    "eidgate.v1.PolicyService": PolicyServicer,
    "eidgate.v1.WatchlistService": WatchlistServicer,
    desk.NAME: desk.DeskServicer,
    "eidgate.v1.AlertService": AlertServicer,
}
"""What is served: a new service is a new servicer and one line here."""


def preload() -> None:
    """Load what every worker needs alike: no configuration decides it."""
    preload_rules(SERVICES)
    load_regulation()


def build(post: Post) -> Serving:
    """Build everything that one worker needs.

    Raises:
        ConfigurationError: something in the configuration cannot be served from.
    """
    config, clock = load_config(post.config), SystemClock()
    observability = observe(config.log, clock)
    world = World(
        post=post,
        config=config,
        clock=clock,
        randomness=SystemRandomness(),
        observability=observability,
    )
    trust = _trust(config, clock, observability)
    lists = keep_status_lists(trust, clock, observability.instruments.issuers)
    store = _store(config, observability)
    policies = _policies(world, store)
    outside = reach_outside(config, clock, world.randomness, store.bindings)
    judge = shadow_judge(store, policies, observability.instruments.shadows)
    service = _service(world=world, trust=lists, store=store, policies=policies, outside=outside, judge=judge)
    shadowing = Shadowing(judge)
    shadowing.start()
    rounds = _rounds(world, service, store, policies)
    return Serving(
        world,
        Services(servicers={name: servicer(service) for name, servicer in SERVICES.items()}),
        watched=outside.operators.watched,
        closing=(
            *(one.close for one in rounds),
            shadowing.close,
            *outside.closing,
            lists.close,
            trust.close,
            store.close,
        ),
    )


def _service(  # noqa: PLR0913 (what one service is made of)
    *,
    world: World,
    trust: TrustSource,
    store: Store,
    policies: LivePolicies,
    outside: Outside,
    judge: ShadowJudge,
) -> Service:
    config, regulation = world.config, load_regulation()
    with _about("receipt_keys"):
        current, keys = load_receipt_keys(config.receipt_keys)
    with _about("challenge_keys"):
        challenge_keys = load_challenge_keys(config.challenge_keys)
    with _about("person_keys"):
        person_keys = load_person_keys(config.person_keys) if config.person_keys else None
    return Service(
        ledger=store.ledger,
        bindings=store.bindings,
        watchlist=store.watchlist,
        lists=store.lists,
        look_ups=SharedLookUps(SharedCells(world.post.cells).cell),
        payee_checks=SharedLookUps(_cells_of(world.post, "payees")),
        spool=lambda: DiskSpool(store.lists.order),
        holds=store.holds,
        alerts=store.alerts,
        transfers=store.transfers,
        traces=store.traces,
        reports=store.reports,
        records=store.records,
        trust=trust,
        clock=world.clock,
        randomness=world.randomness,
        observer=world.observability.observer,
        regulation=regulation,
        policies=policies,
        policy_store=store.policies,
        policy_reader=YamlPolicyReader(regulation),
        shadow_store=store.shadows,
        past_decisions=store.past_decisions,
        shadow_judge=judge,
        working_days=load_working_days(),
        registry=outside.registry.port,
        number_plan=load_number_plan(),
        challenge_keys=challenge_keys,
        receipt_keys=ReceiptKeys(current=current, keys=keys),
        program=PROGRAM,
        sim_network=outside.operators.network,
        subscribers=outside.operators.subscribers,
        ported_numbers=outside.operators.numbers,
        payee_directory=outside.banks.directory,
        banks=load_banks(),
        person_keys=person_keys,
    )


def _cells_of(post: Post, kind: str) -> Callable[[str], object]:
    """Return budgets of their own: what payees' checks cost does not take from another kind of look-up."""
    cells = SharedCells(post.cells)
    return lambda key: cells.cell(f"{kind}/{key}")


def _rounds(world: World, service: Service, store: Store, policies: LivePolicies) -> Sequence[Rounds]:
    """Return what a worker does aside, begun: each looks for policies, the first does the rest for all."""
    rounds = (policy_rounds(policies), *(_for_all(world, service, store) if world.post.slot == 0 else ()))
    for one in rounds:
        one.start()
    return rounds


def _for_all(world: World, service: Service, store: Store) -> Sequence[Rounds]:
    desk_keeping = DeskKeeping(
        store,
        world.clock,
        world.observability.instruments.desk,
        receipt_key=service.receipt_keys.current,
        receivers=lambda: load_relying_parties(world.config.relying_parties).values(),
    )
    return (
        following(service),
        desk_rounds(desk_keeping),
        forgetting(store.ledger, world.clock),
        list_keeping(store.watchlist, world.clock, WatchlistGauges()),
        precision_keeping(store.precision, world.clock, PrecisionGauges()),
    )


@contextmanager
def _about(key: str) -> Iterator[None]:
    """Say which key of the configuration named the file that is not acceptable."""
    try:
        yield
    except ConfigurationError as error:
        raise ConfigurationError(f"{key}: {error}") from error


def _store(config: Config, observability: Observability) -> Store:
    try:
        return open_store(config.store, watcher=observability.observer)
    except UnavailableError as error:
        advice = "check that it runs, that this user may use it, and the configuration's `store`"
        raise ConfigurationError(f"store: {error}; {advice}") from error


def _policies(world: World, store: Store) -> LivePolicies:
    try:
        return read_policies(
            world.config.policies,
            store.policies,
            load_regulation(),
            clock=world.clock,
            instruments=world.observability.instruments,
        )
    except UnavailableError as error:
        raise ConfigurationError(f"store: {error}") from error


def _trust(config: Config, clock: SystemClock, observability: Observability) -> FileTrust:
    def failed(error: ConfigurationError) -> None:
        observability.instruments.reloaded("issuers", applied=False)
        _LOGGER.error("issuers not reloaded", extra={"fields": {"why": str(error)}})

    def fetch_failed(issuer: str, error: EidgateError) -> None:
        observability.instruments.issuers.key_refresh_failed(issuer)
        _LOGGER.warning("issuer keys not fetched", extra={"fields": {"issuer": issuer, "why": str(error)}})

    with _about("issuers"):
        trust = FileTrust(
            config.issuers,
            clock=clock,
            on_failure=failed,
            on_read=partial(show_trust, observability.instruments.issuers),
            on_fetch_failure=fetch_failed,
        )
    trust.start()
    return trust
