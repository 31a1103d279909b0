"""Requests → commands. Validation has run before; what protovalidate cannot say is refused here."""

import re
from collections.abc import Iterable
from typing import Final

from eidgate.app.asking import WalletRequest
from eidgate.app.identify import Presented
from eidgate.core.assertion.openid4vp import check_public_keys
from eidgate.core.assertion.rejection import RejectionError
from eidgate.core.assertion.strict_json import JsonObject, parse_object
from eidgate.core.assertion.trust import Format
from eidgate.core.binding.phone import NO_NUMBERS, NumberPlan, canonical, canonical_instrument
from eidgate.core.binding.registration import AccountStanding, Registration
from eidgate.core.desk.website import website
from eidgate.core.errors import FieldViolation, InvalidCommandError
from eidgate.core.purposes import Purpose
from eidgate.core.regulation.evidence import Confirmation
from eidgate.core.terms import Instrument, Masked, Vnd
from eidgate.core.transaction import NOTHING_SEEN, Context, SocialAccount, Transaction
from eidgate.rpc.wire import words
from eidgate.rpc.wire.scalars import instant, money, name, timestamp, vnd
from eidgate.rpc.wire.scanned import check_amount, scanned
from eidgate.v1 import common_pb2, verification_service_pb2


def instrument(message: common_pb2.Instrument) -> Instrument:
    """Read an instrument."""
    return Instrument(
        kind=words.INSTRUMENT_KIND.from_wire(message.kind),
        institution=message.institution,
        number=message.number,
    )


def instrument_message(value: Instrument) -> common_pb2.Instrument:
    """Write an instrument."""
    return common_pb2.Instrument(
        kind=words.INSTRUMENT_KIND.to_wire(value.kind), institution=value.institution, number=value.number
    )


def registration(message: common_pb2.PayeeRegistration) -> Registration:
    """Read whose account it is, in the caller's own words."""
    return Registration(
        standing=AccountStanding.OPEN,
        name=Masked(name(message.name)),
        kind=words.CUSTOMER_KIND.from_wire(message.kind),
    )


def _canonical(message: common_pb2.Instrument, numbers: NumberPlan) -> Instrument:
    """Read an instrument; a SIM by a number that the plan knows, in any form, becomes its number of today."""
    told = instrument(message)
    return canonical_instrument(told, numbers) or told


def transaction(
    message: verification_service_pb2.Transaction, numbers: NumberPlan = NO_NUMBERS
) -> Transaction:
    """Read a transaction; what was scanned names the payee where nothing else does.

    The number of a SIM is converted before anything is signed, looked up or recorded by it.

    Raises:
        InvalidCommandError: the scanned payload is none, or says something else than the transaction.
    """
    told = _canonical(message.payee, numbers) if message.HasField("payee") else None
    amount = vnd(message.amount) if message.HasField("amount") else Vnd(0)
    code = scanned(message.payee_qr, told, within="transaction.")
    check_amount(code, amount, within="transaction.")
    return Transaction(
        kind=words.TRANSACTION_KIND.from_wire(message.kind),
        customer=words.CUSTOMER_KIND.from_wire(message.customer),
        payer=_canonical(message.payer, numbers),
        payee=told or (code.payee if code else None),
        payee_name=Masked(name(message.payee_name or (code.merchant if code else ""))),
        payee_qr=Masked(message.payee_qr),
        amount=amount,
        channel=words.CHANNEL.from_wire(message.channel),
        merchant=message.merchant,
        end_to_end_id=message.end_to_end_id,
        linked_wallet=message.linked_wallet,
        new_organisation=message.new_organisation,
    )


def transaction_message(value: Transaction) -> verification_service_pb2.Transaction:
    """Write a transaction."""
    return verification_service_pb2.Transaction(
        kind=words.TRANSACTION_KIND.to_wire(value.kind),
        customer=words.CUSTOMER_KIND.to_wire(value.customer),
        payer=instrument_message(value.payer),
        payee=instrument_message(value.payee) if value.payee else None,
        payee_name=value.payee_name.reveal(),
        payee_qr=value.payee_qr.reveal(),
        amount=money(value.amount) if value.amount else None,
        channel=words.CHANNEL.to_wire(value.channel),
        merchant=value.merchant,
        end_to_end_id=value.end_to_end_id,
        linked_wallet=value.linked_wallet,
        new_organisation=value.new_organisation,
    )


def confirmations(
    messages: Iterable[verification_service_pb2.Confirmation],
) -> tuple[Confirmation, ...]:
    """Read the confirmations, in their order.

    Raises:
        InvalidCommandError: a time is out of range.
    """
    return tuple(
        Confirmation(
            form=words.FORM.from_wire(message.form),
            performed_at=instant(message.perform_time, f"confirmations[{index}].perform_time"),
            passed=message.passed,
            login_method=message.login_method,
            failures_before=message.failures_before,
        )
        for index, message in enumerate(messages)
    )


def confirmation_message(value: Confirmation) -> verification_service_pb2.Confirmation:
    """Write a confirmation."""
    return verification_service_pb2.Confirmation(
        form=words.FORM.to_wire(value.form),
        perform_time=timestamp(value.performed_at),
        passed=value.passed,
        login_method=value.login_method,
        failures_before=value.failures_before,
    )


def context(message: verification_service_pb2.Context, numbers: NumberPlan = NO_NUMBERS) -> Context:
    """Read what was seen of the session; a number of the plan in any form becomes E.164.

    Raises:
        InvalidCommandError: the site is no website, the phone no number, or a time is out of range.
    """
    return Context(
        device=message.device_id,
        new_device=message.new_device if message.HasField("new_device") else None,
        compromises=tuple([words.COMPROMISE.from_wire(sign) for sign in message.compromises]),
        signs=tuple([words.SESSION_SIGN.from_wire(sign) for sign in message.signs]),
        inspected=message.inspected,
        phone=_phone(message.phone, numbers) if message.phone else NOTHING_SEEN.phone,
        site=_site(message.site) if message.site else NOTHING_SEEN.site,
        social_account=_social(message.social_account) if message.HasField("social_account") else None,
        ip_country=message.ip_country,
        session_started_at=instant(message.session_start_time, "context.session_start_time")
        if message.HasField("session_start_time")
        else None,
        payer_balance=vnd(message.payer_balance) if message.HasField("payer_balance") else None,
    )


def context_message(value: Context) -> verification_service_pb2.Context:
    """Write what was seen of the session."""
    social, started = value.social_account, value.session_started_at
    return verification_service_pb2.Context(
        device_id=value.device,
        new_device=value.new_device,
        compromises=[words.COMPROMISE.to_wire(sign) for sign in value.compromises],
        signs=[words.SESSION_SIGN.to_wire(sign) for sign in value.signs],
        inspected=value.inspected,
        phone=value.phone.reveal(),
        site=value.site.reveal(),
        social_account=verification_service_pb2.SocialAccount(
            platform=social.platform, account_id=social.account_id
        )
        if social
        else None,
        ip_country=value.ip_country,
        session_start_time=timestamp(started) if started else None,
        payer_balance=None if value.payer_balance is None else money(value.payer_balance),
    )


_E164: Final = re.compile(r"\+[1-9][0-9]{6,14}", re.ASCII)


def _phone(text: str, numbers: NumberPlan) -> Masked:
    """Numbers of other countries, and of ranges that the plan does not know yet, are taken in E.164."""
    found = canonical(text, numbers)
    if found is None and not _E164.fullmatch(text):
        fault = "must be a number of Viet Nam, or in E.164"
        raise InvalidCommandError(FieldViolation(field="context.phone", description=fault))
    return Masked(found.e164 if found else text)


def _site(text: str) -> Masked:
    try:
        return Masked(website(text))
    except ValueError as error:
        raise InvalidCommandError(FieldViolation(field="context.site", description=str(error))) from error


def _social(message: verification_service_pb2.SocialAccount) -> SocialAccount:
    return SocialAccount(platform=message.platform, account_id=message.account_id)


def presented(message: common_pb2.Assertion, challenge: str) -> Presented:
    """Read the assertion, masked from here on."""
    if message.WhichOneof("format") == "sd_jwt":
        return Presented(assertion=Masked(message.sd_jwt), form=Format.SD_JWT, challenge=challenge)
    return Presented(assertion=Masked(message.jwt), form=Format.JWT, challenge=challenge)


def purpose(number: verification_service_pb2.Purpose) -> Purpose | None:
    """Read a purpose; None when the caller names none."""
    return words.PURPOSE.from_wire(number) if number else None


def asking(message: verification_service_pb2.PresentationRequest) -> WalletRequest:
    """Read how a wallet is to be asked.

    Raises:
        InvalidCommandError: the encryption keys are no JWK Set.
    """
    return WalletRequest(
        issuer=message.issuer,
        response_uri=message.response_uri,
        state=message.state,
        encryption_keys=_key_set(message.encryption_keys) if message.encryption_keys else None,
        purpose=purpose(message.purpose),
    )


def _key_set(text: str) -> JsonObject:
    """A wallet would get these keys as they are, so private ones are refused before they leave."""
    try:
        key_set = parse_object(text.encode())
        check_public_keys(key_set)
    except (ValueError, RejectionError) as error:
        why = "not a JWK Set of public encryption keys, each with a kid of its own and an alg"
        fault = FieldViolation(field="presentation.encryption_keys", description=why)
        raise InvalidCommandError(fault) from error
    return key_set
