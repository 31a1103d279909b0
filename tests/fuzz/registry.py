"""Every harness by its name: one parser, one line. A new format joins here and nowhere else.

A harness takes any bytes and raises only when it has found a defect: an exception that is not the documented
one, an acceptance of what nobody signed, an answer that is none.
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from fuzz import (
    assertions,
    cases,
    configuration,
    formats,
    lists,
    operators,
    payees,
    policies,
    revocations,
    server_files,
    simo,
    statuses,
    texts,
    transfers,
    websites,
    wire,
)


class Harness(NamedTuple):
    """One harness, and the sound and unsound inputs that a fuzzer starts from."""

    fuzz_one: Callable[[bytes], None]
    seeds: Callable[[], Iterable[bytes]]


HARNESSES: Final[Mapping[str, Harness]] = {
    "any-presentation": Harness(formats.any_presentation_one, formats.any_presentation_seeds),
    "assertion": Harness(assertions.assertion_one, assertions.assertion_seeds),
    "assertion-case": Harness(cases.assertion_case_one, cases.assertion_case_seeds),
    "bank-answer": Harness(payees.bank_answer_one, payees.bank_answer_seeds),
    "base64url": Harness(texts.base64url_one, texts.base64url_seeds),
    "challenge": Harness(texts.challenge_one, texts.challenge_seeds),
    "feed-cursor": Harness(lists.cursor_one, lists.cursor_seeds),
    "identifier": Harness(lists.identifier_one, lists.identifier_seeds),
    "hotline": Harness(texts.hotline_one, texts.hotline_seeds),
    "jwk": Harness(configuration.jwk_one, configuration.jwk_seeds),
    "jws": Harness(texts.jws_one, texts.jws_seeds),
    "list-file": Harness(lists.list_one, lists.list_seeds),
    "mutated": Harness(assertions.mutated_one, assertions.mutated_seeds),
    "names": Harness(payees.names_one, payees.names_seeds),
    "operator-answer": Harness(operators.answer_one, operators.answer_seeds),
    "page-token": Harness(texts.page_token_one, texts.page_token_seeds),
    "ported-numbers": Harness(operators.numbers_one, operators.numbers_seeds),
    "policy": Harness(configuration.policy_one, configuration.policy_seeds),
    "policy-rules": Harness(policies.rules_one, policies.rules_seeds),
    "policy-worlds": Harness(policies.worlds_one, policies.worlds_seeds),
    "presentation": Harness(formats.presentation_one, formats.presentation_seeds),
    "regulation": Harness(configuration.regulation_one, configuration.regulation_seeds),
    "regulation-case": Harness(cases.regulation_case_one, cases.regulation_case_seeds),
    "relying-parties": Harness(server_files.parties_one, server_files.parties_seeds),
    "request": Harness(wire.request_one, wire.request_seeds),
    "revocation-list": Harness(revocations.list_one, revocations.list_seeds),
    "rule": Harness(policies.rule_one, policies.rule_seeds),
    "sd-jwt": Harness(formats.sd_jwt_one, formats.sd_jwt_seeds),
    "server-configuration": Harness(server_files.server_one, server_files.server_seeds),
    "signed": Harness(assertions.signed_one, assertions.signed_seeds),
    "simo-answer": Harness(simo.answer_one, simo.answer_seeds),
    "simo-records": Harness(simo.records_one, simo.records_seeds),
    "status-list": Harness(statuses.list_one, statuses.list_seeds),
    "status-token": Harness(statuses.token_one, statuses.token_seeds),
    "status-token-signed": Harness(statuses.signed_token_one, statuses.signed_token_seeds),
    "strict-json": Harness(texts.strict_json_one, texts.strict_json_seeds),
    "transfers": Harness(transfers.transfers_one, transfers.transfers_seeds),
    "trust-json": Harness(configuration.trust_json_one, configuration.trust_json_seeds),
    "trust-yaml": Harness(configuration.trust_yaml_one, configuration.trust_yaml_seeds),
    "viet-qr": Harness(payees.viet_qr_one, payees.viet_qr_seeds),
    "website": Harness(websites.website_one, websites.website_seeds),
    "x5c": Harness(formats.x5c_one, formats.x5c_seeds),
    "x5c-header": Harness(formats.x5c_header_one, formats.x5c_header_seeds),
}

CORPUS: Final = Path(__file__).parent / "corpus"
"""Inputs that a fuzzer found worth keeping, by harness."""


def kept(name: str) -> list[bytes]:
    """Return the inputs that were kept for a harness, in a fixed order."""
    return [path.read_bytes() for path in sorted((CORPUS / name).glob("*"))]
