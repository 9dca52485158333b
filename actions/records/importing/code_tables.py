"""Chinese words a cell may hold and what is stored for them."""

PAYMENT_STATES = {
    "已发放": "paid", "已发": "paid", "正常": "paid",
    "退回": "returned", "银行退回": "returned", "发放失败": "returned",
    "暂停": "suspended", "停发": "suspended", "暂停发放": "suspended",
    "待发放": "planned", "待发": "planned", "未发放": "planned",
}  # fmt: skip

CHANNELS = {
    "大数据比对": "data_match", "数据比对": "data_match", "静默认证": "data_match",
    "手机刷脸": "face", "人脸识别": "face", "刷脸": "face", "自助认证": "face",
    "窗口": "counter", "窗口认证": "counter", "现场": "counter",
    "上门": "home_visit", "上门认证": "home_visit",
    "视频": "video", "视频认证": "video",
    "社区": "community", "社区认证": "community",
    "境外": "abroad", "境外认证": "abroad",
}  # fmt: skip

# The departments of 大政办发〔2017〕49号第十九条第二款.
SOURCES = {
    "公安": "police", "公安局": "police",
    "民政": "civil_affairs", "民政局": "civil_affairs",
    "司法": "justice", "司法局": "justice",
    "卫健": "health", "卫生": "health", "卫健委": "health", "卫生健康": "health", "卫计": "health",
}  # fmt: skip

SEXES = {"男": "男", "男性": "男", "女": "女", "女性": "女"}

RETIREMENT_KINDS = {
    word: word for word in ("正常退休", "特殊工种提前退休", "病退", "退职", "弹性提前退休", "弹性延迟退休", "其他")
} | {"特殊工种": "特殊工种提前退休", "因病提前退休": "病退", "特殊工种退休": "特殊工种提前退休"}

# 大政办发〔2017〕49号第二十一条 names 高龄 重病 孤寡 伤残 特困; the others are what communities keep lists of.
CARE_MARKS = {word: word for word in ("高龄", "独居", "失能", "孤寡", "重病", "伤残", "特困", "失独")}

MEDICAL_STANDINGS = {word: word for word in ("正常", "未参保", "欠费", "暂停", "终止")} | {
    "正常享受": "正常", "参保": "正常", "正常参保": "正常", "停保": "暂停", "待遇暂停": "暂停", "待遇终止": "终止",
}  # fmt: skip
