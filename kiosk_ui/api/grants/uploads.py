"""Endpoints of photos and scans: one file a request, as its bare bytes or as the field `file` of a form."""

from typing import IO, Any, BinaryIO, cast

from flask import Blueprint, Response, request
from werkzeug.exceptions import RequestEntityTooLarge

from actions.clock import SHANGHAI
from actions.grants.uploads.errors import EmptyFile, TooLarge
from actions.grants.uploads.limits import LIMITS
from actions.grants.uploads.model import UploadInfo
from kiosk_ui.api.grants.common import CASE, answer, the_applicant, unkept
from kiosk_ui.api.limits import in_conversation, limiter, message_limit
from kiosk_ui.api.views import parts

blueprint = Blueprint("uploads", __name__, url_prefix=f"/api/conversations/<conversation_id>/grants/{CASE}/uploads")

_AROUND = 64 * 1024  # bytes a form puts around its file
_NAME, _KIND = 120, 40  # characters


@blueprint.post("")
@limiter.limit(message_limit, key_func=in_conversation)
def keep(conversation_id: str, case_id: int) -> tuple[Response, int]:
    applicant, counter = the_applicant(conversation_id), parts().counter
    counter.grants.case(applicant, case_id)  # somebody else's is unknown before a byte is read
    request.max_content_length = LIMITS.file + _AROUND
    kind = request.args.get("kind", "")[:_KIND]
    try:
        stream, name = _file()
        kept = counter.uploads.keep(applicant, case_id, kind, cast(BinaryIO, stream), name[:_NAME])
    except RequestEntityTooLarge as error:
        raise TooLarge from error
    return answer(upload=_upload(kept)), 201


@blueprint.get("/<int(max=2147483647):upload_id>")
@limiter.limit(message_limit, key_func=in_conversation)
def look(conversation_id: str, case_id: int, upload_id: int) -> Response:
    opened = parts().counter.uploads.open(the_applicant(conversation_id), case_id, upload_id)
    response = Response(opened.data, content_type=opened.media_type)
    response.headers["Content-Disposition"] = "inline"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return unkept(response)


@blueprint.delete("/<int(max=2147483647):upload_id>")
@limiter.limit(message_limit, key_func=in_conversation)
def delete(conversation_id: str, case_id: int, upload_id: int) -> tuple[str, int]:
    parts().counter.uploads.delete(the_applicant(conversation_id), case_id, upload_id)
    return "", 204


def _file() -> tuple[IO[bytes], str]:
    """The file of the request and what it is called there. Raises EmptyFile or RequestEntityTooLarge."""
    if request.mimetype == "multipart/form-data":
        file = request.files.get("file")
        if file is None:
            raise EmptyFile
        return file.stream, file.filename or ""
    if request.content_length is not None and request.content_length > LIMITS.file:
        raise TooLarge
    return request.stream, request.args.get("name", "")


def _upload(info: UploadInfo) -> dict[str, Any]:
    at = info.uploaded_at.astimezone(SHANGHAI)
    return {
        "id": info.id,
        "kind": info.kind,
        "media_type": info.media_type,
        "size": info.size,
        "pages": info.pages,
        "scan": info.scan,
        "when_words": f"{at.month}月{at.day}日 {at:%H:%M}",
    }
