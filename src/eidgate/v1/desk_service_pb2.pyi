from eidgate.v1 import hold_pb2 as _hold_pb2
from eidgate.v1 import report_pb2 as _report_pb2
from eidgate.v1 import statistics_pb2 as _statistics_pb2
from eidgate.v1 import trace_pb2 as _trace_pb2
from google.protobuf import descriptor as _descriptor
from typing import ClassVar as _ClassVar

DESCRIPTOR: _descriptor.FileDescriptor
