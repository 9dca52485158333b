"""Demo mode at the start: decided, and its fictional people and offices loaded."""

import click

from actions.audit.service import Audit
from actions.database.engine import build_engine
from actions.demo.loading import load_demo_people
from actions.demo.mode import admit_demo_clerk, decide_demo
from actions.personal_data.keyring import Keyring
from actions.personal_data.vault import Vault
from actions.settings import Settings
from kiosk_ui.cli.launch.progress import step


def prepare_demo(settings: Settings) -> Settings:
    """Settings with demo on or off; when on, the fictional people and offices are in the database."""
    engine, keyring = build_engine(settings.database_url), Keyring(settings.home)
    vault = Vault(keyring)
    decided, refusal = decide_demo(settings, engine, vault)
    if refusal:
        click.echo(refusal)
    if decided.demo == "on":
        with step("演示用的虚构人员和网点"):
            load_demo_people(engine, vault, Audit(keyring))
    admit_demo_clerk(engine, decided.demo == "on")
    engine.dispose()
    return decided
