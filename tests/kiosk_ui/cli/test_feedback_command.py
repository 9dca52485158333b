"""`wanqing feedback` on an installation of its own."""

import json

from click.testing import CliRunner

from actions.clock import today
from actions.database.unit_of_work import UnitOfWork
from actions.feedback.model import AnswerFeedback
from kiosk_ui.cli.database import open_database
from kiosk_ui.cli.main import wanqing


def test_what_was_said_of_answers_is_counted_per_guide_and_week(tmp_path, monkeypatch):
    monkeypatch.setenv("WANQING_HOME", str(tmp_path))
    run = lambda *words: CliRunner().invoke(wanqing, ["feedback", *words]).output  # noqa: E731
    assert "还没有人点过" in run()
    engine = open_database()
    with UnitOfWork(engine) as work:
        for number, useful in enumerate((True, True, False)):
            work.session.add(AnswerFeedback(answer_index=str(number), topic="survivor", useful=useful, given_on=today()))
        work.commit()
    engine.dispose()
    assert [(one["topic"], one["useful"], one["not_useful"]) for one in json.loads(run("--json"))] == [("survivor", 2, 1)]
    assert "survivor" in run("--weeks", "1")
