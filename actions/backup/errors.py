"""What can go wrong with a backup; each error has a stable code and a Chinese sentence for the clerk."""

from actions.errors import ServiceError


class BackupError(ServiceError):
    """Base; `code` is stable, `detail` says what to do next. Nothing was changed when it is raised."""

    code = "backup"
    detail = "备份没有做成，什么都没有改动。"


class BrokenBackup(BackupError):
    """The file is cut, changed, or not a backup."""

    code = "broken-backup"
    detail = "这个备份文件不完整或者被改过，没有恢复。请换一份备份。"


class ForeignBackup(BackupError):
    """A whole backup that does not fit this installation."""

    code = "foreign-backup"


class DatabaseInUse(BackupError):
    """Other processes hold the database."""

    code = "database-in-use"
    detail = "还有进程在用数据库。请先停下晚晴再恢复；一定要在运行中恢复，加 --force。"


class MissingPrograms(BackupError):
    """PostgreSQL's own programs are needed and not there."""

    code = "missing-programs"

    def __init__(self, name: str) -> None:
        super().__init__(f"这台机器上没有 {name}。请先安装：apt-get install postgresql-client")


class WrongPassphrase(BackupError):
    """The keys in the backup do not open with this passphrase."""

    code = "wrong-passphrase"
    detail = "口令不对，备份里的密钥打不开。什么都没有改动。"


class FileExists(BackupError):
    """The target exists; an older backup is never overwritten."""

    code = "file-exists"
    detail = "这个文件已经有了，没有覆盖它。请换一个文件名。"
