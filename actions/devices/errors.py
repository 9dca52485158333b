"""What can go wrong between a kiosk, its office and the clerks."""

from actions.errors import ServiceError


class DeviceError(ServiceError):
    """Base: `code` is stable, `detail` fit to show, `status` the HTTP status."""

    code = "device"
    detail = "这台机器的登记没有办成。请再试一次。"


class DeviceLocked(DeviceError):
    """A clerk has put this machine out of use."""

    code = "kiosk-locked"
    status = 423
    detail = "本机暂停使用。请到窗口办理，或者打12333。"


class DeviceNeeded(DeviceError):
    """Only registered machines may serve visitors here, and this one is none."""

    code = "kiosk-not-registered"
    status = 403
    detail = "这台机器还没有登记。请到窗口办理，或者打12333。"


class UnknownDevice(DeviceError):
    """No such machine, or none in the area of the clerk's office. Both look the same."""

    code = "unknown-device"
    status = 404
    detail = "没有找到这台机器。请核对编号，编号见 wanqing devices list。"


class UnknownDeviceCode(DeviceError):
    """The code was never given out, was used, or is too old. All look the same."""

    code = "unknown-device-code"
    status = 404
    detail = "登记码不对，或者过期了。登记码只能用一次，30分钟内有效。请再要一个。"


class NotYourOffice(DeviceError):
    """The clerk has no office, or the office is not in its area."""

    code = "not-your-office"
    status = 403
    detail = "这个网点不归您管。请让管这个网点的工作人员来办。"


class BadDeviceName(DeviceError):
    """The name is empty, too long, or not to be shown."""

    code = "bad-device-name"
    status = 422
    detail = "机器的名字要写1到40个字，比如：大厅一号机。"
