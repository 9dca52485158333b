"""Vault: seals and opens personal values, and makes the blind index they are found by."""

import base64
import binascii
import hmac
import os
import secrets
from collections.abc import Callable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from actions.personal_data.keyring import Keyring

NONCE_BYTES = 12
VERSION = "s1"


class BrokenSeal(ValueError):
    """A sealed value was changed, cut, or moved from another field. Says nothing of its content."""

    code = "broken-seal"


class Vault:
    """AES-256-GCM under a :class:`Keyring`. `field` ("person.phone") is bound in: a value moved elsewhere does not open."""

    def __init__(self, keyring: Keyring) -> None:
        self.keyring = keyring
        self._ciphers: dict[str, AESGCM] = {}

    def seal(self, value: str, field: str) -> str:
        """`value` as text of the form s1.<key id>.<nonce and ciphertext in base64>; never the same twice."""
        key_id, nonce = self.keyring.current, secrets.token_bytes(NONCE_BYTES)
        sealed = self._cipher(key_id).encrypt(nonce, value.encode(), field.encode())
        return f"{VERSION}.{key_id}.{base64.b64encode(nonce + sealed).decode()}"

    def sealer(self, field: str) -> Callable[[str], str]:
        """`seal` for a batch of values of one field: the key is looked up once, so make a new one for every batch."""
        key_id, bound = self.keyring.current, field.encode()
        encrypt, start = self._cipher(key_id).encrypt, f"{VERSION}.{key_id}."

        def seal(value: str) -> str:
            nonce = os.urandom(NONCE_BYTES)
            return start + binascii.b2a_base64(nonce + encrypt(nonce, value.encode(), bound), newline=False).decode()

        return seal

    def open(self, sealed: str, field: str) -> str:
        """The value of `sealed`. Raises BrokenSeal or MissingKey."""
        try:
            version, key_id, body = sealed.split(".")
            raw = base64.b64decode(body, validate=True)
            if version != VERSION:
                raise BrokenSeal("unknown version")
            return self._cipher(key_id).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], field.encode()).decode()
        except (InvalidTag, ValueError) as error:
            raise BrokenSeal("a sealed value does not open") from error

    def is_current(self, sealed: str) -> bool:
        """Whether `sealed` was sealed with the newest key."""
        return sealed.startswith(f"{VERSION}.{self.keyring.current}.")

    def index(self, value: str, field: str) -> str:
        """Keyed fingerprint of `value` in `field`, 64 hex digits: equal values give equal indexes, and nothing else."""
        return hmac.digest(self.keyring.index_key, f"{field}\0{value}".encode(), "sha256").hex()

    def _cipher(self, key_id: str) -> AESGCM:
        if key_id not in self._ciphers:
            self._ciphers[key_id] = AESGCM(self.keyring.key(key_id))
        return self._ciphers[key_id]
