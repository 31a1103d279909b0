from datetime import timedelta

import pytest

from builders.bindings import CONTRACT
from builders.service import NOON, Scene, because, judged
from eidgate.app.bindings import (
    MOVED,
    RevokeBinding,
    create_binding,
    get_binding,
    list_bindings,
    revoke_binding,
)
from eidgate.app.challenge import CreateChallenge, create_challenge
from eidgate.app.identify import Presented
from eidgate.core.binding.lifecycle import Binding, BindingState
from eidgate.core.binding.sim_rules import SimTerms
from eidgate.core.errors import (
    AlreadyExistsError,
    AssertionRefusedError,
    ConflictError,
    EvidenceRefusedError,
    IllegalStateError,
    InvalidCommandError,
    NotFoundError,
    NotPermittedError,
    RequestIdReusedError,
)
from eidgate.core.relying_party import RelyingParty
from eidgate.core.shape import replace
from eidgate.core.terms import BindingName, Masked
from eidgate.simulator.identity_provider import Levels
from eidgate.simulator.world import BANK, OPERATOR, OTHER_BANK, OTHER_OPERATOR, SHOP


def revoking(
    scene: Scene, binding: Binding, *, caller: RelyingParty = BANK, etag: str | None = None
) -> RevokeBinding:
    return RevokeBinding(
        caller=caller,
        request=scene.request("RevokeBinding", caller=caller),
        name=binding.name,
        etag=binding.etag if etag is None else etag,
        reason="account closed",
    )


def refused(error: pytest.ExceptionInfo[AssertionRefusedError]) -> tuple[str, int]:
    return error.value.reason, error.value.step


# --- create ------------------------------------------------------------------------------------------------


def test_a_binding_links_the_subject_of_the_assertion_to_the_account(scene: Scene) -> None:
    made = scene.bind()
    citizen, account = scene.customer.citizen, scene.customer.account
    assert (made.subject_id, made.issuer) == (citizen.subject_id, scene.identity_provider.issuer)
    assert (made.instrument, made.institution, made.attested_by) == (account, "999901", "bank-one")
    assert (made.state, made.version, made.account_level) == (BindingState.CONFIRMED, 1, 2)
    assert (made.device, made.created_at) == (scene.customer.device, NOON)
    assert scene.store.bindings.get(made.name) == made


def test_a_binding_is_good_for_the_next_decision(scene: Scene) -> None:
    assert "BINDING_MISSING" in because(scene.pay())
    scene.bind()
    assert judged(scene.pay()) == ("ALLOW", "B")


def test_a_bank_binds_its_own_accounts_and_a_shop_none(scene: Scene) -> None:
    command = scene.binding()
    with pytest.raises(NotPermittedError, match="not kept"):
        create_binding(replace(command, caller=OTHER_BANK), scene.service)
    with pytest.raises(NotPermittedError, match="may not bind"):
        create_binding(replace(command, caller=SHOP), scene.service)
    assert create_binding(command, scene.service).active


@pytest.mark.parametrize(
    ("levels", "reason"),
    [
        (Levels(account=1, authentication=3), "ASSURANCE_TOO_LOW"),
        (Levels(account=2, authentication=2), "ASSURANCE_TOO_LOW"),
    ],
)
def test_a_level_too_low_is_no_root_of_trust(scene: Scene, levels: Levels, reason: str) -> None:
    with pytest.raises(AssertionRefusedError) as error:
        create_binding(scene.binding(levels=levels), scene.service)
    assert refused(error) == (reason, 11)
    assert "BINDING_MISSING" in because(scene.pay())


def test_a_forged_assertion_binds_nothing_and_says_at_which_step(scene: Scene) -> None:
    with pytest.raises(AssertionRefusedError) as error:
        create_binding(scene.binding(assertion=scene.forge()), scene.service)
    assert refused(error) == ("SIGNATURE_INVALID", 5)


def test_an_assertion_that_was_used_before_is_refused_as_a_replay(scene: Scene) -> None:
    shown = scene.identify()
    create_binding(scene.binding(assertion=shown), scene.service)
    with pytest.raises(AssertionRefusedError) as error:
        create_binding(scene.binding(scene.stranger, assertion=shown), scene.service)
    assert refused(error) == ("JTI_REPLAYED", 14)
    assert scene.watching.replays == ["assertion"]


def test_an_assertion_that_paid_binds_nothing(bound: Scene) -> None:
    shown = bound.identify(bound.stranger.citizen)
    bound.meet(shown, caller=BANK)
    with pytest.raises(AssertionRefusedError) as error:
        create_binding(bound.binding(bound.stranger, assertion=shown), bound.service)
    assert refused(error) == ("JTI_REPLAYED", 14)


def test_a_challenge_that_was_used_before_is_refused_with_a_new_assertion_too(scene: Scene) -> None:
    nonce = create_challenge(CreateChallenge(caller=BANK, transaction=None), scene.service).nonce
    create_binding(scene.binding(assertion=scene.answer(nonce, "")), scene.service)
    with pytest.raises(AssertionRefusedError) as error:
        create_binding(scene.binding(scene.stranger, assertion=scene.answer(nonce, "")), scene.service)
    assert refused(error) == ("NONCE_REUSED", 9)
    assert scene.watching.replays == ["nonce"]


def test_what_a_binding_used_up_pays_nothing(scene: Scene) -> None:
    shown = scene.identify()
    create_binding(scene.binding(assertion=shown), scene.service)
    assert {"JTI_REPLAYED", "NONCE_REUSED"} <= because(scene.pay(assertion=shown))


def test_an_account_has_one_active_binding_and_the_refused_assertion_stays_good(bound: Scene) -> None:
    shown = bound.identify()
    with pytest.raises(AlreadyExistsError, match="active binding"):
        create_binding(bound.binding(assertion=shown), bound.service)
    assert judged(bound.meet(shown, caller=BANK)) == ("ALLOW", "")


# --- retries of create -------------------------------------------------------------------------------------


def test_a_retry_is_answered_as_the_first_time(scene: Scene) -> None:
    command = scene.binding()
    first = create_binding(command, scene.service)
    assert create_binding(command, scene.service) == first
    assert scene.watching.verdicts == ["verified"]


def test_a_retry_is_answered_even_when_its_assertion_has_expired_since(scene: Scene) -> None:
    command = scene.binding()
    first = create_binding(command, scene.service)
    scene.clock.wait(days=3)
    assert create_binding(command, scene.service) == first


def test_a_retry_is_answered_even_when_the_binding_was_revoked_since(scene: Scene) -> None:
    command = scene.binding()
    first = create_binding(command, scene.service)
    revoke_binding(revoking(scene, first), scene.service)
    assert create_binding(command, scene.service) == first
    assert judged(scene.pay())[0] == "DENY"


def test_the_same_request_id_with_other_bytes_is_refused_before_the_assertion_is_judged(scene: Scene) -> None:
    command = scene.binding()
    create_binding(command, scene.service)
    other = replace(
        command,
        request=replace(command.request, digest=b"other"),
        presented=Presented(assertion=Masked("x")),
    )
    with pytest.raises(RequestIdReusedError):
        create_binding(other, scene.service)


def test_a_refused_creation_may_be_tried_again_with_the_same_request_id(scene: Scene) -> None:
    command = scene.binding(assertion=scene.forge())
    for _ in range(2):
        with pytest.raises(AssertionRefusedError):
            create_binding(command, scene.service)
    good = replace(command, presented=Presented(assertion=Masked(scene.identify())))
    assert create_binding(good, scene.service).active


def test_a_retry_by_who_lost_the_right_is_refused(scene: Scene) -> None:
    command = scene.binding()
    create_binding(command, scene.service)
    with pytest.raises(NotPermittedError):
        create_binding(replace(command, caller=replace(BANK, institution="999902")), scene.service)


# --- read --------------------------------------------------------------------------------------------------


def test_a_binding_reads_as_it_was_made(scene: Scene) -> None:
    made = scene.bind()
    assert get_binding(BANK, made.name, scene.service) == made


def test_another_institutions_binding_reads_like_none(scene: Scene) -> None:
    made = scene.bind()
    with pytest.raises(NotFoundError) as of_another:
        get_binding(OTHER_BANK, made.name, scene.service)
    with pytest.raises(NotFoundError) as of_nobody:
        get_binding(OTHER_BANK, BindingName("bindings/none"), scene.service)
    assert str(of_another.value) == str(of_nobody.value)
    with pytest.raises(NotPermittedError):
        get_binding(SHOP, made.name, scene.service)


def test_pages_give_every_binding_of_the_institution_once(scene: Scene) -> None:
    made = [scene.bind(scene.world.customer(index)).name for index in range(3)]
    first = list_bindings(BANK, None, 2, "", scene.service)
    rest = list_bindings(BANK, None, 2, first.next_page_token, scene.service)
    assert [one.name for one in first.bindings + rest.bindings] == made
    assert rest.next_page_token == ""
    assert list_bindings(OTHER_BANK, None, 9, "", scene.service).bindings == ()


def test_a_page_can_be_of_one_account(scene: Scene) -> None:
    first, second = scene.bind(), scene.bind(scene.stranger)
    revoke_binding(revoking(scene, first), scene.service)
    again = scene.bind()
    page = list_bindings(BANK, scene.customer.account, 1, "", scene.service)
    rest = list_bindings(BANK, scene.customer.account, 1, page.next_page_token, scene.service)
    assert [one.name for one in page.bindings + rest.bindings] == [first.name, again.name]
    with pytest.raises(InvalidCommandError):
        list_bindings(BANK, second.instrument, 1, page.next_page_token, scene.service)


# --- revoke ------------------------------------------------------------------------------------------------


def test_a_revoked_binding_is_never_used_by_a_later_decision(scene: Scene) -> None:
    made = scene.bind()
    signed = scene.sign()
    scene.clock.wait(seconds=5)
    ended = revoke_binding(revoking(scene, made), scene.service)
    assert (ended.state, ended.etag, ended.reason) == (BindingState.REVOKED, "v2", "account closed")
    assert ended.updated_at == NOON + timedelta(seconds=5)
    for answered in (scene.pay(), scene.pay(assertion=signed)):
        assert (judged(answered), because(answered)) == (("DENY", "B"), {"BINDING_REVOKED"})


def test_a_new_binding_after_the_end_of_one_speaks_for_the_account(scene: Scene) -> None:
    revoke_binding(revoking(scene, scene.bind()), scene.service)
    scene.bind()
    assert judged(scene.pay()) == ("ALLOW", "B")


def test_a_retried_revocation_is_answered_as_the_first_time(scene: Scene) -> None:
    command = revoking(scene, scene.bind())
    first = revoke_binding(command, scene.service)
    scene.clock.wait(days=1)
    assert revoke_binding(command, scene.service) == first
    with pytest.raises(RequestIdReusedError):
        revoke_binding(replace(command, request=replace(command.request, digest=b"x")), scene.service)


def test_a_revocation_of_another_version_is_refused(scene: Scene) -> None:
    made = scene.bind()
    with pytest.raises(ConflictError, match="at v1, not v2"):
        revoke_binding(revoking(scene, made, etag="v2"), scene.service)
    assert judged(scene.pay()) == ("ALLOW", "B")


def test_what_is_revoked_cannot_be_revoked_again(scene: Scene) -> None:
    made = scene.bind()
    ended = revoke_binding(revoking(scene, made), scene.service)
    with pytest.raises(IllegalStateError, match="revoked already"):
        revoke_binding(revoking(scene, ended), scene.service)


def test_nobody_revokes_another_institutions_binding(scene: Scene) -> None:
    made = scene.bind()
    with pytest.raises(NotFoundError):
        revoke_binding(revoking(scene, made, caller=OTHER_BANK), scene.service)
    with pytest.raises(NotPermittedError):
        revoke_binding(revoking(scene, made, caller=SHOP), scene.service)
    assert judged(scene.pay()) == ("ALLOW", "B")


# --- SIMs --------------------------------------------------------------------------------------------------


def test_an_operator_binds_its_own_numbers_in_their_canonical_form(scene: Scene) -> None:
    made = scene.bind_sim("+841212345678")
    assert (made.instrument.number, made.institution) == ("+84792345678", "operator-one")
    assert made.sim == SimTerms()
    with pytest.raises(NotPermittedError):
        create_binding(scene.binding(caller=OTHER_OPERATOR, instrument=made.instrument), scene.service)
    with pytest.raises(InvalidCommandError, match="number plan"):
        scene.bind_sim("+842431234567")


def test_the_operators_word_counts_whatever_the_prefix_says(scene: Scene) -> None:
    assert scene.bind_sim("+84912345678", caller=OTHER_OPERATOR).institution == "operator-two"


class Ported:
    """A registry of ported numbers that knows one number."""

    def operator_of(self, phone: Masked) -> str | None:
        return "operator-two" if phone.reveal() == "+84792345678" else None


def test_the_registry_of_ported_numbers_outweighs_an_operators_word(scene: Scene) -> None:
    scene.service = replace(scene.service, ported_numbers=Ported())
    with pytest.raises(EvidenceRefusedError) as refused:
        scene.bind_sim("+841212345678")
    assert refused.value.fields == ("operator",)
    assert scene.bind_sim("+841212345678", caller=OTHER_OPERATOR).active
    assert scene.bind_sim("+84912345678").active  # of which it is silent


def test_a_number_that_the_registry_says_moved_takes_its_binding_along(scene: Scene) -> None:
    former = scene.bind_sim("+84792345678")
    scene.service = replace(scene.service, ported_numbers=Ported())
    made = scene.bind_sim("+84792345678", caller=OTHER_OPERATOR)
    ended = get_binding(OPERATOR, former.name, scene.service)
    assert (made.active, made.institution) == (True, "operator-two")
    assert (ended.state, ended.reason) == (BindingState.REVOKED, MOVED)
    assert (ended.updated_at, ended.changed_by) == (made.created_at, "operator-two")


def test_no_operator_takes_anothers_number_on_its_own_word(scene: Scene) -> None:
    """Not even where the registry is silent: a certificate is no proof that a number moved."""
    former = scene.bind_sim("+84912345678")
    for numbers in (None, Ported()):
        scene.service = replace(scene.service, ported_numbers=numbers)
        with pytest.raises(AlreadyExistsError):
            scene.bind_sim("+84912345678", caller=OTHER_OPERATOR)
    assert get_binding(OPERATOR, former.name, scene.service) == former
    asked = scene.request("RevokeBinding", caller=OPERATOR)
    ending = RevokeBinding(
        caller=OPERATOR, request=asked, name=former.name, etag=former.etag, reason="given back"
    )
    revoke_binding(ending, scene.service)
    assert scene.bind_sim("+84912345678", caller=OTHER_OPERATOR).active


def test_the_fourth_number_of_an_operator_needs_a_fixed_point_and_a_contract(scene: Scene) -> None:
    for last in range(3):
        scene.bind_sim(f"+8491234567{last}")
    with pytest.raises(EvidenceRefusedError) as refused:
        scene.bind_sim("+84912345673")
    assert refused.value.fields == ("fixed_point", "contract")
    assert scene.bind_sim("+84912345673", sim=CONTRACT).sim == CONTRACT
    assert scene.bind_sim("+84962345670", caller=OTHER_OPERATOR).active
