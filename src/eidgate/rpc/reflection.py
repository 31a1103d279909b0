"""Server reflection, on the threads of streams: held to their bounds, by callers who are known.

The packaged servicer runs on the threads that answer calls and reads for as long as its caller likes; a few
dozen idle conversations would leave no thread for payments.
"""

from collections.abc import Iterable, Iterator
from typing import Any, Final

import grpc
from google.protobuf.descriptor_pool import DescriptorPool
from grpc_reflection.v1alpha import reflection, reflection_pb2

from eidgate.rpc.interceptors import Concerns
from eidgate.rpc.interceptors.streaming import ConversationChain, StreamCall

SERVICE: Final = reflection.SERVICE_NAME
_METHOD: Final = "ServerReflectionInfo"


def reflection_handlers(
    concerns: Concerns, services: Iterable[str], pool: DescriptorPool
) -> "dict[str, grpc.RpcMethodHandler[Any, Any]]":  # generic only in the stubs
    """Return the handlers that tell what services are served and what their messages look like."""
    servicer: Any = reflection.ReflectionServicer((*services, SERVICE), pool=pool)

    def answer(requests: Iterator[Any], _: StreamCall) -> Iterator[Any]:
        answers: Iterator[Any] = servicer.ServerReflectionInfo(requests, None)
        return answers

    chain = ConversationChain(
        concerns,
        method=f"{SERVICE}/{_METHOD}",
        request_class=reflection_pb2.ServerReflectionRequest,
        behaviour=answer,
    )
    return {_METHOD: grpc.stream_stream_rpc_method_handler(chain)}
