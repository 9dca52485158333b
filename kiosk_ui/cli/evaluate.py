"""`wanqing eval`: asks the running assistant every question of the sets, through Rasa and the actions."""

import secrets
from collections.abc import Iterable
from dataclasses import replace

import click
import yaml

from actions.dialogue.wording import NONE_OF_THESE
from actions.keys import Keys
from actions.reply import Reply
from actions.settings import ROOT, Settings
from kiosk_ui.cli.launch.prepare import prepare
from kiosk_ui.cli.launch.temporary import temporary_house
from kiosk_ui.gateway.cleaning import clean
from kiosk_ui.gateway.masking import mask
from kiosk_ui.gateway.rasa_client import RasaClient
from knowledge_base.evaluation.fitting import fit
from knowledge_base.evaluation.model import EvaluationQuestion, Given, Half, judge, load_questions
from knowledge_base.evaluation.ranking_fit import fit_ranking, hold_out
from knowledge_base.evaluation.report import Result, report_lines
from knowledge_base.guides.files import load_guides, load_outside
from knowledge_base.ranking.guide_ranker import GuideRanker
from knowledge_base.text.synonyms import Lexicon

HALVES: tuple[Half, ...] = ("development", "held_out")


@click.command("eval")
@click.option("--fit", "only_fit", is_flag=True, help="用开发的那一半问题重新校准阈值，不评测")
@click.option("--half", type=click.Choice(HALVES), multiple=True, default=HALVES, help="评测哪一半")
@click.option("--misses", is_flag=True, help="列出开发那一半没答对的问题（另一半从不列出）")
def evaluate(only_fit: bool, half: tuple[Half, ...], misses: bool) -> None:
    """问答评测：每个主题、每种说法答对、反问、拒答、答错各多少。"""
    settings = Settings.from_environment()
    if only_fit:
        _fit(settings)
        return
    with temporary_house(settings) as running:
        rasa = RasaClient(running.rasa_url, Keys(running.home).rasa_token(), timeout=20)
        for name in half:
            results = list(_ask_all(rasa, load_questions(name)))
            click.echo("\n".join(report_lines(name, results)))
            if misses and name == "development":
                click.echo("\n".join(_misses(results)))
        rasa.close()


def _fit(settings: Settings) -> None:
    """First the weights of the ranking, on held-out ways of asking; then the decision, on the development half."""
    prepare(settings)
    guides, outside, lexicon = load_guides(), load_outside(), Lexicon.from_files()
    held_out = hold_out(guides, lexicon, outside)
    weights = fit_ranking(held_out)
    click.echo(f"ranking: {weights}")
    held_out = hold_out(guides, lexicon, outside, weights)
    ranker = GuideRanker.build(guides, lexicon, outside, weights)
    click.echo(fit(ranker, load_questions("development"), outside_examples(), held_out))


def outside_examples() -> list[str]:
    """What the dialogue was taught not to be our business: its training messages of out_of_scope and chitchat."""
    messages: list[str] = []
    for path in sorted((ROOT / "bot" / "data" / "nlu").glob("*.yml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            if entry.get("intent") in ("out_of_scope", "chitchat"):
                messages += [line.removeprefix("- ").strip() for line in entry["examples"].splitlines()]
    return messages


def _ask_all(rasa: RasaClient, questions: Iterable[EvaluationQuestion]) -> Iterable[Result]:
    for question in questions:
        dialogue = secrets.token_hex(8)
        if question.before:
            rasa.say(dialogue, question.before)
        said = rasa.say(dialogue, mask(clean(question.text)).text)
        given = given_by([reply for reply in said if isinstance(reply, Reply)])  # nobody is proven here
        yield question, given, judge(question, given)


def given_by(replies: list[Reply]) -> Given:
    """What the replies of one turn gave."""
    given = Given((), (), True)
    for reply in replies:
        given = replace(given, outcomes=(*given.outcomes, reply.outcome))
        if reply.card and reply.card.get("type") == "guide":
            given = replace(
                given, guides=(*given.guides, str(reply.card["id"])), cited=given.cited and _sourced(reply)
            )
        elif reply.citations:
            given = replace(given, guides=(*given.guides, f"{reply.citations[0].document}{reply.citations[0].article}"))
        if NONE_OF_THESE in reply.choices:
            given = replace(given, candidates=tuple(choice.label for choice in reply.choices), tentative=True)
    return given


def _sourced(reply: Reply) -> bool:
    """An answer names its source; an honest 还没有确认 has none to name."""
    return bool(reply.citations) or reply.outcome == "decline"


def _misses(results: Iterable[Result]) -> Iterable[str]:
    for question, given, judgement in results:
        if judgement != "right":
            got = given.guides or given.candidates or given.outcomes
            yield f"{judgement:<10}{question.style:<11}{question.text} | wanted {'/'.join(question.guides) or '-'} | got {got}"
