"""PDFs: a new document of the pages alone, without scripts, forms, attachments, links, notes and metadata."""

import io
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Object, Pdf, Stream

from actions.grants.uploads.cleaning.kinds import MAX_PAGES, PDF, Cleaned
from actions.grants.uploads.cleaning.streams import clean_stream
from actions.grants.uploads.errors import BrokenFile, LockedPdf, TooComplex, TooManyPages, UploadError

MAX_OBJECTS = 20_000
# What a page needs to be seen; everything else of it stays behind.
_OF_A_PAGE = frozenset({"/Type", "/Contents", "/Resources", "/MediaBox", "/CropBox", "/Rotate", "/UserUnit"})
# What may run, fetch, hide or tell, wherever it stands.
_NOWHERE = frozenset({
    "/A", "/AA", "/AF", "/Alternates", "/Annots", "/EF", "/EmbeddedFiles", "/F", "/FDecodeParms", "/FFilter", "/JS",
    "/JavaScript", "/Launch", "/LastModified", "/Metadata", "/OPI", "/OpenAction", "/PieceInfo", "/PS", "/RF", "/Ref", "/Thumb", "/URI",
})  # fmt: skip
# Here these keys are names a page gave its fonts and pictures (/F, /A), not what they mean elsewhere.
_NAMED_BY_PAGE = frozenset({"/Font", "/XObject", "/ExtGState", "/ColorSpace", "/Pattern", "/Shading", "/Properties", "/CharProcs"})


def clean_document(data: bytes) -> Cleaned:
    """The same pages in a new PDF. Raises UploadError."""
    try:
        with pikepdf.open(io.BytesIO(data), attempt_recovery=True, suppress_warnings=True) as source:
            if source.is_encrypted:
                raise LockedPdf
            return _rewritten(source)
    except pikepdf.PasswordError as error:
        raise LockedPdf from error
    except UploadError:
        raise
    except (pikepdf.PdfError, pikepdf.DataDecodingError, ValueError, TypeError, KeyError, RuntimeError) as error:
        raise BrokenFile from error


def _rewritten(source: Pdf) -> Cleaned:
    pages = len(source.pages)
    if pages > MAX_PAGES:
        raise TooManyPages
    if not pages:
        raise BrokenFile
    source.flatten_annotations("print")  # what was typed into a form is on the page from here on
    with Pdf.new() as made:
        made.pages.extend(source.pages)
        for page in made.pages:
            for key in set(page.obj.keys()) - _OF_A_PAGE - {"/Parent"}:
                del page.obj[key]
        for reachable in _reachable(made):
            _clean(reachable)
        buffer = io.BytesIO()
        made.remove_unreferenced_resources()
        made.save(buffer, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return Cleaned(buffer.getvalue(), PDF, pages)


def _reachable(made: Pdf) -> Iterator[Object]:
    """Every dictionary and stream of the pages, once; those named by a page's resources are told apart by their place."""
    waiting: list[tuple[Object, bool]] = [(page.obj, False) for page in made.pages]
    seen, count = set[tuple[int, int]](), 0
    while waiting:
        one, names = waiting.pop()
        count += 1
        if count > MAX_OBJECTS:
            raise TooComplex
        if one.is_indirect:
            if one.objgen in seen:
                continue
            seen.add(one.objgen)
        if isinstance(one, Array):
            waiting += [(part, False) for part in one if isinstance(part, Array | Dictionary | Stream)]
            continue
        if not names:
            yield one
        for key in one.keys():
            part = one[key]
            if key != "/Parent" and isinstance(part, Array | Dictionary | Stream):
                waiting.append((part, key in _NAMED_BY_PAGE and isinstance(part, Dictionary)))


def _clean(one: Object) -> None:
    for key in set(one.keys()) & _NOWHERE:
        del one[key]
    if isinstance(one, Stream):
        clean_stream(one)
