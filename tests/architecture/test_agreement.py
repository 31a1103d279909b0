"""Words that the two ends must share although neither may import the other."""

from eidgate.client import calls, line, refusal
from eidgate.rpc import server, status, verification


def test_both_ends_call_a_replay_the_same() -> None:
    assert calls.REPLAYED == (verification.REPLAYED, "true")


def test_both_ends_name_the_domain_and_the_trailer_of_a_refusal_the_same() -> None:
    assert (refusal.DOMAIN, refusal.DETAILS_KEY) == (status.DOMAIN, status.DETAILS_KEY)


def test_the_client_takes_the_longest_answer_that_the_server_gives() -> None:
    assert dict(line.OPTIONS)["grpc.max_receive_message_length"] >= server.MAX_RESPONSE_BYTES


def test_the_client_pings_no_more_often_than_the_server_bears() -> None:
    assert dict(line.OPTIONS)["grpc.keepalive_time_ms"] >= server.LEAST_PING_INTERVAL.total_seconds() * 1000
