"""What every process that serves needs alike, loaded once in the process that they are forked from."""

from collections.abc import Iterable

from google.protobuf import descriptor_pool, message_factory

from eidgate.rpc.interceptors.validation import compile_rules


def preload_rules(services: Iterable[str]) -> None:
    """Compile what the requests of services, given by their full names, must hold to."""
    pool = descriptor_pool.Default()
    for service in services:
        for method in pool.FindServiceByName(service).methods:
            compile_rules(message_factory.GetMessageClass(method.input_type))
