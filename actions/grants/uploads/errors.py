"""What can go wrong with a photo or scan; each error has a stable code and a Chinese sentence that says what to do."""

from actions.errors import ServiceError


class UploadError(ServiceError):
    """Base; `code` is stable, `status` is its HTTP status, `detail` is fit to show. Nothing was kept when it is raised."""

    code = "upload"
    status = 422
    detail = "这个文件没有传上来。请再传一次，或者带原件到窗口。"


class UnknownUpload(UploadError):
    """No such case or file, or it is somebody else's: all of these look the same."""

    code, status = "unknown-upload", 404
    detail = "没有找到这份材料。请回到办理页面再看一看。"


class CaseClosed(UploadError):
    """The case is in a state in which its papers no longer change."""

    code, status = "case-closed", 409
    detail = "这份申请现在不能改材料。要补材料，请打电话或到窗口问一问。"


class UnknownKind(UploadError):
    """No list names such a kind of paper."""

    code = "unknown-paper-kind"
    detail = "不知道这是哪一份材料。请从材料单里选一份，再拍照上传。"


class EmptyFile(UploadError):
    """Nothing arrived."""

    code = "empty-file"
    detail = "这个文件是空的。请重新拍一张，再传一次。"


class TooLarge(UploadError):
    """More bytes than one file may have."""

    code, status = "file-too-large", 413
    detail = "这个文件太大了。请用手机重新拍一张，再传。"


class NotSupported(UploadError):
    """The content is neither JPEG, PNG, HEIC nor PDF, whatever the name says."""

    code, status = "file-type-not-supported", 415
    detail = "这种文件收不了。请直接用手机拍一张照片，或者换成 PDF。"


class BrokenFile(UploadError):
    """The content starts like a photo or PDF and cannot be read to its end."""

    code = "file-broken"
    detail = "这个文件不完整，打不开。请重新拍一张，等传完再离开这一页。"


class TooManyPixels(UploadError):
    """A picture larger than is ever decoded."""

    code = "picture-too-large"
    detail = "这张照片的尺寸太大了。请把相机调回普通模式，重新拍一张。"


class TooSmall(UploadError):
    """A picture nobody can read a paper on."""

    code = "picture-too-small"
    detail = "这张照片太小，看不清字。请靠近一点，重新拍一张。"


class TooManyPages(UploadError):
    """A PDF with more pages than a paper of this matter has."""

    code = "too-many-pages"
    detail = "这个 PDF 页数太多，最多20页。请只留需要的那几页，再传一次。"


class LockedPdf(UploadError):
    """A PDF under a password."""

    code = "pdf-locked"
    detail = "这个 PDF 加了密码，打不开。请换一份没有密码的，或者直接拍照。"


class TooComplex(UploadError):
    """Reading it would take more memory or time than one file may."""

    code = "file-too-complex"
    detail = "这个文件太复杂，读不了。请把那张纸直接拍一张照片再传。"


class Infected(UploadError):
    """The virus scanner found something."""

    code = "file-infected"
    detail = "这个文件里查出了病毒，没有收。请不要再打开它，直接拍一张照片再传。"


class ScannerFailed(UploadError):
    """The virus scanner gave no answer; nothing is kept unscanned when a scanner is set."""

    code, status = "scanner-failed", 503
    detail = "现在查不了病毒，这份文件先没有收。请过几分钟再传，或者带原件到窗口。"


class TooManyFiles(UploadError):
    """The case has as many files as a case may have."""

    code, status = "too-many-files", 409
    detail = "这份申请的照片已经够多了，最多12份。请先删掉不要的，再传新的。"


class CaseFull(UploadError):
    """The files of the case together are as large as they may be."""

    code, status = "case-full", 409
    detail = "这份申请的照片加起来太大了。请先删掉不要的，再传新的。"


class NoRoom(UploadError):
    """The disk is nearly full."""

    code, status = "no-room", 507
    detail = "系统现在收不了照片。已经填好的都在，请过一会儿再传，或者带原件到窗口。"


class Busy(UploadError):
    """Too many files are being read at this moment."""

    code, status = "uploads-busy", 503
    detail = "现在传照片的人多。请等一分钟，再传一次。"


class LostFile(UploadError):
    """The row is there and its file is not, or does not open."""

    code, status = "file-lost", 410
    detail = "这份照片打不开了。请删掉它，重新拍一张；原件请留好。"


ERRORS_BY_CODE: dict[str, type[UploadError]] = {error.code: error for error in UploadError.__subclasses__()}
