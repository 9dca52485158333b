"""What can go wrong with paper; each error has a stable code and a Chinese sentence that says what to do."""

from actions.errors import ServiceError


class PaperError(ServiceError):
    """Base; `code` is stable, `status` is its HTTP status, `detail` is fit to show."""

    code = "paper"
    status = 500
    detail = "这张纸没有做出来。请找工作人员，或者先用手机拍下屏幕。"


class FontMissing(PaperError):
    """The Chinese font is not on this machine; without it a paper would be full of empty boxes."""

    code, status = "font-missing", 503
    detail = "这里现在打不了纸。请找工作人员，或者先用手机拍下屏幕。"

    def __init__(self) -> None:
        """What the public reads says nothing of fonts; who runs the machine finds the cause in the message."""
        super().__init__()
        self.args = ("no Chinese font here: install fonts-noto-cjk, or name its folder in WANQING_FONTS",)


class PaperNotMade(PaperError):
    """The template could not be set; the cause is in the log's incident, never in the message."""

    code = "paper-not-made"


class PrinterUnavailable(PaperError):
    """The slip was not printed; nothing else was lost."""

    code, status = "printer-unavailable", 503
    detail = "打印机没有连上，单子没有打出来。请找工作人员，或者用手机拍下屏幕。"


class PrinterWithoutPaper(PrinterUnavailable):
    """The printer says that its paper is out."""

    code = "printer-without-paper"
    detail = "打印机没有纸了。请找工作人员换纸，或者用手机拍下屏幕。"


class NoPrinterHere(PrinterUnavailable):
    """No printer is set for this installation."""

    code = "no-printer"
    detail = "这里没有接打印机。请用手机拍下屏幕，或者找工作人员。"
