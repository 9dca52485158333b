"""The clients of the booking fight: all in one thread, each on a connection of its own that stays open."""

import asyncio
import json
import time
from collections import Counter as Tally
from collections.abc import Sequence
from dataclasses import dataclass, field

from kiosk_ui.cli.benchmarks.booking_town import Client

# One thread, and no HTTP library: what the clients use of the processor, the server they measure does not have.
_LENGTH = b"content-length:"


@dataclass
class Told:
    """Seconds of every request, and what clients were told."""

    confirms: list[float] = field(default_factory=list)
    holds: list[float] = field(default_factory=list)
    answers: Tally[str] = field(default_factory=Tally)


@dataclass
class _Line:
    client: Client
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter


class Crowd:
    """Clients connected to the web process on `port`; a context manager."""

    def __init__(self, port: int, clients: Sequence[Client]) -> None:
        self._port, self._clients = port, clients
        self._loop = asyncio.new_event_loop()
        self._lines: list[_Line] = []

    def __enter__(self) -> "Crowd":
        self._lines = self._loop.run_until_complete(self._connect())
        return self

    def __exit__(self, *_raised: object) -> None:
        for line in self._lines:
            line.writer.close()
        self._loop.close()

    def fight(self, slot_id: int, told: Told) -> list[str]:
        """Everybody sends a hold at once and who gets it confirms at once; the numbers that were given out."""
        numbers = self._loop.run_until_complete(self._all_book(slot_id, told))
        return [number for number in numbers if number]

    async def _connect(self) -> list[_Line]:
        return [
            _Line(client, *await asyncio.open_connection("127.0.0.1", self._port)) for client in self._clients
        ]

    async def _all_book(self, slot_id: int, told: Told) -> list[str]:
        return await asyncio.gather(*(_book(line, slot_id, told) for line in self._lines))


async def _book(line: _Line, slot_id: int, told: Told) -> str:
    path = f"/api/conversations/{line.client.conversation_id}/bookings"
    status, held, took = await _post(line, path, {"slot_id": slot_id, "key": f"fight-{slot_id}"})
    told.holds.append(took)
    if status != 201:
        told.answers[str(held.get("code"))] += 1
        return ""
    status, answer, took = await _post(line, f"{path}/{held['booking']['id']}/confirm", {})
    told.confirms.append(took)
    told.answers["confirmed" if status == 200 else str(answer.get("code"))] += 1
    return answer["booking"]["number"].replace(" ", "") if status == 200 else ""


async def _post(
    line: _Line, path: str, content: dict[str, object]
) -> tuple[int, dict[str, dict[str, str]], float]:
    """Status, answer and the seconds from the first byte sent to the last received."""
    body = json.dumps(content)
    started = time.perf_counter()
    line.writer.write(
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {line.client.token}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode()
    )
    head = await line.reader.readuntil(b"\r\n\r\n")
    length = next(row for row in head.lower().split(b"\r\n") if row.startswith(_LENGTH))
    answer = await line.reader.readexactly(int(length.removeprefix(_LENGTH)))
    took = time.perf_counter() - started
    return int(head.split(b" ", 2)[1]), json.loads(answer), took
