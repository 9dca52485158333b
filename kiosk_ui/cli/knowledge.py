"""`wanqing knowledge ...`: load, check, import, list, show, bench, lexicon."""

from pathlib import Path

import click

from actions.database.unit_of_work import UnitOfWork
from kiosk_ui.cli.database import open_database
from kiosk_ui.cli.knowledge_import import import_, list_, show
from knowledge_base.guides.checks import check_guide
from knowledge_base.guides.files import ContentError, load_facts, load_guides, load_tables
from knowledge_base.store import repository
from knowledge_base.store.lexicon import LexiconEditError, remove_row, set_row
from knowledge_base.store.loading import load_content


@click.group()
def knowledge() -> None:
    """政策知识库：导入、检查、查看。"""


@knowledge.command()
def load() -> None:
    """把仓库里的办事指南、事实和词表装进数据库。"""
    with UnitOfWork(open_database()) as work:
        try:
            report = load_content(work.session)
        except ContentError as error:
            raise click.ClickException(f"内容有错，什么都没有改动：\n{error}") from error
        work.commit()
    click.echo(f"指南 {report.guides}，事实 {report.facts}，表 {report.tables}，词 {report.lexicon}，版本 {report.revision}")


@knowledge.command()
def check() -> None:
    """检查每篇指南：出处、数字、字数、用语。"""
    try:
        facts, tables, guides = load_facts(), load_tables(), load_guides()
    except ContentError as error:
        raise click.ClickException(str(error)) from error
    problems = [problem for guide in guides.values() for problem in check_guide(guide, facts, tables)]
    for problem in problems:
        click.echo(problem)
    if problems:
        raise click.ClickException(f"{len(problems)} 处要改")
    click.echo(f"{len(guides)} 篇指南没有问题")


@knowledge.command()
@click.argument("path", type=click.Path(exists=True, file_okay=False, path_type=Path))
def bench(path: Path) -> None:
    """测检索：目录里有 articles.jsonl(.gz) 和 queries*.jsonl。"""
    from knowledge_base.search.bench import run_bench  # measuring tools are not loaded by every command

    run_bench(path, click.echo)


@knowledge.group()
def lexicon() -> None:
    """老人说法和规范用语的对照表。"""


@lexicon.command("list")
@click.argument("text", default="")
def list_rows(text: str) -> None:
    """列出含有某个字的词。"""
    with UnitOfWork(open_database(), reads_only=True) as work:
        for row in repository.fetch_lexicon(work.session):
            if text in row.written or text in row.meant:
                click.echo(f"{row.kind}\t{row.written}\t{row.meant}\t{row.origin}\t{row.note}")


@lexicon.command("set")
@click.argument("kind", type=click.Choice(["synonym", "typo", "dialect"]))
@click.argument("written")
@click.argument("meant")
@click.option("--note", default="", help="为什么这样对应")
def set_(kind: str, written: str, meant: str, note: str) -> None:
    """加一个词，或者改它的意思；运行中的系统几秒后生效。"""
    with UnitOfWork(open_database()) as work:
        try:
            set_row(work.session, kind, written, meant, note)
        except LexiconEditError as error:
            raise click.ClickException(str(error)) from error
        work.commit()
    click.echo(f"记下了：{written} → {meant}")


@lexicon.command()
@click.argument("kind", type=click.Choice(["synonym", "typo", "dialect"]))
@click.argument("written")
def remove(kind: str, written: str) -> None:
    """去掉一个词。"""
    with UnitOfWork(open_database()) as work:
        try:
            remove_row(work.session, kind, written)
        except LexiconEditError as error:
            raise click.ClickException(str(error)) from error
        work.commit()
    click.echo(f"去掉了：{written}")


for command in (import_, list_, show):
    knowledge.add_command(command)
