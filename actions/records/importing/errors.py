"""Why a file was not imported; each error has a stable code and a Chinese sentence that says what to do."""


class ImportRefused(Exception):
    """Base: nothing was changed. `detail` never holds a personal number."""

    code = "import-refused"
    status = 422
    detail = "文件没有导入，什么都没有改动。"

    def __init__(self, detail: str | None = None) -> None:
        self.detail = detail or self.detail
        super().__init__(self.detail)


class EmptyFile(ImportRefused):
    """Nothing in the file, or a heading and no line."""

    code = "empty-file"
    detail = "文件是空的，没有可以导入的行。请确认导出时选对了内容。"


class NotATable(ImportRefused):
    """Neither CSV nor XLSX, or damaged."""

    code = "not-a-table"
    detail = "读不出表格。请另存为 CSV 或 XLSX 再导入。"


class WrongEncoding(ImportRefused):
    """Text in neither UTF-8 nor GB18030."""

    code = "wrong-encoding"
    detail = "文字编码不是 UTF-8，也不是 GB18030。请用表格软件另存为 CSV（UTF-8）再导入。"


class WrongColumns(ImportRefused):
    """The heading row fits no layout; `detail` names the columns."""

    code = "wrong-columns"


class BadDay(ImportRefused):
    """The day the data were true lies in the future."""

    code = "bad-as-of"
    detail = "数据日期不能晚于今天。"


class BadLines(ImportRefused):
    """Some lines are wrong; `count` of them were reported one by one."""

    code = "bad-lines"

    def __init__(self, count: int) -> None:
        super().__init__(f"有 {count} 处不对，整个文件都没有导入，什么都没有改动。请改好后再导入。")
        self.count = count


class DatabaseFailed(ImportRefused):
    """The database was busy or refused; what it said may quote values, so it is only the cause and never shown."""

    code = "database-failed"
    status = 503
    detail = "数据库正忙，或者写不进去。什么都没有改动，请过一会儿再试。"
