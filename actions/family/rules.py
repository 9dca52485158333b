"""The limits of family access, and the words for what a relative did."""

import re

LONGEST_DAYS = 365
MOST_GRANTS = 5
RELATIONS = ("老伴", "儿子", "女儿", "儿媳", "女婿", "孙辈", "兄弟姐妹", "其他亲属")
# Other words for a relative are taken as well, as long as no number can hide in them.
RELATION = re.compile(r"[\u4e00-\u9fff]{1,10}")

# Audit event -> what the relative did, as the person reads it.
DEEDS: dict[str, str] = {
    "identity:proof:given": "核对身份，进来了",
    "identity:visit:ended": "退出了",
    "consent:given": "同意了信息使用说明",
    "consent:refused": "没有同意信息使用说明",
    "consent:withdrawn": "撤回了同意",
    "identity:wechat:bound": "绑定了微信",
    "identity:wechat:unbound": "解除了微信绑定",
    "records:view:payments": "看了养老金发放记录",
    "records:view:reason": "看了养老金是怎么算的",
    "records:view:contributions": "看了缴费年限",
    "records:view:certification": "看了资格认证情况",
    "records:view:archive": "看了档案在哪里",
    "records:view:medical": "看了医保情况",
    "records:view:profile": "看了基本情况",
    "records:view:account": "看了个人账户余额",
    "records:view:payment-account": "看了养老金发到哪个账户",
    "records:view:adjustments": "看了历年涨了多少",
    "records:callback:asked": "请我们回电话",
    "booking:held": "选了一个预约时间",
    "booking:confirmed": "定下了预约",
    "booking:moved": "改了预约时间",
    "booking:cancelled": "取消了预约",
    "waiting:joined": "排上了等候名单",
    "waiting:left": "退出了等候名单",
    "ticket:taken": "取了号",
}
OTHER_DEED = "办了别的事，详情请问工作人员"
