"""The line to the server: one channel, replaced when the certificate files change."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Final

import grpc

from eidgate.client.certificates import CertificatesError, ClientCertificates

OPTIONS: Final = (
    ("grpc.keepalive_time_ms", 30_000),  # finds a dead peer; servers accept a ping every 20 s
    ("grpc.keepalive_timeout_ms", 10_000),
    ("grpc.keepalive_permit_without_calls", 1),  # firewalls forget quiet connections after some minutes
    ("grpc.http2.max_pings_without_data", 0),  # no limit: the interval above is the limit
    ("grpc.initial_reconnect_backoff_ms", 100),  # a restarting server should not cost a second
    ("grpc.min_reconnect_backoff_ms", 100),
    ("grpc.max_reconnect_backoff_ms", 5_000),
    ("grpc.max_receive_message_length", 4_194_304),  # 4 MiB: the server's longest answer
    ("grpc.max_metadata_size", 16_384),  # 16 KiB: a refusal lists up to 100 violations
    ("grpc.enable_retries", 0),  # retries are made here, where the request id is known
    ("grpc.service_config_disable_resolution", 1),  # nor does a DNS record decide about them
)


@dataclass(slots=True, kw_only=True)
class _Channel:
    """A channel and how many calls it carries; a retired one is closed by its last call."""

    channel: grpc.Channel
    calls: int = 0
    retired: bool = False


class Line:
    """The channel to one target.

    New files count from the next call on; calls under way finish on the channel that they began on. Files
    that do not fit together are left alone until they change again.

    Raises:
        CertificatesError: at the start the files cannot be used.
    """

    def __init__(self, target: str, certificates: ClientCertificates) -> None:
        self._target = target
        self._certificates = certificates
        self._lock = Lock()
        try:
            self._seen = certificates.fingerprint()
        except OSError as error:
            raise CertificatesError(f"{error.filename}: {error.strerror}") from error
        self._current = self._open()

    @contextmanager
    def channel(self) -> Iterator[grpc.Channel]:
        """Lend the channel for one call."""
        with self._lock:
            self._renew()
            lent = self._current
            lent.calls += 1
        try:
            yield lent.channel
        finally:
            with self._lock:
                lent.calls -= 1
                if lent.retired and not lent.calls:
                    lent.channel.close()

    def close(self) -> None:
        """Close the channel; calls under way end with CANCELLED."""
        with self._lock:
            self._current.channel.close()

    def _renew(self) -> None:
        try:
            found = self._certificates.fingerprint()
            if found == self._seen:
                return
            self._seen = found
            renewed = self._open()
        except (OSError, CertificatesError):
            return  # half replaced: the certificates in use stay good until the rest is there
        replaced, self._current = self._current, renewed
        replaced.retired = True
        if not replaced.calls:
            replaced.channel.close()

    def _open(self) -> _Channel:
        credentials = self._certificates.credentials()
        return _Channel(channel=grpc.secure_channel(self._target, credentials, options=OPTIONS))
