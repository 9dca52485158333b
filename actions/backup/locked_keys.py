"""The keyring under a passphrase (scrypt and AES-256-GCM), for a backup that carries its keys."""

import base64
import json
import os
import re
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from actions.backup.errors import BrokenBackup, WrongPassphrase

SHORTEST_PASSPHRASE = 12
_HEADER = b"wanqing-keys-1\n"
_SALT, _NONCE = 16, 12
_COST = 2**17  # 128 MB and a third of a second: guessing costs more than a clerk's patience
_KEY_FILE = re.compile(r"(k\d{4}|index|audit)\.key")


def lock_keys(folder: Path, passphrase: str) -> bytes:
    """Every key file of `folder`, sealed under `passphrase`."""
    files = {path.name: base64.b64encode(path.read_bytes()).decode() for path in sorted(folder.glob("*.key"))}
    salt, nonce = secrets.token_bytes(_SALT), secrets.token_bytes(_NONCE)
    sealed = AESGCM(_derived(passphrase, salt)).encrypt(nonce, json.dumps(files).encode(), _HEADER)
    return _HEADER + salt + nonce + sealed


def unlock_keys(locked: bytes, passphrase: str, folder: Path) -> None:
    """Writes the key files into the new folder `folder`. Raises WrongPassphrase, BrokenBackup."""
    if not locked.startswith(_HEADER):
        raise BrokenBackup
    body = locked[len(_HEADER) :]
    salt, nonce, sealed = body[:_SALT], body[_SALT : _SALT + _NONCE], body[_SALT + _NONCE :]
    try:
        files = json.loads(AESGCM(_derived(passphrase, salt)).decrypt(nonce, sealed, _HEADER))
    except InvalidTag as error:
        raise WrongPassphrase from error
    folder.mkdir(parents=True, mode=0o700)
    for name, content in files.items():
        if not _KEY_FILE.fullmatch(name):
            raise BrokenBackup
        descriptor = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(base64.b64decode(content))


def _derived(passphrase: str, salt: bytes) -> bytes:
    return Scrypt(salt=salt, length=32, n=_COST, r=8, p=1).derive(passphrase.encode())
