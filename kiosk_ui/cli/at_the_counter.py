"""What commands of a clerk have in common: the services, and the clerk's PIN typed unseen."""

import click

from actions.counter import Counter, build_counter
from actions.identity.staff import StaffInfo, StaffMembers
from actions.settings import Settings
from kiosk_ui.cli.database import open_database
from kiosk_ui.cli.refusals import asked

STAFF_OPTION = click.option("--staff", prompt="工号", help="工号；密码另外输入，不显示")


def services() -> Counter:
    """Every service over the database of this house."""
    return build_counter(Settings.from_environment(), open_database())


def checked(staff: str) -> tuple[Counter, StaffInfo]:
    """All services and the clerk, once the PIN fits."""
    counter = services()
    pin: str = click.prompt("密码", hide_input=True)
    members = StaffMembers(counter.engine, counter.vault, counter.audit)
    return counter, asked(lambda: members.check(staff, pin, channel="command"))
