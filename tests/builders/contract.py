"""A small service made at run time: enough of a contract to hold the server's machinery to it.

It lives in its own descriptor pool, so that it neither needs nor disturbs the generated contract.
"""

from typing import Any, Final

from google.protobuf import (
    descriptor_pb2,
    descriptor_pool,
    duration_pb2,
    field_mask_pb2,
    message_factory,
    text_format,
    timestamp_pb2,
)
from protovalidate._gen.buf.validate import validate_pb

SERVICE: Final = "eidgate.test.TestService"

_SOURCE: Final = """
name: "eidgate/test.proto" package: "eidgate.test" syntax: "proto3" dependency: "buf/validate/validate.proto"
message_type { name: "Money"
  field { name: "units" number: 1 type: TYPE_INT64 label: LABEL_OPTIONAL
          options { [buf.validate.field] { int64 { gt: 0 } } } } }
message_type { name: "Item"
  field { name: "request_id" number: 1 type: TYPE_STRING label: LABEL_OPTIONAL
          options { [buf.validate.field] { string { uuid: true } } } } }
message_type { name: "Transaction"
  field { name: "amount" number: 1 type: TYPE_MESSAGE type_name: ".eidgate.test.Money" label: LABEL_OPTIONAL
          options { [buf.validate.field] { required: true } } } }
message_type { name: "Request"
  field { name: "request_id" number: 1 type: TYPE_STRING label: LABEL_OPTIONAL
          options { [buf.validate.field] { string { uuid: true } } } }
  field { name: "correlation_id" number: 2 type: TYPE_STRING label: LABEL_OPTIONAL
          options { [buf.validate.field] { string { max_len: 32 pattern: "^[A-Za-z0-9-]*$" } } } }
  field { name: "transaction" number: 3 type: TYPE_MESSAGE type_name: ".eidgate.test.Transaction"
          label: LABEL_OPTIONAL }
  field { name: "items" number: 4 type: TYPE_MESSAGE type_name: ".eidgate.test.Item" label: LABEL_REPEATED
          options { [buf.validate.field] { repeated { max_items: 100 } } } }
  field { name: "labels" number: 5 type: TYPE_MESSAGE type_name: ".eidgate.test.Request.LabelsEntry"
          label: LABEL_REPEATED
          options { [buf.validate.field] { map { values { string { max_len: 8 } } } } } }
  nested_type { name: "LabelsEntry" options { map_entry: true }
    field { name: "key" number: 1 type: TYPE_STRING label: LABEL_OPTIONAL }
    field { name: "value" number: 2 type: TYPE_STRING label: LABEL_OPTIONAL } }
%(words)s
}
message_type { name: "Few"
  field { name: "items" number: 1 type: TYPE_MESSAGE type_name: ".eidgate.test.Item" label: LABEL_REPEATED
          options { [buf.validate.field] { repeated { max_items: 2 } } } } }
message_type { name: "Bundle"
  field { name: "requests" number: 1 type: TYPE_MESSAGE type_name: ".eidgate.test.Few" label: LABEL_REPEATED
          options { [buf.validate.field] { repeated { max_items: 2 } } } } }
message_type { name: "Response"
  field { name: "text" number: 1 type: TYPE_STRING label: LABEL_OPTIONAL } }
service { name: "TestService"
  method { name: "Do" input_type: ".eidgate.test.Request" output_type: ".eidgate.test.Response" }
  method { name: "Fail" input_type: ".eidgate.test.Request" output_type: ".eidgate.test.Response" }
  method { name: "Watch" input_type: ".eidgate.test.Request" output_type: ".eidgate.test.Response"
           server_streaming: true }
  method { name: "Collect" input_type: ".eidgate.test.Request" output_type: ".eidgate.test.Response"
           client_streaming: true } }
"""
_WORD: Final = """
  field { name: "word_%(n)d" number: %(number)d type: TYPE_STRING label: LABEL_OPTIONAL
          options { [buf.validate.field] { string { max_len: 64 pattern: "^[a-z ]*$" } } } }
"""
WORDS: Final = 16
"""How many fields with a length and a pattern rule a request has beside the named ones."""


def _pool() -> descriptor_pool.DescriptorPool:
    pool = descriptor_pool.DescriptorPool()
    for module in (descriptor_pb2, duration_pb2, field_mask_pb2, timestamp_pb2):
        pool.AddSerializedFile(module.DESCRIPTOR.serialized_pb)
    pool.AddSerializedFile(validate_pb.desc().proto.to_binary())
    file_class = message_factory.GetMessageClass(
        pool.FindMessageTypeByName("google.protobuf.FileDescriptorProto")
    )
    words = "".join(_WORD % {"n": n, "number": 10 + n} for n in range(WORDS))
    file = text_format.Parse(_SOURCE % {"words": words}, file_class(), descriptor_pool=pool)
    pool.AddSerializedFile(file.SerializeToString())
    return pool


POOL: Final = _pool()


def message_class(name: str) -> Any:
    """Return the class of one of the test contract's messages."""
    return message_factory.GetMessageClass(POOL.FindMessageTypeByName(f"eidgate.test.{name}"))


Request = message_class("Request")
Response = message_class("Response")

A_REQUEST_ID: Final = "6f1c2e0a-8a52-4d0c-9c1e-0d5b3b7f9a11"


def request(**fields: Any) -> Any:
    """Build a request that breaks no rule."""
    return Request(**({"request_id": A_REQUEST_ID, "transaction": {"amount": {"units": 4_000_000}}} | fields))
