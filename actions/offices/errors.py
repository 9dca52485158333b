"""What can go wrong with offices; each error has a stable code and a Chinese sentence."""

from actions.errors import ServiceError


class OfficeError(ServiceError):
    """Base of the package's errors; `code` is stable, `detail` is fit to show, `status` is its HTTP status."""

    code = "office"
    detail = "网点的信息没有查到。请找工作人员，或者打12345。"


class UnknownOffice(OfficeError):
    """No office has this id."""

    code = "unknown-office"
    status = 404
    detail = "没有找到这个网点。请重新选一个，或者找工作人员。"


class BadOfficeFile(OfficeError):
    """The file cannot be imported; `faults` says of every bad line why. Nothing of it was stored."""

    code = "bad-office-file"
    status = 422
    detail = "网点文件有错，什么都没有改动。请照下面改好，再导入。"

    def __init__(self, faults: list[str]) -> None:
        super().__init__()
        self.faults = faults
