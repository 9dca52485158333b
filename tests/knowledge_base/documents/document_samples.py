"""Short official documents in the forms that offices send, written for these tests."""

from knowledge_base.documents.parsing import parse_lines
from knowledge_base.documents.reading.plain import read_plain

RULES = """\
海滨市老年食堂管理办法

（2021年3月5日海滨市人民政府令第12号公布 自2021年5月1日起施行）

目　录
第一章 总　则
第二章 用餐
第三章 附则

第一章 总　则
第一条 为了方便老年人用餐，制定本办法。
第二条 本办法所称老年食堂，是指为六十周岁以上老年人供餐的场所。
老年食堂可以设在社区，也可以设在养老机构。
第二章 用餐
第一节 对象
第三条 下列人员可以用餐：
（一）年满六十周岁的；
（二）持有下列证件之一的：
1.残疾证；
2．低保证。
（三）其他人员。
前款第三项人员由社区确定。
第二节 价格
第四条 价格按照第三条规定的
第十二条第二款标准另行公布。
第三章 附则
第五条 本办法自2021年5月1日起施行。2010年1月1日公布的《海滨市敬老食堂规定》同时废止。
"""

NOTICE_WITH_SECTIONS = """\
海滨市民政局文件
海民发[2022]7号
海滨市民政局关于做好
老年食堂工作的通知

各区民政局：
现就有关工作通知如下：
一、提高认识
各区要高度重视。
二、明确任务
（一）建立名册。
（二）按月核对。
三、本通知自2022年6月1日起执行。
附件：1.名册样式
2.核对表
海滨市民政局
2022年5月20日
"""

DECISION_WITH_RULES = """\
海滨市人民代表大会常务委员会关于实施敬老餐制度的决定
（2023年4月1日海滨市第十届人民代表大会常务委员会第三次会议通过）
会议决定：
一、自2023年7月1日起实施敬老餐制度。
二、批准《海滨市敬老餐办法》。
三、本决定自2023年7月1日起施行。
附件
海滨市敬老餐办法
为了做好敬老餐工作，制定本办法。
第一条 敬老餐每天供应一次。
第二条 敬老餐免费。
第三条 具体事项由市民政局规定。
"""


def parse(text, file_name="文件.txt"):
    """The document in `text`."""
    return parse_lines(read_plain(text), file_name)


def labels(document):
    return [article.label for article in document.articles]
