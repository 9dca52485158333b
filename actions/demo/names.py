"""Common family and given names of the generations that are retired now."""

SURNAMES = tuple(
    "王 李 张 刘 陈 杨 赵 孙 于 姜 曲 徐 吕 宋 高 林 郭 马 丛 邹 迟 韩 曹 邢 初 唐 宫 范 潘 董 梁 许 郑 隋 牟 滕 柳 毕 车 战".split()
)
WOMEN = tuple(
    (
        "秀兰 桂英 淑芬 玉珍 淑华 桂兰 玉兰 秀英 淑珍 凤英 桂芝 淑琴 秀珍 玉梅 丽华 淑清 桂荣 秀云 玉华 凤兰 "
        "美玲 丽娟 敏 静 艳 丽萍 桂琴 淑贤 秀荣 玉芝 雅琴 慧敏 春梅 亚芹 红梅 晓燕 永芳 世英 维英 文秀"
    ).split()
)
MEN = tuple(
    (
        "建国 德福 永胜 国强 志强 玉林 长江 文革 德顺 明远 永利 建军 宝山 福祥 春生 殿文 吉庆 树林 万年 忠诚 "
        "振东 世杰 庆国 广志 传喜 学礼 维国 洪军 克勤 成林 继业 立新 景林 洪亮 东海 文斌 义民 守信 连生 作良"
    ).split()
)
# Streets that are not in Dalian.
STREETS = tuple("望潮街 槐香路 晚晴巷 听涛街 银杏路 暖阳街 归帆路 长安里 百合街 和顺巷".split())
DISTRICTS = tuple("中山区 西岗区 沙河口区 甘井子区 旅顺口区 金州区".split())
BANKS = ("工商银行", "农业银行", "中国银行", "建设银行", "邮储银行", "大连银行")
