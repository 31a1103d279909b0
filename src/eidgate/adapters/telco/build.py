"""The operators of a configuration, built: TLS, secrets, clients, the network, the registers."""

from collections.abc import Sequence
from dataclasses import dataclass

from eidgate.adapters.outside.lines import Lines
from eidgate.adapters.telco.network import OperatorNetwork
from eidgate.adapters.telco.operator import Operator, Surroundings
from eidgate.adapters.telco.settings import OperatorSection, check, read_secret
from eidgate.adapters.telco.subscribers import OperatorSubscribers
from eidgate.adapters.trust.https import tls_context
from eidgate.ports.sim_network import PortedNumbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Operators:
    """Everything that operators answer."""

    network: OperatorNetwork
    subscribers: OperatorSubscribers


def build_operators(
    sections: Sequence[OperatorSection], numbers: PortedNumbers, surroundings: Surroundings
) -> Operators:
    """Build the clients of all operators; nobody is called yet.

    Raises:
        ConfigurationError: an address, a secret or a file of authorities is not acceptable.
    """
    check(tuple(sections))
    network = OperatorNetwork([_operator(one, surroundings) for one in sections], numbers, surroundings)
    return Operators(network=network, subscribers=OperatorSubscribers(network, numbers))


def _operator(section: OperatorSection, surroundings: Surroundings) -> Operator:
    context = None if section.unsafe_plaintext else tls_context(section.authorities)
    return Operator(section, read_secret(section), Lines(context), surroundings)
