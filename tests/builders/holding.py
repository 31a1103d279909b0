"""A bank that asks for a hold on the scene's payee, and a check of the receipt that it gets."""

from builders.service import Scene
from builders.tainted import taint, trace_to
from eidgate.app.hold_answer import HoldAnswer
from eidgate.app.place_hold import PlaceHold
from eidgate.core.desk.hold import Ground
from eidgate.core.relying_party import RelyingParty
from eidgate.core.shape import replace
from eidgate.core.terms import Vnd
from eidgate.core.transparency.canonical import canonical
from eidgate.core.transparency.receipt import check
from eidgate.simulator.world import BANK


def asked(scene: Scene, *, caller: RelyingParty = BANK, **changes: object) -> PlaceHold:
    """Ask for a hold of 3 million, of the 4 that a trace found in the scene's payee."""
    taint(scene.store, scene.payee)
    command = PlaceHold(
        caller=caller,
        request=scene.request("PlaceHold", caller=caller),
        account=scene.payee,
        amount=Vnd(3_000_000),
        ceiling=Vnd(4_000_000),
        basis=trace_to(scene.payee),
        ground=Ground.AGREEMENT,
        reason="the victim's money arrived here",
    )
    return replace(command, **changes)  # type: ignore[arg-type]  # a test names fields freely


def verified(answer: HoldAnswer, scene: Scene) -> bool:
    keys = {name: key.public_key() for name, key in scene.service.receipt_keys.keys.items()}
    return check(answer.hold.name, answer.receipt, keys, record=canonical(answer.hold))
