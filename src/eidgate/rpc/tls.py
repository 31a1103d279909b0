"""How gRPC is kept to TLS 1.3: by its environment, set before a process starts.

grpcio offers Python no switch for the protocol version. gRPC's list of cipher suites, though, governs TLS 1.2
only; BoringSSL's TLS 1.3 suites are fixed. With a list that holds nothing but a pre-shared-key suite, and no
pre-shared key, no TLS 1.2 handshake can succeed. gRPC reads the list when `grpc` is first imported, so the
supervisor puts it into its workers' environment; `credentials.refuses_tls_1_2` then proves that it took.
See docs/adr/0011. This module imports nothing, so that the supervisor stays free of gRPC.
"""

from typing import Final

ENVIRONMENT: Final = {"GRPC_SSL_CIPHER_SUITES": "ECDHE-PSK-CHACHA20-POLY1305"}
"""The suite is RFC 7905 §2's; nobody can negotiate it without a shared key."""
