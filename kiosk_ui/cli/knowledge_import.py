"""`wanqing knowledge import | list | show`: policy documents, read from files and stored."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import click
from sqlalchemy.orm import Session

from actions.clock import today
from actions.database.unit_of_work import UnitOfWork
from kiosk_ui.cli.database import open_database
from kiosk_ui.cli.document_lines import document_lines, listing_line, preview_lines
from knowledge_base.documents.errors import DocumentError
from knowledge_base.documents.guessing import LEVELS, REGIONS
from knowledge_base.documents.importing import Said, import_documents
from knowledge_base.documents.model import ParsedDocument
from knowledge_base.documents.parsing import parse_file
from knowledge_base.documents.quoting import cited_label
from knowledge_base.documents.versions import title_key
from knowledge_base.store.documents import fetch_documents
from knowledge_base.store.model import Document


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="只看读懂了什么，不改动知识库")
@click.option("--region", type=click.Choice(REGIONS), default=None, help="适用地区；不写就从文件里判断")
@click.option("--level", type=click.Choice(LEVELS), default=None, help="文件的级别；不写就从文件里判断")
@click.option("--issued", type=click.DateTime(["%Y-%m-%d"]), default=None, help="这一版的公布日期；文件里没写时用")
def import_(files: tuple[Path, ...], dry_run: bool, region: str | None, level: str | None, issued: datetime | None) -> None:
    """导入政策文件：.txt .md .html .docx .pdf。"""
    said = Said(region or "", level or "", issued.date() if issued else None)
    parsed = list(_parse_all(files))
    with UnitOfWork(open_database()) as work:
        for preview in import_documents(work.session, parsed, said, today()):
            click.echo("\n".join(preview_lines(preview)))
        if not dry_run:
            work.commit()
    failed = len(files) - len(parsed)
    click.echo(f"{'试读' if dry_run else '导入'}完成：{len(parsed)} 份可用，{failed} 份有问题。{'什么都没有改动。' if dry_run else ''}")
    if failed:
        raise click.exceptions.Exit(1)


def _parse_all(files: tuple[Path, ...]) -> Iterator[tuple[str, ParsedDocument]]:
    """Files that are documents; of every other one a line says why not, and nothing of it is stored."""
    for count, path in enumerate(files, start=1):
        if len(files) > 1:
            click.echo(f"[{count}/{len(files)}] {path.name}", err=True)
        try:
            yield path.name, parse_file(path)
        except DocumentError as error:
            click.echo(f"没有导入 {path.name}：{error.detail}（{error.code}）", err=True)


@click.command("list")
@click.argument("text", default="")
def list_(text: str) -> None:
    """列出知识库里的政策文件；可以只列出标题或文号里有某些字的。"""
    with UnitOfWork(open_database(), reads_only=True) as work:
        for document in fetch_documents(work.session):
            if text in document.title or text in document.number:
                click.echo(listing_line(document))


@click.command()
@click.argument("number")
@click.argument("article", default="")
def show(number: str, article: str) -> None:
    """看一份文件，或者它的一条：show 大政办发〔2017〕49号 第十九条。也可以写标题或序号。"""
    with UnitOfWork(open_database(), reads_only=True) as work:
        document = _find(work.session, number)
        if document is None:
            raise click.ClickException(f"知识库里没有这份文件：{number}。用 wanqing knowledge list 看看有哪些。")
        lines = document_lines(document, cited_label(article) or article)
    if not lines:
        raise click.ClickException(f"《{document.title}》里没有{article}。")
    click.echo("\n".join(lines))


def _find(session: Session, name: str) -> Document | None:
    """By id, 文号 (brackets of any kind) or title; the version in force before older ones."""
    documents = fetch_documents(session)
    wanted = _plain(name)
    for same in (
        lambda document: str(document.id) == name,
        lambda document: bool(document.number) and _plain(document.number) == wanted,
        lambda document: title_key(document.title) == title_key(name),
        lambda document: name in document.title,
    ):
        if found := next((document for document in documents if same(document)), None):
            return found
    return None


def _plain(number: str) -> str:
    """国发[2005]38号 and 国发〔2005〕38号 are one number."""
    for mark in "〔〕[]［］（）() ":
        number = number.replace(mark, "|")
    return number.replace("||", "|")
