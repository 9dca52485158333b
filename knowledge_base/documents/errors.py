"""Why a file cannot become a document: a stable code inside, a Chinese sentence outside."""

from typing import Literal

ErrorCode = Literal[
    "unreadable-file",
    "empty-file",
    "scanned-pdf",
    "encrypted-pdf",
    "not-a-document",
    "unsupported-format",
    "too-large",
]

SENTENCES: dict[ErrorCode, str] = {
    "unreadable-file": "文件读不出来，可能已经损坏。请重新下载，或者换一种格式再导入。",
    "empty-file": "文件是空的。请检查是不是下载没有完成。",
    "scanned-pdf": "这份PDF是扫描的图片，里面没有文字。请先做文字识别，或者找文字版再导入。",
    "encrypted-pdf": "这份PDF加了密码。请去掉密码以后再导入。",
    "not-a-document": "没有认出公文的样子：要有标题，还要有条文或者“一、二、三”这样的部分。请核对是不是选错了文件。",
    "unsupported-format": "不认识这种文件。能导入的有 .txt .md .html .docx .pdf；旧版的 .doc 请先另存为 .docx。",
    "too-large": "文件太大，最多20MB。请只保留正文再导入。",
}


class DocumentError(ValueError):
    """A file that cannot be imported. `code` is stable, `detail` is Chinese and fit to show."""

    def __init__(self, code: ErrorCode) -> None:
        super().__init__(code)
        self.code: ErrorCode = code
        self.detail = SENTENCES[code]

    def __str__(self) -> str:
        return self.detail
