"""When something was said stands between the messages as people say it (K12)."""

SAID = """async ([at, now]) => {
  const { timeLine } = await import("/assets/js/chat/bubbles.js");
  const line = timeLine(at, new Date(now));
  document.querySelector(".other").before(line);
  const look = getComputedStyle(line);
  return [line.textContent, look.textAlign, parseFloat(look.fontSize)];
}"""


def test_the_time_of_a_message_is_said_as_people_say_it(phone):
    for at, words in (("2026-03-02T14:05:00", "14:05"), ("2026-03-02T08:30:00", "8:30"), ("2026-03-01T23:07:00", "昨天 23:07")):
        text, align, size = phone.page.evaluate(SAID, [at, "2026-03-02T15:00:00"])
        assert (text, align) == (words, "center") and size >= 16
