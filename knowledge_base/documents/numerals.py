"""Chinese numerals as laws write them, both ways (一百二十三 = 123)."""

_DIGITS = "零一二三四五六七八九"
_UNITS = {"千": 1000, "百": 100, "十": 10}
NUMERAL = "[〇零一二三四五六七八九十百千]+"


def parse_numeral(text: str) -> int | None:
    """The number `text` stands for, 1..9999; digit strings (二〇一七) too. None when it is no numeral."""
    text = text.replace("〇", "零")
    if not text or any(character not in _DIGITS and character not in _UNITS for character in text):
        return None
    if not any(character in _UNITS for character in text):
        return int("".join(str(_DIGITS.index(character)) for character in text))
    return _with_units(text)


def _with_units(text: str) -> int | None:
    total, digit, last_unit = 0, 0, 10_000
    for character in text:
        if character in _UNITS:
            unit = _UNITS[character]
            if unit >= last_unit:
                return None
            total += (digit or 1) * unit
            digit, last_unit = 0, unit
        else:
            digit = _DIGITS.index(character)
    return total + digit


def format_numeral(number: int) -> str:
    """`number` (1..9999) as an article label writes it: 10 is 十, 110 is 一百一十, 1001 is 一千零一."""
    if not 1 <= number <= 9999:
        raise ValueError("numerals reach from 1 to 9999")
    written, zero_due = "", False
    for name, unit in (*_UNITS.items(), ("", 1)):
        digit, number = divmod(number, unit)
        if digit:
            written += ("零" if zero_due and written else "") + _DIGITS[digit] + name
        zero_due = not digit
    return written.removeprefix("一") if written.startswith("一十") else written
