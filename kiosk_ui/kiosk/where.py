"""Where a request comes from, as far as that says whether somebody stands before a kiosk."""

import ipaddress
import logging

from flask import current_app, request
from werkzeug.http import parse_list_header

log = logging.getLogger(__name__)

# What proxies write; a kiosk's browser never does.
_FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Real-IP")


def stands_in_a_hall() -> bool:
    """Whether the request comes from where kiosks stand: clerks' PINs must not be guessed from anywhere else.

    Behind a proxy that is not counted in WANQING_TRUSTED_PROXIES nobody does: the address seen is the proxy's own. Every
    address named on the way must lie where kiosks stand, so that a proxy too many does not stand for its strangers.
    """
    hops: list[str] = []
    if any(name in request.headers for name in _FORWARDED):
        hops = parse_list_header(request.headers.get("X-Forwarded-For", ""))
        counted = current_app.config["TRUSTED_PROXIES"]
        if not counted or len(hops) < counted:
            _warn_once()
            return False
    return all(_where_kiosks_stand(hop) for hop in (request.remote_addr or "", *hops))


def _where_kiosks_stand(written: str) -> bool:
    try:
        address = ipaddress.ip_address(written)
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return any(address in network for network in current_app.config["KIOSK_NETWORKS"])


def _warn_once() -> None:
    if current_app.extensions.setdefault("wanqing-uncounted-proxy", False):
        return
    current_app.extensions["wanqing-uncounted-proxy"] = True
    log.warning("a request came through a proxy that WANQING_TRUSTED_PROXIES does not count: set it, or no kiosk is served there")
