"""The closed list of sealed columns. Rotation walks it; a test checks that every *_sealed column is in it."""

# (table, column); the field name bound into the seal is "table.column without _sealed".
SEALED_COLUMNS: tuple[tuple[str, str], ...] = (
    ("person", "id_number_sealed"),
    ("person", "phone_sealed"),
    ("person", "address_sealed"),
    ("payment_account", "account_sealed"),
    ("identity_challenge", "code_sealed"),
    ("identity_challenge", "phone_sealed"),
    ("family_grant", "phone_sealed"),
    ("phone_change", "phone_sealed"),
    ("home_visit", "address_sealed"),
    ("outgoing_message", "phone_sealed"),
    ("outgoing_message", "text_sealed"),
    ("private_reply", "content_sealed"),
    ("callback_request", "phone_sealed"),
)


def field_of(table: str, column: str) -> str:
    """The name bound into a seal, e.g. "person.phone"."""
    return f"{table}.{column.removesuffix('_sealed')}"
