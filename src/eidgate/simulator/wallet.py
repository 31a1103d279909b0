"""A citizen's wallet: shows the transaction, asks the identity provider, hands back the assertion."""

from dataclasses import dataclass

from eidgate.core.assertion.verdict import TransactionBinding
from eidgate.core.shape import replace
from eidgate.simulator.citizen import Citizen
from eidgate.simulator.identity_provider import AuthenticationRequest, IdentityProvider


@dataclass(frozen=True, slots=True, kw_only=True)
class Wallet:
    """One citizen's wallet, connected to one identity provider."""

    identity_provider: IdentityProvider
    citizen: Citizen

    def answer(
        self, request: AuthenticationRequest, *, binding: TransactionBinding = TransactionBinding.SIGNED
    ) -> str:
        """Answer a challenge with nonce and hashes (SIGNED), the nonce alone (CHALLENGED), or neither."""
        if binding is not TransactionBinding.SIGNED:
            request = replace(request, transaction_data=())
        if binding is TransactionBinding.NONE:
            request = replace(request, nonce=None)
        return self.identity_provider.issue(self.citizen, request)
