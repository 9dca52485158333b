"""A finger as patient as a person: a control that was just touched takes another touch only after a moment."""

from playwright.sync_api import Locator

# ms left until another click on this very element is meant: the pages take a sooner one for a tremble
# (REPEAT_MS and KEY_MS of kiosk_ui/assets/js/shared/tap.js, and a little more).
_LEFT = """(element) => {
  if (element.clickedAt === undefined) {
    element.clickedAt = -1000;
    element.addEventListener("click", () => { element.clickedAt = performance.now(); }, true);
  }
  const pause = element.closest(".pad, #keyboard") ? 130 : 520;
  return Math.max(0, element.clickedAt + pause - performance.now());
}"""


def tap(target: Locator) -> None:
    """Touch `target`, no sooner after the touch before than is meant as another one."""
    wait(target)
    target.tap()


def wait(target: Locator) -> None:
    """Until another touch of `target` is meant."""
    if left := target.evaluate(_LEFT):
        target.page.wait_for_timeout(left)
