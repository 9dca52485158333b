"""The pages' own sentences as the voice reads them."""

from flask import current_app


def audio_of(sentence: str) -> list[dict[str, str]]:
    """The speech chunks of one of the page's own sentences, in the form a Reply carries them in `audio`."""
    voice = current_app.extensions["wanqing"].voice
    return [{"key": chunk.key, "shown": chunk.shown, "spoken": chunk.spoken} for chunk in voice.prepare(sentence)]
