"""What the commands for applications have in common: their options, the clerk at the desk, and the case in hand."""

import click

from actions.grants.info import StaffCase
from actions.grants.service import GrantService
from actions.identity.staff import StaffInfo
from kiosk_ui.cli.at_the_counter import checked
from kiosk_ui.cli.refusals import asked

YES = click.option("--yes", is_flag=True, help="不再问一遍")
REASON = click.option("--reason", default="", help="原因，家属能看到；不要写身份证号、电话和卡号")
WHY = click.option("--reason", prompt="原因（家属能看到，不要写号码）", help="原因，家属能看到；不要写身份证号、电话和卡号")


def desk(staff: str) -> tuple[GrantService, StaffInfo]:
    """The service and the clerk, once the PIN fits."""
    counter, clerk = checked(staff)
    return counter.grants, clerk


def opened(staff: str, number: str, *, card_seen: bool = False) -> tuple[GrantService, StaffInfo, StaffCase]:
    """The service, the clerk and the case; `card_seen` notes first that the applicant's identity card was looked at."""
    service, clerk = desk(staff)
    case = asked(lambda: service.get(clerk, number))
    if card_seen:
        case = asked(lambda: service.see_identity(clerk, number, case.info.version))
        click.echo("登记了：身份证看过了。")
    return service, clerk, case
