"""Home visits: which two-person team goes, and where to."""

import re
from collections.abc import Mapping, Sequence

from actions.booking.errors import BadAddress, NoVisitTeam, SlotTaken
from actions.booking.model import HomeVisit, VisitTeam
from actions.personal_data.vault import Vault

ADDRESS_FIELD = "home_visit.address"
ADDRESS_CHARACTERS = (5, 100)
_SHOWN = re.compile(r"^.{2,12}?(?:路|街|巷|大道|社区|村|镇)")


def clean_address(address: str) -> str:
    """The address on one line. Raises BadAddress, which does not repeat it."""
    cleaned = " ".join(address.split())
    low, high = ADDRESS_CHARACTERS
    if not low <= len(cleaned) <= high or not cleaned.isprintable():
        raise BadAddress
    return cleaned


def masked_address(visit: HomeVisit, vault: Vault) -> str | None:
    """The street without number and door: 人民路****. None when no address is known yet."""
    if not visit.address_sealed:
        return None
    address = vault.open(visit.address_sealed, ADDRESS_FIELD)
    shown = _SHOWN.match(address)
    return f"{shown.group() if shown else address[:4]}****"


def serves(team: VisitTeam, community_id: str | None) -> bool:
    """Whether the team goes to the community. A team without areas goes everywhere; an unknown community suits any."""
    areas = team.areas.split()
    return not areas or community_id is None or community_id in areas


def room(teams: Sequence[VisitTeam], visits: Mapping[int, int], capacity: int, community_id: str | None) -> int:
    """How many more visits fit into a slot for the community; `visits` counts open ones by team id."""
    share = _share(teams, capacity)
    ours = sum(max(0, share - visits.get(team.id, 0)) for team in teams if serves(team, community_id))
    return max(0, min(ours, capacity - sum(visits.values())))


def choose_team(
    teams: Sequence[VisitTeam], visits: Mapping[int, int], capacity: int, community_id: str | None
) -> VisitTeam:
    """The team with the fewest visits in the slot. Raises NoVisitTeam or SlotTaken."""
    fitting = [team for team in teams if serves(team, community_id)]
    if not fitting:
        raise NoVisitTeam
    team = min(fitting, key=lambda each: (visits.get(each.id, 0), each.id))
    if visits.get(team.id, 0) >= _share(teams, capacity):
        raise SlotTaken
    return team


def _share(teams: Sequence[VisitTeam], capacity: int) -> int:
    return -(-capacity // len(teams)) if teams else 0
