"""Counter: the services behind the window, built once per process and handed to actions, views and commands."""

from dataclasses import dataclass

from sqlalchemy import Engine

from actions.audit.service import Audit
from actions.conversations.private_replies import PrivateReplies
from actions.personal_data.keyring import Keyring
from actions.personal_data.vault import Vault
from actions.settings import Settings


@dataclass(frozen=True)
class Counter:
    """Every service that serves a person. All of them share one engine, one vault and one audit chain."""

    engine: Engine
    vault: Vault
    audit: Audit
    private: PrivateReplies


def build_counter(settings: Settings, engine: Engine) -> Counter:
    """The services over `engine` with the keys in `settings.home`; makes the keys the first time."""
    keyring = Keyring(settings.home)
    vault, audit = Vault(keyring), Audit(keyring)
    return Counter(engine=engine, vault=vault, audit=audit, private=PrivateReplies(engine, vault))
