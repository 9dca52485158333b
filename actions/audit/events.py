"""The closed list of audit events: name -> the keys its details must have. Add a line to add an event."""

EVENTS: dict[str, frozenset[str]] = {
    name: frozenset(keys.split())
    for name, keys in (
        # identity
        ("identity:code:sent", "channel"),
        ("identity:proof:failed", "channel reason"),
        ("identity:proof:locked", "channel scope"),
        ("identity:proof:given", "channel method"),
        ("identity:clerk:vouched", "staff reason"),
        ("identity:visit:ended", "reason"),
        ("identity:phone:changed", "channel"),
        ("identity:wechat:bound", "channel"),
        ("identity:wechat:unbound", "channel"),
        ("staff:member:added", "staff"),
        ("staff:member:disabled", "staff"),
        ("staff:pin:reset", "staff"),
        ("consent:given", "version channel"),
        ("consent:refused", "version channel"),
        ("consent:withdrawn", "version channel"),
        # family
        ("family:access:granted", "grant scopes until"),
        ("family:access:revoked", "grant"),
        # records
        ("records:view:payments", "months"),
        ("records:view:reason", "month"),
        ("records:view:contributions", ""),
        ("records:view:certification", ""),
        ("records:view:archive", ""),
        ("records:view:medical", ""),
        ("records:view:profile", ""),
        ("records:view:account", ""),
        ("records:view:payment-account", ""),
        ("records:view:adjustments", ""),
        ("records:import:done", "kind batch rows"),
        ("records:callback:asked", "matter"),
        ("records:callback:shown", "count"),
        ("records:callback:done", "request"),
        # certification
        ("certification:extended", "channel until"),
        ("certification:extended:batch", "batch count"),
        ("certification:investigation:opened", "reason source"),
        ("certification:investigation:closed", "result"),
        ("certification:benefit:suspended", "reason"),
        ("certification:benefit:resumed", "reason"),
        # booking
        ("booking:held", "booking slot"),
        ("booking:confirmed", "booking slot"),
        ("booking:moved", "booking slot from"),
        ("booking:cancelled", "booking reason"),
        ("booking:attended", "booking"),
        ("booking:missed", "booking"),
        ("booking:expired", "booking"),
        ("booking:reminded", "booking"),
        ("waiting:joined", "entry"),
        ("waiting:offered", "entry slot"),
        ("waiting:left", "entry reason"),
        ("ticket:taken", "ticket office"),
        ("ticket:called", "ticket office"),
        ("ticket:done", "ticket office"),
        # grants; the case is named by its id
        ("grants:case:opened", "case channel"),
        ("grants:case:saved", "case part"),
        ("grants:case:moved", "case from to reason"),
        ("grants:case:viewed", "case"),
        ("grants:case:forgotten", "case reason"),
        ("grants:document:changed", "case kind state"),
        ("grants:upload:kept", "case kind"),
        ("grants:upload:viewed", "case kind"),
        ("grants:upload:deleted", "case kind"),
        ("grants:survivor:changed", "case consent"),
        ("grants:paper:made", "case paper"),
        ("grants:applicant:code-sent", "channel"),
        ("grants:applicant:proven", "channel"),
        ("grants:applicant:failed", "channel reason"),
        ("grants:progress:asked", "case channel"),
        ("continuation:offered", "kind channel"),
        ("continuation:taken", "kind channel"),
        ("parameters:row:added", "table row"),
        # kiosks
        ("device:code:made", "office"),
        ("device:registered", "device office"),
        ("device:locked", "device"),
        ("device:unlocked", "device"),
        ("device:renamed", "device"),
        ("device:removed", "device"),
        # keys and copies
        ("keys:rotated", "key"),
        ("backup:made", "name"),
        ("backup:restored", "name"),
    )
}


class UnknownEvent(ValueError):
    """An event that is not in the list, or details that are not its own: a fault of the caller."""


def check_event(event: str, details: dict[str, object]) -> None:
    """Raises UnknownEvent."""
    if event not in EVENTS:
        raise UnknownEvent(event)
    if set(details) != EVENTS[event]:
        raise UnknownEvent(f"{event} needs {sorted(EVENTS[event])}, got {sorted(details)}")
