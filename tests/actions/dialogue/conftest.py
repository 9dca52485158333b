"""A visitor at the kiosk, over an empty database and the knowledge of the repository."""

import pytest
from estimate_talk import Talk

from actions.counter import build_counter
from actions.settings import Settings
from knowledge_base.snapshot import Knowledge


@pytest.fixture
def talk(empty_engine, tmp_path, knowledge: Knowledge) -> Talk:
    counter = build_counter(Settings.from_environment({"WANQING_HOME": str(tmp_path)}), empty_engine)
    return Talk(counter, knowledge)
