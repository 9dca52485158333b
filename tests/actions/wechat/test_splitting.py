"""Texts are cut where a reader would pause, never over the limit, and nothing gets lost."""

from hypothesis import given
from hypothesis import strategies as st

from actions.wechat.splitting import split


def without_space(text):
    return "".join(text.split())


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=3000), st.integers(8, 200))
def test_parts_keep_the_limit_and_all_the_words(text, limit):
    parts = split(text, limit)
    assert all(0 < len(part.encode()) <= limit for part in parts)
    assert without_space("".join(parts)) == without_space(text)


@given(st.lists(st.text(alphabet="养老金怎么领，", min_size=1, max_size=20), min_size=1, max_size=60))
def test_parts_end_with_sentences(sentences):
    assert all(part.endswith("。") for part in split("".join(f"{sentence}。" for sentence in sentences), 200))


def test_a_short_text_stays_whole_and_an_empty_one_is_none():
    assert split("好。\n再见。") == ["好。\n再见。"]
    assert split("  \n ") == []


def test_a_line_with_a_link_stays_whole():
    link = '<a href="https://wanqing.example/policy/3#%E7%AC%AC">《某办法》第八条。第二款</a>'
    parts = split("一句话。" * 30 + "\n" + link, 200)
    assert parts[-1].endswith(link)
