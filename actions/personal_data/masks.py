"""What may be shown of a personal number."""


def last_four(number: str) -> str:
    """尾号: the last four characters."""
    return number[-4:]


def masked_identity_number(number: str) -> str:
    """First three and last four, the kiosk never shows a whole one (DESIGN: personal data)."""
    return f"{number[:3]}***********{number[-4:]}"


def masked_phone(phone: str) -> str:
    return f"{phone[:3]}****{phone[-4:]}"


def masked_name(name: str) -> str:
    """The family name and a star for every other character."""
    return name[:1] + "*" * (len(name) - 1)
