"""`eidgate dev assertion`: what the development identity provider signs, for clients in any language."""

from typing import Final

import click

from eidgate.adapters.clock import SystemClock
from eidgate.adapters.randomness import SystemRandomness
from eidgate.simulator.identity_provider import AuthenticationRequest, IdentityProvider, Levels
from eidgate.simulator.world import BANK, World

_SEED: Final = 2026
"""The identity provider and the world of `eidgate dev serve`."""

_BYTES_OF_ID: Final = 16  # every call is a process of its own: only chance tells their assertions apart


@click.command()
@click.option("--nonce", help="Of the challenge: `challenge.nonce`.")
@click.option("--transaction-data", help="What is agreed to, exactly as `challenge.transaction_data` has it.")
@click.option("--audience", default=BANK.audience, show_default=True, help="Who is told: `audience`.")
@click.option("--person", type=click.IntRange(min=1), default=1, show_default=True, help="Whose: 1, 2, ...")
@click.option(
    "--account-level", type=click.IntRange(1, 2), default=2, show_default=True, help="Of the e-ID account."
)
@click.option(
    "--authentication-level",
    type=click.IntRange(1, 4),
    default=3,
    show_default=True,
    help="1 password, 2 with SMS, 3 with the face, 4 with a key of the phone besides.",
)
def assertion(  # noqa: PLR0913 (one for each option)
    nonce: str | None,
    transaction_data: str | None,
    audience: str,
    *,
    person: int,
    account_level: int,
    authentication_level: int,
) -> None:
    """Print an assertion about an invented person, as the service of `eidgate dev serve` trusts it.

    Person 1 is the customer of `eidgate dev request`. It is good once and for five minutes.
    """
    asked = AuthenticationRequest(
        audience=audience,
        at=SystemClock().now(),
        nonce=nonce,
        transaction_data=(transaction_data,) if transaction_data else (),
        levels=Levels(account=account_level, authentication=authentication_level),
    )
    provider = IdentityProvider(_SEED)
    claims = provider.claims(World(_SEED).customer(person).citizen, asked)
    claims["jti"] = SystemRandomness().bytes(_BYTES_OF_ID).hex()
    click.echo(provider.key.compact(provider.header(), claims))
