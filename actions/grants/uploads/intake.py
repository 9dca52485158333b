"""Reading what somebody sends, up to the limit and not a byte further."""

from actions.grants.uploads.errors import BrokenFile, EmptyFile, TooLarge
from actions.grants.uploads.model import ByteStream

CHUNK = 64 * 1024


def read_within(stream: ByteStream, limit: int) -> bytes:
    """The whole stream. It stays in memory: nothing personal lies on the disk in the clear. Raises EmptyFile, TooLarge, BrokenFile."""
    received = bytearray()
    try:
        while chunk := stream.read(CHUNK):
            received += chunk
            if len(received) > limit:
                raise TooLarge
    except OSError as error:  # the phone lost its network
        raise BrokenFile from error
    if not received:
        raise EmptyFile
    return bytes(received)
