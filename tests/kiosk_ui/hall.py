"""A hall for tests: the demo's street office, its clerk, and machines registered there."""

from actions.identity.staff import StaffMembers
from actions.offices.demo import load_demo_offices

STAFF, PIN, OFFICE = "8001", "246810", "demo-zhongshan-wanghai"


class Hall:
    """The office's clerk makes codes; `counter` is the application's own."""

    def __init__(self, app):
        self.counter = app.extensions["wanqing"].counter
        load_demo_offices(self.counter.engine)
        members = StaffMembers(self.counter.engine, self.counter.vault, self.counter.audit)
        self.clerk = members.add(STAFF, "陈静", OFFICE, PIN)
        self.office = self.counter.offices.office(OFFICE)

    def code(self, name="大厅一号机"):
        return self.counter.devices.make_code(self.clerk, OFFICE, name).code

    def only(self):
        [device] = self.counter.devices.all()
        return device

    def lock(self):
        return self.counter.devices.lock(self.clerk, self.only().id)

    def unlock(self):
        return self.counter.devices.unlock(self.clerk, self.only().id)

    def remove(self):
        return self.counter.devices.remove(self.clerk, self.only().id)
