"""Replies the gateway gives itself: nothing was understood, a number was masked, or a part of ours is down."""

from actions.reply import Choice, Reply

HOME = Choice("回首页", "/home")
STAFF = Choice("找工作人员", "/handoff")

MASKED_NOTICE = Reply(
    text="您发来的号码，我已经遮住了，没有保存。问政策不用报身份证号、电话和卡号。", outcome="answer"
)
NOTHING_SAID = Reply(
    text="我没有看懂您发来的内容。请用几个字写下您想问的事，比如：丧葬费找谁领。也可以点下面的按钮。",
    outcome="clarify",
    choices=(HOME, STAFF),
)


def dialogue_down(said: str, resend: str) -> Reply:
    """What people read when the dialogue cannot answer; `resend` repeats their question at a touch."""
    return Reply(
        text="对不起，我这边暂时答不上来。您刚才的问题没有丢，请过一会儿点“再试一次”。着急的话，请打12333，或者找工作人员。",
        outcome="error",
        choices=(Choice("再试一次", resend), STAFF),
        card={"type": "retry", "question": said},
    )
