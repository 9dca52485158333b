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
    ("grant_case", "deceased_name_sealed"),
    ("grant_case", "deceased_number_sealed"),
    ("grant_case", "applicant_name_sealed"),
    ("grant_case", "applicant_number_sealed"),
    ("grant_case", "applicant_phone_sealed"),
    ("grant_case", "account_name_sealed"),
    ("grant_case", "account_sealed"),
    ("grant_survivor", "name_sealed"),
    ("grant_upload", "key_sealed"),
    ("applicant_challenge", "name_sealed"),
    ("applicant_challenge", "phone_sealed"),
    ("applicant_challenge", "code_sealed"),
    ("applicant_proof", "name_sealed"),
    ("applicant_proof", "phone_sealed"),
    ("continuation", "content_sealed"),
    ("wechat_user", "openid_sealed"),
    ("wechat_user", "offered_sealed"),
    ("wechat_message", "answer_sealed"),
    ("wechat_message", "incoming_sealed"),
    ("wechat_delivery", "openid_sealed"),
    ("wechat_delivery", "bodies_sealed"),
    ("wechat_token", "token_sealed"),
    ("wechat_entry", "openid_sealed"),
)


def field_of(table: str, column: str) -> str:
    """The name bound into a seal, e.g. "person.phone"."""
    return f"{table}.{column.removesuffix('_sealed')}"
