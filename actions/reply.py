"""Reply: what the assistant says in one turn, made by actions and rendered by every face."""

from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

Outcome = Literal["answer", "clarify", "decline", "verify", "ask", "confirm", "done", "handoff", "error"]
OUTCOMES: tuple[str, ...] = get_args(Outcome)
# What the person is to say in words of their own: then 3号 and 30 are answers, never the number of a choice.
Wanted = Literal["", "day", "figure"]


@dataclass(frozen=True)
class Citation:
    """依据: the document and article that carry a statement."""

    document: str  # title or, for a second-hand source, where it was read
    number: str = ""  # 文号
    article: str = ""  # 第十九条第二款
    quote: str = ""  # the article's own words when the document is in the knowledge base, else our paraphrase
    url: str = ""  # a page of ours that shows the article; empty when there is none
    effective: str = ""  # ISO date or the field's own wording
    status: str = "effective"  # effective | superseded | unconfirmed


@dataclass(frozen=True)
class Choice:
    """A tappable option. `payload` goes to Rasa and never leaves the server: the gateway swaps it for a token."""

    label: str
    payload: str


@dataclass(frozen=True)
class Reply:
    """One turn's answer; `speech` empty means the display text is read.

    A `private` reply holds something of a person's own: Rasa and the transcript get a token in its place, its `speech`
    must be free of personal data, and `speech_on_request` is read only when the person asks for it.
    """

    text: str
    speech: str = ""
    outcome: Outcome = "answer"
    citations: tuple[Citation, ...] = ()
    choices: tuple[Choice, ...] = ()
    card: dict[str, Any] | None = None
    private: bool = False
    speech_on_request: str = ""
    asks_for: Wanted = ""

    def __post_init__(self) -> None:
        if self.outcome not in OUTCOMES:
            raise ValueError(f"unknown outcome {self.outcome!r}")
        if not self.text.strip():
            raise ValueError("a reply must say something")
        if self.private and not self.speech:
            raise ValueError("a private reply needs a speech of its own, free of personal data")

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready form that travels from the action server to the gateway."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "Reply":
        """Rebuild a reply from :meth:`to_dict`. Raises KeyError, TypeError or ValueError on another shape."""
        return cls(
            text=data["text"],
            speech=data.get("speech", ""),
            outcome=data.get("outcome", "answer"),
            citations=tuple(Citation(**item) for item in data.get("citations", ())),
            choices=tuple(Choice(**item) for item in data.get("choices", ())),
            card=data.get("card"),
            private=data.get("private", False),
            speech_on_request=data.get("speech_on_request", ""),
            asks_for=data.get("asks_for", ""),
        )


