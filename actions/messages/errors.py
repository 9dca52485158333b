"""What can go wrong when a text message is sent."""


class SendFailed(Exception):
    """The provider did not take a message: its `code` is kept, `again` says whether another try can help."""

    def __init__(self, code: str, *, again: bool = True) -> None:
        super().__init__(code)
        self.code, self.again = code[:60], again
