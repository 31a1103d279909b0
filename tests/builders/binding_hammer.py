"""A process that moves bindings of one number about: `python -m builders.binding_hammer URL SEED N`.

Each of its threads does N random acts on the same number, legal or not, and then the process ends. `owners`
tells from one view of a store who owns the number at that moment.
"""

import random
import sys
from functools import partial
from threading import Thread

from builders.ledger import NOON, binding, request
from eidgate.adapters.storage.open import Store, open_store
from eidgate.adapters.storage.rows import binding_from_bytes
from eidgate.core.binding.lifecycle import Binding, Change, reinstate, revoke, suspend
from eidgate.core.binding.transfer import hand_on
from eidgate.core.errors import AlreadyExistsError, IllegalStateError, NotFoundError
from eidgate.core.shape import replace
from eidgate.core.terms import Instrument, InstrumentKind

THREADS = 4
NUMBER = Instrument(kind=InstrumentKind.SIM, institution="operator-one", number="+84912345678")
CHANGE = Change(at=NOON)


OPERATORS = (NUMBER.institution, "operator-two")


def of_number(name: str, subject: str, operator: str = NUMBER.institution) -> Binding:
    sim = replace(NUMBER, institution=operator)
    return replace(binding(name, instrument=sim, subject=subject), institution=operator)


def newest(store: Store) -> list[Binding]:
    """Every binding of the number as it stands, at whatever operator, oldest first, from one view."""
    statement = (
        "SELECT v.body FROM binding b JOIN binding_version v ON v.binding = b.name AND v.version ="
        " (SELECT max(version) FROM binding_version WHERE binding = b.name) WHERE b.instrument IN (?, ?)"
        " ORDER BY b.cursor"
    )
    keys = [replace(NUMBER, institution=operator).key for operator in OPERATORS]
    return store.access.read(
        lambda session: [binding_from_bytes(body) for (body,) in session.rows(statement, *keys)]
    )


def owners(store: Store) -> list[Binding]:
    return [one for one in newest(store) if one.state.is_open]


def act(store: Store, chance: random.Random, name: str) -> str:
    """Do one random act; return what it was, "" when it was refused."""
    present = chance.choice(newest(store)[-4:] or [of_number(name, "mai")])
    operator = chance.choice(OPERATORS)
    asked, made = request(name), of_number(name, chance.choice(["mai", "an"]), operator)
    step = chance.choice([suspend, reinstate])
    what = chance.choice(["create", "create", "move", "step", "revoke", "transfer"])
    try:
        if what == "create":
            store.bindings.create(asked, made, uses=[])
        elif what == "move":
            ending = partial(revoke, at=NOON, reason="moved")
            store.bindings.create(asked, made, uses=[], moved=ending)
        elif what == "step":
            store.bindings.change(asked, present.name, lambda one: step(one, CHANGE))
        elif what == "revoke":
            store.bindings.change(asked, present.name, lambda one: revoke(one, at=NOON, reason="x"))
        else:
            made = replace(made, instrument=present.instrument, institution=present.institution)
            store.bindings.transfer(asked, present.name, lambda one: hand_on(one, CHANGE), made, uses=[])
    except (AlreadyExistsError, IllegalStateError, NotFoundError):
        return ""
    return what


def hammer(store: Store, seed: str, acts: int, done: list[str]) -> None:
    chance = random.Random(seed)
    done.extend(act(store, chance, f"{seed}n{number}") for number in range(acts))


def main(url: str, seed: str, acts: int) -> None:
    store, done = open_store(url), list[str]()
    threads = [Thread(target=hammer, args=(store, f"{seed}t{i}", acts, done)) for i in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    store.close()
    sys.stdout.write(f"{sorted(set(done))}\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
