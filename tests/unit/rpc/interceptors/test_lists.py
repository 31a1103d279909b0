"""A list that is too long costs nothing more than being counted."""

from collections.abc import Iterator

import pytest
from google.protobuf import message_factory
from google.protobuf.descriptor import Descriptor

from buf.validate import validate_pb2
from builders.contract import POOL, message_class
from eidgate.core.errors import InvalidCommandError
from eidgate.rpc.interceptors.lists import too_long
from eidgate.rpc.interceptors.validation import Validation, violations
from eidgate.v1 import (
    alert_service_pb2,
    binding_service_pb2,
    desk_service_pb2,
    policy_service_pb2,
    verification_service_pb2,
    watchlist_service_pb2,
)

FILES = (
    alert_service_pb2,
    binding_service_pb2,
    desk_service_pb2,
    policy_service_pb2,
    verification_service_pb2,
    watchlist_service_pb2,
)
REQUESTS = [
    method.input_type
    for file in FILES
    for service in file.DESCRIPTOR.services_by_name.values()
    for method in service.methods
]


def lists(descriptor: Descriptor, path: str = "") -> Iterator[tuple[str, int]]:
    """Yield every list of a request with its bound, 0 for none."""
    for field in descriptor.fields:
        if field.is_repeated:
            yield path + field.name, field.GetOptions().Extensions[validate_pb2.field].repeated.max_items
        if field.message_type is not None:
            yield from lists(field.message_type, f"{path}{field.name}.")


def test_the_requests_are_found() -> None:
    assert len(REQUESTS) > 50


@pytest.mark.parametrize("descriptor", REQUESTS, ids=lambda one: one.name)
def test_every_list_of_a_request_has_a_bound(descriptor: Descriptor) -> None:
    assert [path for path, most in lists(descriptor) if not most] == []


def test_of_a_list_that_is_too_long_no_entry_is_looked_at() -> None:
    request = verification_service_pb2.VerifyTransactionRequest()
    for _ in range(5_000):
        request.confirmations.add()

    with pytest.raises(InvalidCommandError) as refused:
        Validation(type(request)).parse(request.SerializeToString())

    told = [(one.field, one.rule) for one in refused.value.violations]
    assert told == [("confirmations", "repeated.max_items")]


def test_every_list_that_is_too_long_is_told() -> None:
    request = verification_service_pb2.VerifyTransactionRequest()
    request.context.signs.extend([1] * 9)
    request.context.compromises.extend([1] * 9)

    assert sorted(one.field for one in too_long(request)) == ["context.compromises", "context.signs"]


def test_a_list_inside_an_entry_is_told_with_the_entrys_place() -> None:
    outer = message_class("Bundle")()
    for entries in (1, 3):
        request = outer.requests.add()
        for _ in range(entries):
            request.items.add()

    assert [one.field for one in too_long(outer)] == ["requests[1].items"]


def test_the_items_of_a_batch_are_looked_at_one_by_one() -> None:
    batch = verification_service_pb2.BatchVerifyTransactionsRequest()
    item = batch.requests.add()
    for _ in range(17):
        item.confirmations.add()

    assert too_long(batch) == []
    assert [(one.field, one.rule) for one in violations(item)] == [("confirmations", "repeated.max_items")]


def test_a_list_at_its_bound_is_held_to_its_entries_rules() -> None:
    request = verification_service_pb2.VerifyTransactionRequest()
    for _ in range(16):
        request.confirmations.add()

    assert {one.field.partition("[")[0] for one in violations(request)} >= {"confirmations"}
    assert too_long(request) == []


def test_a_type_without_lists_has_none_that_is_too_long() -> None:
    money = message_factory.GetMessageClass(POOL.FindMessageTypeByName("eidgate.test.Money"))
    assert too_long(money()) == []
