"""Reads the XML WeChat pushes: small, flat, UTF-8, without a document type; anything else is refused."""

from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

MAX_BYTES = 64 * 1024  # the longest text is 2,048 bytes, encrypted in base64; room for what WeChat may add
_MAX_FIELDS, _MAX_DEPTH = 200, 4

Fields = dict[str, str]


class BadXml(ValueError):
    """Not a message: too large, not UTF-8, not well-formed, with a document type, or of another form."""


def read_xml(body: bytes) -> Fields:
    """The direct children of <xml> with their text, the first of each name. Raises BadXml; expands nothing."""
    if len(body) > MAX_BYTES:
        raise BadXml("too large")
    try:
        text = body.decode("utf-8-sig")
        if "\0" in text:
            raise BadXml("null character")
        # As text, so that no declaration of another encoding is believed.
        root = fromstring(_without_declaration(text), forbid_dtd=True)
    except (UnicodeDecodeError, ParseError, DefusedXmlException, ValueError, LookupError, RecursionError) as error:
        raise BadXml(type(error).__name__) from None
    if root.tag != "xml" or _too_deep(root, _MAX_DEPTH) or sum(1 for _ in root.iter()) > _MAX_FIELDS:
        raise BadXml("form")
    fields: Fields = {}
    for child in root:
        fields.setdefault(child.tag, child.text or "")
    return fields


def _without_declaration(text: str) -> str:
    text = text.lstrip()
    return text.partition("?>")[2] if text.startswith("<?xml") else text


def _too_deep(element: object, levels: int) -> bool:
    return levels == 0 or any(_too_deep(child, levels - 1) for child in element)  # type: ignore[attr-defined]
