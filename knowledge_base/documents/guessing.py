"""Guesses where a document applies and what rank it has; whoever imports it can say otherwise."""

import re

from knowledge_base.documents.model import ParsedDocument

REGIONS = (
    "全国 北京 天津 河北 山西 内蒙古 辽宁 大连 沈阳 吉林 黑龙江 上海 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 广西 "
    "海南 重庆 四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆 香港 澳门 台湾"
).split()
LEVELS = ("法律", "行政法规", "地方性法规", "司法解释", "规章", "规范性文件")
# Kept away from every answer until somebody says where the document applies.
UNKNOWN_REGION = "未定"

_NUMBER_PREFIXES = (  # how a 文号 begins, and whose it is; longer ones first
    ("大政", "大连"), ("大人社", "大连"), ("大医保", "大连"), ("大民", "大连"), ("大劳", "大连"),
    ("沈", "沈阳"), ("辽", "辽宁"), ("京", "北京"), ("沪", "上海"), ("津", "天津"), ("渝", "重庆"),
    ("鲁", "山东"), ("浙", "浙江"), ("苏", "江苏"), ("粤", "广东"), ("吉", "吉林"), ("黑", "黑龙江"), ("冀", "河北"),
    ("豫", "河南"), ("国", "全国"), ("中发", "全国"), ("中办", "全国"), ("人社", "全国"), ("劳社", "全国"),
    ("劳动", "全国"), ("劳部", "全国"), ("人薪", "全国"), ("医保", "全国"), ("财", "全国"), ("民发", "全国"),
    ("法释", "全国"), ("税总", "全国"), ("主席令", "全国"),
)  # fmt: skip
_CITY = re.compile(r"^([\u4e00-\u9fff]{2,4})(?:市|自治州|自治县|地区|县)")
_NATIONAL_ISSUER = re.compile(r"^(?:全国|国务院|国家|中共中央|中央|最高人民|政务院|中华人民共和国|(?!.*[省市区]).*部(?:$|、))")
_NATIONAL_TITLE = re.compile(r"^(?:中华人民共和国|全国|国家|国务院|最高人民)")


def guess_region(document: ParsedDocument) -> str:
    """One of REGIONS, the name of another city, or UNKNOWN_REGION."""
    for name in (document.issuer, document.title):
        if place := _place(name):
            return place
    for prefix, region in _NUMBER_PREFIXES:
        if document.number.startswith(prefix):
            return region
    if _NATIONAL_ISSUER.search(document.issuer) or _NATIONAL_TITLE.search(document.title):
        return "全国"
    return "全国" if _speaks_for_the_state(document) else UNKNOWN_REGION


def _place(name: str) -> str:
    if name.startswith("大连"):
        return "大连"
    if region := next((region for region in REGIONS[1:] if name.startswith(region)), ""):
        return region
    city = _CITY.match(name)
    return city[1] if city and city[1] not in ("城市", "全国") else ""


def _speaks_for_the_state(document: ParsedDocument) -> bool:
    """A text without issuer that gives tasks to the State Council's departments is national law."""
    opening = "\n".join(article.text for article in document.articles[:12])
    return bool(re.search(r"国务院[\u4e00-\u9fff]{0,12}(?:部门|主管)|中华人民共和国境内", opening))


def guess_level(document: ParsedDocument, region: str) -> str:
    """One of LEVELS, from issuer, number and title."""
    issuer, number, title = document.issuer, document.number, document.title
    if issuer.startswith("最高人民") or number.startswith("法释"):
        return "司法解释"
    if "人民代表大会" in issuer:
        return "法律" if issuer.startswith("全国") else "地方性法规"
    if re.search(r"〔\d{4}〕", number):
        return "规范性文件"
    if "令" in number and not number.startswith(("国务院", "主席令")):
        return "规章"
    if region == "全国" and title.startswith("中华人民共和国") and title.endswith("法"):
        return "法律"
    if title.endswith("条例") or (issuer.startswith(("国务院", "政务院")) and title.endswith(("规定", "办法", "细则"))):
        return "行政法规" if region == "全国" else "地方性法规"
    if region not in ("全国", UNKNOWN_REGION) and (title.endswith("若干规定") or "实施《" in title):
        return "地方性法规"
    return "规章" if re.search(r"部(?:$|、)", issuer) and title.endswith(("办法", "规定")) else "规范性文件"
