"""ServiceError: what a service refuses, said so that every face can show it."""


class ServiceError(Exception):
    """Base of the services' errors: `code` is stable, `status` the HTTP status, `detail` a sentence fit to show."""

    code = "service"
    status = 400
    detail = "这一步没有办成。请再试一次，或者找工作人员。"

    def __init__(self, detail: str | None = None) -> None:
        self.detail = detail or self.detail
        super().__init__(f"{self.code}: {self.detail}")
