"""What is read of every answer and every screen: short first, whole on request, word for word what is shown (G1, G16, H2)."""

import html
import json
import re

import pytest
from click.testing import CliRunner
from test_speech_normalisation import NOT_SPEAKABLE

from actions.dialogue.wording import replies_for
from actions.settings import Settings
from kiosk_ui.cli.main import wanqing
from kiosk_ui.gateway.presenting import spoken_parts
from kiosk_ui.voice.fixed_texts import portions
from kiosk_ui.voice.speech_text import normalise, split
from kiosk_ui.voice.speech_text.sentences import CHUNK_HANZI, hanzi
from knowledge_base.answering.model import GuideAnswer, Verdict
from knowledge_base.guides.checks import MAX_SPOKEN_HANZI, hanzi_count
from knowledge_base.guides.files import load_guides, load_tables

GUIDES, TABLES = load_guides(), load_tables()


def letters(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())


def sentences(text: str) -> list[str]:
    return re.findall("[^。；！？\n]+[。；！？\n]?", text.strip())


@pytest.fixture(scope="module")
def replies():  # type: ignore[no-untyped-def]
    """Every guide asked for as a whole and for each of its parts: what the dialogue says."""
    answers = [GuideAnswer(guide, (), part=part) for guide in GUIDES.values() for part in (None, *guide.parts)]
    return [replies_for(Verdict("answer", (answer,)), GUIDES, TABLES)[0] for answer in answers]


def test_every_answer_is_read_shortly_and_its_rest_waits_for_a_tap(replies) -> None:  # type: ignore[no-untyped-def]
    assert len(replies) > 1_000
    assert [reply.speech for reply in replies if hanzi_count(reply.speech) > MAX_SPOKEN_HANZI] == []
    for reply in replies:
        left = letters(reply.text).removeprefix(letters(reply.speech))
        heard = letters(reply.speech) + letters(spoken_parts(reply.card))
        assert all(letters(line) in heard for line in reply.text.split("\n")), left


def test_nothing_is_said_that_the_guides_were_not_checked_for(replies) -> None:  # type: ignore[no-untyped-def]
    """The guides' texts are checked one by one in test_speech_sentences and test_speech_normalisation; what is left is short."""
    checked = {sentence for guide in GUIDES.values() for text in guide.public_texts() for sentence in sentences(text)}
    said = {sentence for reply in replies for text in (reply.speech, spoken_parts(reply.card)) for sentence in sentences(text)}
    chunks = [chunk for sentence in said - checked for chunk in split(sentence)]
    assert 5 < len(chunks) < 100
    assert [chunk.spoken for chunk in chunks if NOT_SPEAKABLE.search(chunk.spoken)] == []
    assert [chunk.shown for chunk in chunks if hanzi(chunk.shown) > CHUNK_HANZI] == []


def test_the_sounds_made_ahead_are_those_that_are_asked_for(replies, tmp_path) -> None:  # type: ignore[no-untyped-def]
    settings = Settings.from_environment({"WANQING_HOME": str(tmp_path)})
    made = {text for portion in portions(settings, GUIDES) for text in portion.texts}
    whole = [reply for reply in replies if reply.speech == GUIDES[reply.card["id"]].summary]
    assert len(whole) == len(GUIDES)
    assert {reply.speech for reply in whole} | {spoken_parts(reply.card) for reply in whole} <= made
    assert "您还在用吗？" in "".join(made) and "请输入身份证号" in "".join(made)


def test_preparing_stops_at_a_full_cache_says_so_and_goes_on_later(tmp_path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("WANQING_HOME", str(tmp_path))
    monkeypatch.setenv("WANQING_SPEECH_CACHE_MB", "3")
    first, second = (CliRunner().invoke(wanqing, ["voice", "prepare"]) for _ in range(2))
    assert first.exit_code == second.exit_code == 0
    assert re.search(r"固定的话：\d+/\d+ 段，新合成 \d\d 句", first.output), first.output
    assert "新合成 0 句" in second.output or "新合成 1 句" in second.output, second.output
    assert "满了" in first.output and "指南的细节" not in first.output


def test_a_voice_that_cannot_speak_is_told_in_words(tmp_path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("WANQING_HOME", str(tmp_path))
    for engine, words in (("command:true", "语音不能用"), ("command:no-such-program", "找不到语音程序")):
        monkeypatch.setenv("WANQING_SPEECH_ENGINE", engine)
        told = CliRunner().invoke(wanqing, ["voice", "check"])
        assert told.exit_code == 1 and words in told.output
    monkeypatch.setenv("WANQING_SPEECH_ENGINE", "pyttsx3")
    assert CliRunner().invoke(wanqing, ["voice", "check"]).output.count("→ 合适") == 3


def test_every_screen_of_the_kiosk_says_what_it_shows(client) -> None:  # type: ignore[no-untyped-def]
    page = client.get("/kiosk").text
    screens = re.findall(r"<section[^>]*data-audio='([^']*)'[^>]*>(.*?)</section>", page, re.S)
    assert len(screens) >= 9
    for audio, content in screens:
        shown = "".join(text for _, text in re.findall(r'<(h1|p)[^>]*class="speakable"[^>]*>(.*?)</\1>', content, re.S))
        shown = shown or "".join(re.findall(r"<(?:h1|p)>(.*?)</", content, re.S))  # the notice that the server is away
        assert _same(json.loads(html.unescape(audio)), html.unescape(shown))
    steps = re.search(r"""<template id="steps" data-prompts='([^']*)'""", page)
    assert steps
    prompts = {**json.loads(html.unescape(steps[1])), **client.get("/steps/grants").get_json()["prompts"]}
    assert len(prompts) > 60
    assert [name for name, prompt in prompts.items() if not _same(prompt["audio"], prompt["heading"] + prompt["words"])] == []


def _same(audio: list[dict[str, str]], shown: str) -> bool:
    """What is marked is what stands there, and what is said is its wording for the ear."""
    return letters("".join(chunk["shown"] for chunk in audio)) == letters(shown) and all(
        letters(chunk["spoken"]) == letters(normalise(chunk["shown"])) for chunk in audio
    )
