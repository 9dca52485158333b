"""Whatever is thrown at the parser, it answers with a document or a DocumentError."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge_base.documents.errors import DocumentError
from knowledge_base.documents.parsing import parse_lines
from knowledge_base.documents.reading.line import Line
from knowledge_base.documents.reading.readers import read_content

PIECES = st.sampled_from(
    "海滨市食堂办法 第一条 第二条 第二条之一 第九条的规定 第一章 第二节　总则 一、 二、认识 （一）甲； (二) 1. ① 甲、 目录 附件1 附录： 抄送：甲 "
    "2020年2月30日 二〇二〇年五月一日 海民发〔2022〕7号 国务院令第号 本办法自公布之日起施行。 — 3 — | 《甲》同时废止 # ## \u200b \n".split(" ")
)


def parsed_or_refused(lines):
    try:
        document = parse_lines(lines)
    except DocumentError:
        return
    assert document.title
    assert document.articles
    assert len({article.label for article in document.articles}) == len(document.articles)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.builds(Line, st.lists(PIECES, max_size=4).map("".join), st.integers(0, 6)), max_size=25))
def test_any_pile_of_official_pieces_is_a_document_or_refused(lines):
    parsed_or_refused(lines)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_a_document_or_refused(text):
    parsed_or_refused([Line(line) for line in text.split("\n")])


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.md"]))
def test_any_bytes_are_lines_or_refused(content, name):
    try:
        lines = read_content(content, name)
    except DocumentError:
        return
    parsed_or_refused(lines)
