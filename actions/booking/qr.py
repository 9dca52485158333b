"""QR codes as SVG."""

import io

import segno

_QUIET_MODULES = 4  # ISO/IEC 18004 asks for a margin of four modules


def qr_svg(text: str) -> str:
    """An inline <svg> of `text`, sized by its box, dark on white, with the margin a reader needs."""
    buffer = io.BytesIO()
    segno.make_qr(text, error="m").save(
        buffer, kind="svg", border=_QUIET_MODULES, xmldecl=False, svgns=True, omitsize=True, light="white", nl=False
    )
    return buffer.getvalue().decode()
