"""The same document is understood from every format; broken files are refused with a reason."""

import base64
import io
import zipfile

import docx
import pytest
from document_samples import RULES, labels
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from knowledge_base.documents.errors import SENTENCES, DocumentError
from knowledge_base.documents.parsing import parse_file, parse_lines
from knowledge_base.documents.reading.readers import MAX_BYTES, read_content

ARTICLES = ["第一条", "第二条", "第三条", "第四条", "第五条"]
RULES_LINES = [line for line in RULES.split("\n") if line.strip()]
PIXEL = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")


def understood(content, name):
    return parse_lines(read_content(content, name), name)


def code_of(content, name):
    with pytest.raises(DocumentError) as refused:
        understood(content, name)
    assert refused.value.detail == SENTENCES[refused.value.code]
    return refused.value.code


def word_file(lines):
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    return saved(document)


def saved(document):
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


class Print:
    """A PDF page after page, lines set as an office prints them: 28 characters, first line indented by two."""

    def __init__(self, encrypt=None):
        pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
        self.content, self.page = io.BytesIO(), 0
        self.canvas = Canvas(self.content, pagesize=(595, 842), encrypt=encrypt)

    def add_page(self, lines, head="海滨市人民政府公报"):
        self.page += 1
        self.canvas.setFont("STSong-Light", 16)
        self.canvas.drawString(220, 800, head)
        for row, (indent, text) in enumerate(lines):
            self.canvas.drawString(72 + 16 * indent, 750 - 28 * row, text)
        self.canvas.drawString(280, 40, f"— {self.page} —")
        self.canvas.showPage()
        return self

    def bytes(self):
        self.canvas.save()
        return self.content.getvalue()


def wrapped(paragraph, width=28):
    text = "　　" + paragraph
    cut = [text[place : place + width] for place in range(0, len(text), width)]
    return [(2, cut[0][2:]), *((0, line) for line in cut[1:])]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_text_is_read_in_every_usual_encoding(encoding):
    assert labels(understood(RULES.encode(encoding), "办法.txt")) == ARTICLES


def test_windows_line_ends_make_no_difference():
    assert labels(understood(RULES.replace("\n", "\r\n").encode("gb18030"), "办法.txt")) == ARTICLES


def test_markdown_marks_are_not_text():
    text = "---\nsidebar: auto\n---\n# 海滨市办法\n<!-- 注 -->\n## 第一章　总则\n**第一条**　甲[乙](x.html)。\n\n- （一）丙；\n\n**第二条**　丁。"
    document = understood(text.encode(), "办法.md")
    assert [(a.label, a.heading) for a in document.articles] == [("第一条", "第一章 总则"), ("第二条", "第一章 总则")]
    assert document.articles[0].text == "甲乙。\n（一）丙；"


def test_the_main_text_of_a_page_is_read_without_its_menus():
    body = "".join(f"<p>{line}</p>" for line in RULES_LINES[2:])
    page = (
        f"<html><head><meta charset='gb2312'><style>p{{}}</style><script>var a='第九条 x'</script></head><body><nav>首页</nav>"
        f"<div id='c'><h1>海滨市老年食堂管理办法</h1>{body}<table><tr><td>类别</td><td>价格</td></tr></table></div>"
        f"<footer>版权所有</footer></body></html>"
    )
    document = understood(page.encode("gb18030"), "办法.html")
    assert (document.title, labels(document)) == ("海滨市老年食堂管理办法", ARTICLES)
    assert "类别 | 价格" in document.articles[-1].text
    assert "版权" not in document.articles[-1].text


def test_word_paragraphs_and_tables_are_read_in_order():
    document = docx.Document()
    for line in ("海滨市老年食堂办法", "第一条 价格如下："):
        document.add_paragraph(line)
    table = document.add_table(rows=2, cols=2)
    for place, text in enumerate(("类别", "价格", "午餐", "十元")):
        table.cell(place // 2, place % 2).text = text
    document.add_paragraph("第二条 完。")
    read = understood(saved(document), "办法.docx")
    assert read.articles[0].text == "价格如下：\n类别 | 价格\n午餐 | 十元"
    assert read.articles[1].text == "完。"


def test_labels_that_word_numbers_by_itself_are_read():
    document = docx.Document()
    numbering = document.part.numbering_part.element
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), "77")
    for level, (style, text) in enumerate((("chineseCountingThousand", "第%1条"), ("chineseCounting", "（%2）"))):
        made = OxmlElement("w:lvl")
        made.set(qn("w:ilvl"), str(level))
        for name, value in (("w:start", "1"), ("w:numFmt", style), ("w:lvlText", text)):
            child = OxmlElement(name)
            child.set(qn("w:val"), value)
            made.append(child)
        abstract.append(made)
    numbering.insert(0, abstract)
    number = OxmlElement("w:num")
    number.set(qn("w:numId"), "77")
    reference = OxmlElement("w:abstractNumId")
    reference.set(qn("w:val"), "77")
    number.append(reference)
    numbering.append(number)
    document.add_paragraph("海滨市老年食堂办法")
    for level, text in ((0, "下列人员可以用餐："), (1, "老年人；"), (1, "残疾人。"), (0, "完。")):
        properties = document.add_paragraph(text)._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_numId().val, properties.get_or_add_ilvl().val = 77, level
    read = understood(saved(document), "办法.docx")
    assert labels(read) == ["第一条", "第二条"]
    assert read.articles[0].text == "下列人员可以用餐：\n（一）老年人；\n（二）残疾人。"


def test_a_print_of_several_pages_is_one_text():
    first = "第一条 老年食堂应当建立进货查验制度，保证食品安全，并且按照规定接受市场监督管理部门和街道办事处的监督检查，"
    rest = "发现问题及时整改。"
    lines = wrapped(first + rest)
    printed = Print()
    printed.add_page([(8, "海滨市老年食堂办法"), *lines[:2]]).add_page([*lines[2:], (2, "第二条 完。")])
    printed.add_page([(2, "第三条 本办法自2021年5月1日起施行。")])
    document = understood(printed.bytes(), "办法.pdf")
    assert document.title == "海滨市老年食堂办法"
    assert [a.text for a in document.articles] == [(first + rest)[4:], "完。", "本办法自2021年5月1日起施行。"]


def test_an_encrypted_pdf_is_refused():
    printed = Print(encrypt=StandardEncryption("secret", canPrint=0))
    assert code_of(printed.add_page([(0, "第一条 甲。")]).bytes(), "办法.pdf") == "encrypted-pdf"


def test_a_pdf_of_images_is_refused():
    from reportlab.lib.utils import ImageReader

    content = io.BytesIO()
    canvas = Canvas(content)
    canvas.drawImage(ImageReader(io.BytesIO(PIXEL)), 0, 0, 500, 800)
    canvas.save()
    assert code_of(content.getvalue(), "扫描.pdf") == "scanned-pdf"


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "空.txt", "empty-file"),
        (b" \n\t ", "空.md", "empty-file"),
        (b"<html><body><script>1</script></body></html>", "空.html", "empty-file"),
        (bytes(range(256)) * 40, "乱.txt", "unreadable-file"),
        (b"%PDF-1.7 broken", "坏.pdf", "unreadable-file"),
        (b"not a pdf", "假.pdf", "unreadable-file"),
        (b"PK\x03\x04 broken", "坏.docx", "unreadable-file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "旧.doc", "unsupported-format"),
        (PIXEL, "图.png", "unsupported-format"),
        ("第一条 甲。".encode(), "表.xlsx", "unsupported-format"),
        ("今天天气很好。".encode(), "日记.txt", "not-a-document"),
        (b"a" * (MAX_BYTES + 1), "大.txt", "too-large"),
    ],
)
def test_a_file_that_cannot_be_imported_says_why(content, name, code):
    assert code_of(content, name) == code


def test_a_word_file_that_unpacks_to_gigabytes_is_refused():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"\0" * (101 * 1024 * 1024))
    assert code_of(content.getvalue(), "炸弹.docx") == "too-large"


def test_a_word_file_with_entity_bombs_is_refused():
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a0 "哈">{entities}]><d>&a9;</d>'
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word_file(RULES_LINES))) as good, zipfile.ZipFile(content, "w") as archive:
        for name in good.namelist():
            archive.writestr(name, bomb if name == "word/document.xml" else good.read(name))
    assert code_of(content.getvalue(), "炸弹.docx") == "unreadable-file"


def test_a_file_that_is_gone_is_refused(tmp_path):
    with pytest.raises(DocumentError) as refused:
        parse_file(tmp_path / "没有.txt")
    assert refused.value.code == "unreadable-file"


def test_a_page_nested_without_end_is_refused_or_read_in_time():
    page = "<html><body>" + "<div>" * 2_000 + "今天天气很好。"
    assert code_of(page.encode(), "深.html") in ("unreadable-file", "not-a-document")
