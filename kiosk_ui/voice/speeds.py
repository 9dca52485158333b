"""The three reading speeds and the espeak rates that reach them."""

SLOW, NORMAL, FAST = "slow", "normal", "fast"

# What people see on the buttons.
SPEED_NAMES: dict[str, str] = {SLOW: "慢", NORMAL: "普通", FAST: "快"}

# espeak's rate is not hanzi a minute. Calibrated on 1.52 with CALIBRATION_SENTENCE, pauses and leading silence
# included, so that both the whole sentence in one sound and its chunks one after the other meet TARGETS.
ESPEAK_RATES: dict[str, int] = {SLOW: 130, NORMAL: 162, FAST: 196}

# Hanzi a minute and the tolerance: older listeners prefer slower than a newsreader (258), but too slow hurts as well.
TARGETS: dict[str, tuple[int, int]] = {SLOW: (150, 10), NORMAL: (190, 15), FAST: (235, 15)}

# 52 hanzi with the pauses of an ordinary answer.
CALIBRATION_SENTENCE = (
    "请您带上身份证和银行卡，到街道办事处二号窗口办理养老金资格认证，认证以后养老金会按月发放，有什么事请问工作人员。"
)
