"""How the command line words a policy document."""

from datetime import date

from knowledge_base.documents.guessing import UNKNOWN_REGION
from knowledge_base.documents.importing import Preview
from knowledge_base.documents.model import ParsedDocument
from knowledge_base.store.model import Document

STANDING = {"effective": "有效", "superseded": "已被替代", "upcoming": "尚未施行"}


def preview_lines(preview: Preview) -> list[str]:
    """What was understood of a file, for a person to check."""
    document = preview.document
    lines = [
        f"《{document.title}》",
        f"  来自      {preview.source_name}{'（早已导入，没有改动）' if preview.known else ''}",
        f"  文号      {document.number or '没有'}",
        f"  发文单位  {document.issuer or '文件没有写'}",
        f"  日期      公布 {_day(document.issued_on)}，印发 {_day(document.printed_on)}，施行 {_effect(document)}",
        f"  级别地区  {preview.level}，{preview.region}",
        f"  内容      {_counts(document)}",
    ]
    if document.attachments or document.annexes:
        names = [attachment.title for attachment in document.attachments]
        lines.append(f"  附件      {'；'.join(names + [f'《{annex.title}》（单独成篇）' for annex in document.annexes])}")
    lines += [f"  替代      {title}" for title in preview.supersedes]
    if preview.superseded_by:
        lines.append(f"  已被替代  新的是 {preview.superseded_by}")
    if preview.status == "upcoming":
        lines.append("  还没有施行，到施行那天起替代旧的一版")
    if preview.region == UNKNOWN_REGION:
        lines.append("  看不出适用地区，不会用来回答问题。请加 --region 再导入。")
    return lines


def _counts(document: ParsedDocument) -> str:
    articles = document.articles
    unit = {"条": "条", "部分": "个部分", "全文": "篇全文"}[document.division]
    chapters = f"{document.chapter_count()} 章，" if document.chapter_count() else ""
    items = sum(article.item_count() for article in articles)
    ends = f"；第一个是{articles[0].label}，最后是{articles[-1].label}" if len(articles) > 1 else ""
    return f"{chapters}{len(articles)} {unit}，{items} 项{ends}"


def _effect(document: ParsedDocument) -> str:
    note = f"（{document.effective_note}）" if document.effective_note else ""
    return f"{_day(document.effective_on)}{note}"


def _day(day: date | None) -> str:
    return day.isoformat() if day else "没有写"


def listing_line(document: Document) -> str:
    """One line of the list: id, standing, region, number, title."""
    standing = STANDING.get(document.status, document.status)
    return f"{document.id}\t{standing}\t{document.region}\t{len(document.articles)}条\t{document.number or '-'}\t{document.title}"


def document_lines(document: Document, label: str = "") -> list[str]:
    """A stored document, or only the article with `label`; empty when it has none of that label."""
    articles = [article for article in document.articles if not label or article.label == label]
    if not articles:
        return []
    lines = [f"《{document.title}》{document.number}", f"{document.issuer} {STANDING.get(document.status, '')}".strip()]
    heading = ""
    for article in articles:
        if article.heading and article.heading != heading:
            lines += ["", article.heading]
            heading = article.heading
        lines += ["", f"{article.label} {article.text}"]
    return lines
