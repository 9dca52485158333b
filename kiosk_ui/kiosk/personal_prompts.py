"""The sentences of the steps in which people enter something: who they are, a phone, a relative, an address.

Both faces show them and the kiosk reads them; `words` of an entry without heading says what is wrong with what was typed.
"""

from kiosk_ui.kiosk.prompts import Prompt

PERSONAL_PROMPTS: dict[str, Prompt] = {
    "consent": Prompt("先征求您的同意"),  # the heading and words of the server's own text replace this one
    "who": Prompt("您查谁的事？", "查自己的，点第一个。替老人查，点第二个。"),
    "number": Prompt("请输入身份证号", "一共18位。最后一位是X的，点X。"),
    "name": Prompt("请输入您的姓名", "跟身份证上一样。"),
    "phone": Prompt("请输入您自己的手机号", "一共11位。就是老人让您帮忙看时，填的那个手机号。"),
    "relative_name": Prompt("请输入您自己的姓名", "不是老人的姓名。"),
    "elder_name": Prompt("请输入老人的姓名", "跟老人身份证上一样。"),
    # The same words whether the number is known or not: the page must not tell who is on the books.
    "code": Prompt("请输入短信里的6位数字", "号码和姓名都对上的话，短信会发到您在社保登记的手机上。5分钟内有效。"),
    "relative_code": Prompt("请输入短信里的6位数字", "都对上的话，短信会发到您刚才写的手机上。5分钟内有效。"),
    "staff": Prompt("请工作人员输入工号", "请把屏幕让给工作人员。"),
    "pin": Prompt("请工作人员输入密码", "按键的时候，请用手挡一下。"),
    "reason": Prompt("为什么由工作人员核实？"),
    "new_phone": Prompt("请输入新的手机号", "一共11位。会发一条短信到这个号码。"),
    "new_code": Prompt("请输入短信里的6位数字", "短信发到新的手机号上了。5分钟内有效。"),
    "family_name": Prompt("家里人叫什么名字？", "写他本人的姓名。"),
    "relation": Prompt("他是您的什么人？"),
    "family_phone": Prompt("他的手机号是多少？", "一共11位。他用这个手机号查。"),
    "scopes": Prompt("让他看哪些？", "可以选几样。选好了，点下一步。"),
    "days": Prompt("让他看多久？", "到了时间自动停。您也可以随时取消。"),
    "visit_address": Prompt("请写上门的地址", "写到门牌号。只给上门的工作人员看。"),
    "id_length": Prompt("", "身份证号是18位。请看一看是少了还是多了。"),
    "id_check": Prompt("", "号码里好像有一位不对。请跟身份证对一遍。"),
    "phone_length": Prompt("", "手机号是11位，开头是1。请再看一遍。"),
    "code_length": Prompt("", "验证码是6位数字。请再看一遍短信。"),
    "choose_one": Prompt("", "请至少选一样。"),
    "nothing": Prompt("", "这里还没有写。请写好了再点下一步。"),
}
