"""Every harness by its name: one parser, one line. A new format joins here and nowhere else.

A harness takes any bytes and raises only when it has found a defect: an exception that is not the documented
one, an acceptance of what nobody signed, an answer that is none.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Final, NamedTuple

from fuzz import (
    assertions,
    calls,
    cases,
    certificate_files,
    civil_registry,
    configuration,
    formats,
    key_servers,
    lists,
    officers,
    operators,
    outside,
    payees,
    policies,
    receipts,
    records,
    revocations,
    sdk,
    secret_files,
    server_files,
    settings,
    simo,
    statuses,
    texts,
    transfers,
    trials,
    websites,
    whole,
    wire,
)
from fuzz.changes import LONGEST
from fuzz.files import CORPUS


class Harness(NamedTuple):
    """One harness, and the sound and unsound inputs that a fuzzer starts from."""

    fuzz_one: Callable[[bytes], None]
    seeds: Callable[[], Iterable[bytes]]
    weight: int = 1
    """Its part of the time that several are given."""
    longest: int = LONGEST
    """Bytes of an input; where less is looked at, longer ones only cost time."""


EXPOSED: Final = 3
"""The weight of what strangers, customers or callers write; files of our own operators weigh one."""


HARNESSES: Final[Mapping[str, Harness]] = {
    "address": Harness(settings.address_one, settings.address_seeds),
    "anchors": Harness(key_servers.anchors_one, key_servers.anchors_seeds),
    "any-presentation": Harness(formats.any_presentation_one, formats.any_presentation_seeds, EXPOSED),
    "assertion": Harness(assertions.assertion_one, assertions.assertion_seeds, EXPOSED),
    "assertion-case": Harness(cases.assertion_case_one, cases.assertion_case_seeds),
    "backtest-state": Harness(trials.backtest_state_one, trials.backtest_state_seeds),
    "bank-answer": Harness(payees.bank_answer_one, payees.bank_answer_seeds, EXPOSED),
    "base64url": Harness(texts.base64url_one, texts.base64url_seeds, EXPOSED),
    "calls": Harness(calls.calls_one, calls.calls_seeds, EXPOSED, calls.LONGEST),
    "certificate-files": Harness(
        certificate_files.certificate_files_one, certificate_files.certificate_files_seeds
    ),
    "challenge": Harness(texts.challenge_one, texts.challenge_seeds, EXPOSED),
    "cursor-file": Harness(sdk.cursor_file_one, sdk.cursor_file_seeds),
    "device-change": Harness(cases.device_change_one, cases.device_change_seeds),
    "feed-cursor": Harness(lists.cursor_one, lists.cursor_seeds, EXPOSED),
    "identifier": Harness(lists.identifier_one, lists.identifier_seeds, EXPOSED, websites.LONGEST_URL),
    "hotline": Harness(texts.hotline_one, texts.hotline_seeds, EXPOSED),
    "jwk": Harness(configuration.jwk_one, configuration.jwk_seeds),
    "jws": Harness(texts.jws_one, texts.jws_seeds, EXPOSED),
    "key-set": Harness(key_servers.key_set_one, key_servers.key_set_seeds, EXPOSED),
    "key-set-copy": Harness(key_servers.key_set_copy_one, key_servers.key_set_copy_seeds),
    "list-file": Harness(lists.list_one, lists.list_seeds),
    "mutated": Harness(assertions.mutated_one, assertions.mutated_seeds, EXPOSED),
    "names": Harness(payees.names_one, payees.names_seeds, EXPOSED, payees.LONGEST_NAMES),
    "names-case": Harness(cases.names_case_one, cases.names_case_seeds),
    "officer": Harness(officers.officer_one, officers.officer_seeds),
    "operator-answer": Harness(operators.answer_one, operators.answer_seeds, EXPOSED),
    "operator-secret": Harness(secret_files.operator_secret_one, secret_files.operator_secret_seeds),
    "operator-token": Harness(outside.operator_token_one, outside.operator_token_seeds, EXPOSED),
    "outside-answer": Harness(outside.outside_answer_one, outside.outside_answer_seeds, EXPOSED),
    "page-token": Harness(texts.page_token_one, texts.page_token_seeds, EXPOSED),
    "ported-numbers": Harness(operators.numbers_one, operators.numbers_seeds),
    "policy": Harness(configuration.policy_one, configuration.policy_seeds),
    "policy-changes": Harness(configuration.policy_changes_one, configuration.choice_seeds),
    "policy-rules": Harness(policies.rules_one, policies.rules_seeds),
    "policy-worlds": Harness(policies.worlds_one, policies.worlds_seeds),
    "presentation": Harness(formats.presentation_one, formats.presentation_seeds, EXPOSED),
    "record": Harness(records.record_one, records.record_seeds),
    "receipt": Harness(receipts.receipt_one, receipts.receipt_seeds, EXPOSED),
    "receipt-keys": Harness(receipts.receipt_keys_one, receipts.receipt_keys_seeds),
    "refusal": Harness(sdk.refusal_one, sdk.refusal_seeds, EXPOSED),
    "registry-answer": Harness(
        civil_registry.registry_answer_one, civil_registry.registry_answer_seeds, EXPOSED
    ),
    "regulation": Harness(configuration.regulation_one, configuration.regulation_seeds),
    "regulation-changes": Harness(configuration.regulation_changes_one, configuration.choice_seeds),
    "regulation-case": Harness(cases.regulation_case_one, cases.regulation_case_seeds),
    "relying-parties": Harness(server_files.parties_one, server_files.parties_seeds),
    "request": Harness(wire.request_one, wire.request_seeds, EXPOSED),
    "revocation-list": Harness(revocations.list_one, revocations.list_seeds, EXPOSED),
    "rule": Harness(policies.rule_one, policies.rule_seeds),
    "secret-keys": Harness(secret_files.secret_keys_one, secret_files.secret_keys_seeds),
    "server-answer": Harness(key_servers.server_answer_one, key_servers.server_answer_seeds, EXPOSED),
    "service": Harness(whole.service_one, whole.service_seeds, EXPOSED),
    "sd-jwt": Harness(formats.sd_jwt_one, formats.sd_jwt_seeds, EXPOSED),
    "server-configuration": Harness(server_files.server_one, server_files.server_seeds),
    "signed": Harness(assertions.signed_one, assertions.signed_seeds, EXPOSED),
    "signal-times": Harness(sdk.signal_times_one, sdk.signal_times_seeds, EXPOSED),
    "simo-answer": Harness(simo.answer_one, simo.answer_seeds, EXPOSED),
    "simo-file": Harness(officers.simo_file_one, officers.simo_file_seeds),
    "simo-records": Harness(simo.records_one, simo.records_seeds),
    "simo-settings": Harness(settings.simo_settings_one, settings.simo_settings_seeds),
    "simo-token": Harness(simo.token_one, simo.token_seeds, EXPOSED),
    "status-list": Harness(statuses.list_one, statuses.list_seeds, EXPOSED),
    "status-token": Harness(statuses.token_one, statuses.token_seeds, EXPOSED),
    "status-token-signed": Harness(statuses.signed_token_one, statuses.signed_token_seeds, EXPOSED),
    "strict-json": Harness(texts.strict_json_one, texts.strict_json_seeds, EXPOSED),
    "transfers": Harness(transfers.transfers_one, transfers.transfers_seeds),
    "trust-json": Harness(configuration.trust_json_one, configuration.trust_json_seeds),
    "trust-yaml": Harness(configuration.trust_yaml_one, configuration.trust_yaml_seeds),
    "viet-qr": Harness(payees.viet_qr_one, payees.viet_qr_seeds, EXPOSED, payees.LONGEST_QR),
    "website": Harness(websites.website_one, websites.website_seeds, EXPOSED, websites.LONGEST_URL),
    "x5c": Harness(formats.x5c_one, formats.x5c_seeds, EXPOSED),
    "x5c-header": Harness(formats.x5c_header_one, formats.x5c_header_seeds, EXPOSED),
}


def kept(name: str) -> list[bytes]:
    """Return the inputs that were kept for a harness, in a fixed order."""
    return [path.read_bytes() for path in sorted((CORPUS / name).glob("*"))]
