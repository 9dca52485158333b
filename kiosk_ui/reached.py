"""Where a phone reaches us."""

from flask import current_app, request


def reached_at() -> str:
    """As configured, or as the page itself did; empty when that is this very machine, where no phone can go."""
    host = request.host.rpartition(":")[0] or request.host
    near = host in ("localhost", "[::1]") or host.startswith("127.")
    return str(current_app.config["PUBLIC_URL"]) or ("" if near else request.host_url.rstrip("/"))
