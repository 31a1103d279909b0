"""A private key as its owner keeps it, in PEM and without a password.

`cryptography` has errors of four families for what is none, and puts the whole text into some of them where
the lines BEGIN and END differ; so whoever reads a key says nothing of the cause.
"""

from cryptography.exceptions import InternalError, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
from cryptography.hazmat.primitives.serialization import load_pem_private_key


def read_private_key(pem: bytes) -> PrivateKeyTypes:
    """Return the key.

    Raises:
        ValueError: it is none, or has a password; neither message nor cause repeats anything of it.
    """
    try:
        return load_pem_private_key(pem, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm, InternalError):
        raise ValueError("is not an unencrypted PEM private key") from None
