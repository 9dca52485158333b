"""The features that tell intents apart; the module needs no Rasa, so it is loaded from its file."""

import importlib.util
import re
from types import ModuleType

import pytest
from bot_project import BOT, read_yaml


@pytest.fixture(scope="module")
def features() -> ModuleType:
    spec = importlib.util.spec_from_file_location("sentence_features", BOT / "components/sentence_features.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _respellings() -> dict[str, str]:
    pipeline = read_yaml(BOT / "config.yml")["pipeline"]
    return next(step["respellings"] for step in pipeline if "respellings" in step)


@pytest.mark.parametrize(("said", "meant"), [("俺们咋整？", "我们怎么办"), ("搁哪儿办 啊！", "在哪儿办啊"), ("OK", "ok")])
def test_dialect_and_punctuation_make_no_difference(features: ModuleType, said: str, meant: str) -> None:
    assert features.respell(said, _respellings()) == meant


def test_longer_dialect_words_are_replaced_before_the_words_within_them() -> None:
    words = list(_respellings())
    hidden = [(first, later) for place, first in enumerate(words) for later in words[place + 1 :] if first in later]
    assert hidden == []


def test_the_ends_of_the_sentence_are_seen(features: ModuleType) -> None:
    alone = set(features.character_ngrams("取消", 2))
    assert {"^取", "消$"} <= alone
    assert "消$" not in set(features.character_ngrams("取消吗", 2))


def test_word_groups_are_matched_in_standard_wording(features: ModuleType) -> None:
    found = features.sentence_features("俺的卡咋整", ["俺", "的", "卡"], {"own": re.compile("我的")}, _respellings(), 2)
    assert found["g:own"] == 1
    assert found["w:我"] == 1


def test_blank_text_has_only_its_ends(features: ModuleType) -> None:
    assert set(features.sentence_features("  ", [], {}, {}, 2)) == {"c:^", "c:$", "c:^$"}


def test_word_groups_are_valid_patterns() -> None:
    groups = read_yaml(BOT / "data/nlu/word_groups.yml")["nlu"]
    patterns = {group["regex"]: group["examples"].strip().removeprefix("- ") for group in groups}
    assert all(re.compile(pattern) for pattern in patterns.values())
    assert len(patterns) == len(groups)
