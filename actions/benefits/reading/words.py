"""Standard wording: half width, no blanks, dialect and common slips replaced, a correction cut to what it corrects to."""

import re
import unicodedata

# Said or typed -> standard, tried in this order. Only what cannot mean something else here.
RESPELLINGS: tuple[tuple[str, str], ...] = (
    ("恁", "您"), ("俺们", "我们"), ("俺", "我"), ("咱", "我"), ("搁", "在"), ("俩", "两个"), ("仨", "三个"), ("贰", "二"),
    ("弎", "三"), ("〇", "零"), ("○", "零"), ("廿", "二十"), ("卅", "三十"), ("個", "个"), ("嵗", "岁"), ("歲", "岁"),
    ("昨儿个", "昨天"), ("昨儿", "昨天"), ("昨个", "昨天"), ("夜来", "昨天"), ("昨日", "昨天"), ("今儿个", "今天"), ("今儿", "今天"),
    ("今日", "今天"), ("前儿个", "前天"), ("前儿", "前天"), ("大前个", "大前天"), ("昨晚", "昨天"), ("昨夜", "昨天"), ("今早", "今天"),
    ("今晨", "今天"), ("昨早", "昨天"), ("个把", "一来个"), ("礼拜", "周"), ("星期", "周"), ("上个周", "上周"), ("这个周", "这周"),
    ("上上个月", "上上月"), ("上个月", "上月"), ("这个月", "本月"), ("这月", "本月"), ("当月", "本月"), ("上一个月", "上月"),
    ("年纪", "年龄"), ("岁数", "年龄"), ("工令", "工龄"), ("工铃", "工龄"), ("工零", "工龄"), ("公龄", "工龄"), ("连续工铃", "连续工龄"),
    ("交费", "缴费"), ("叫费", "缴费"), ("激费", "缴费"), ("缴废", "缴费"), ("缴纳", "缴费"), ("缴贵", "缴费"), ("缴了", "交了"), ("缴满", "交满"),
    ("养老全", "养老金"), ("养老今", "养老金"), ("社宝", "社保"), ("社报", "社保"), ("退修", "退休"), ("退体", "退休"), ("推休", "退休"),
    ("腿休", "退休"), ("去逝", "去世"), ("过逝", "过世"), ("去事", "去世"), ("走勒", "走了"), ("没勒", "没了"), ("煤了", "没了"),
    ("癌正", "癌症"), ("爱症", "癌症"), ("心更", "心梗"), ("心埂", "心梗"), ("脑出学", "脑出血"), ("脑更", "脑梗"), ("车货", "车祸"), ("车锅", "车祸"),
    ("工商", "工伤"), ("意处", "意外"), ("失综", "失踪"), ("失宗", "失踪"), ("在职得", "在职的"), ("灵活就夜", "灵活就业"), ("零活就业", "灵活就业"),
    ("个休", "个体"), ("劳报", "劳保"), ("捞保", "劳保"), ("圆钱", "元"), ("圆", "元"), ("rmb", "元"), ("￥", "¥"), ("腊越", "腊月"),
    ("钱数", "金额"),
)  # fmt: skip
_CORRECTION = re.compile(
    r"(?:不是[^，,。是]{1,14}[，,。]?(?:而|应该)?(?=是)|不对(?!劲)|(?:说|记|弄|讲|打|写|听|搞)?错了|[说记弄讲打写搞]错|改成|改为|更正|重说)"
    r"(?:了|啊|呀|哈|呢)?[，,。、：:!！ ]*(?:我(?:说|想|记)?(?:的)?)?(?:应该|其实|应当)?(?:改成|改为|是)*"
)
_THOUSANDS = re.compile(r"(?<![0-9])[0-9]{1,3}(?:[,，][0-9]{3})+(?![0-9])")
_SPACED_DATE = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2}) +([0-9]{1,2})(?: +([0-9]{1,2}))?(?![0-9])")
# 工龄，三十二年，退休，六年: a pause between a word and its figure.
_PAUSED = re.compile(
    r"(?<=工龄|缴费|年限|退休|退了|领了)(?<![没未不快][退][休])[，,、:：]+"
    r"(?=[0-9一二三四五六七八九十两]+年(?:半|零?[0-9一二三四五六七八九十两]+个?月)?(?:[，,。、；;了]|$))"
)
_BETWEEN_DIGITS = re.compile(r"(?<=[0-9])\s+(?=[0-9])")
MAX_LENGTH = 300  # longer messages are read up to here


def standard(text: str) -> str:
    """`text` in standard wording. A gap between two figures stays as a bar, because 「3 200」 is not certain."""
    plain = unicodedata.normalize("NFKC", text[:MAX_LENGTH]).lower()
    plain = _SPACED_DATE.sub(lambda found: "-".join(part for part in found.groups() if part), plain)
    plain = "".join(_BETWEEN_DIGITS.sub("|", plain).split())
    plain = _THOUSANDS.sub(lambda found: re.sub("[,，]", "", found[0]), plain)
    for said, meant in RESPELLINGS:
        plain = plain.replace(said, meant)
    return _PAUSED.sub("", plain)


def corrected(plain: str) -> str:
    """What `plain` is corrected to: the part behind the last 「不对，是」, or all of it."""
    parts = _CORRECTION.split(plain)
    tail = parts[-1].strip("，,。、 ")
    return tail if len(parts) > 1 and tail else plain
