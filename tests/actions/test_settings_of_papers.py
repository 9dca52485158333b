"""A printer or scanner that could never work is refused when the house starts, not when a family stands before it."""

import pytest

from actions.setting_values import SettingsError
from actions.settings import Settings, process_environment


@pytest.mark.parametrize("printer", ["", "network:10.0.0.8", "network:printer.local:9100", "file:/dev/usb/lp0"])
def test_a_printer_on_the_network_or_at_a_device_file_is_taken(printer):
    assert Settings.from_environment({"WANQING_SLIP_PRINTER": printer}).slip_printer == printer


@pytest.mark.parametrize("printer", ["usb", "network:", "network:a:b", "file:lp0", "http://printer"])
def test_another_printer_is_refused_by_name(printer):
    with pytest.raises(SettingsError, match="WANQING_SLIP_PRINTER"):
        Settings.from_environment({"WANQING_SLIP_PRINTER": printer})


@pytest.mark.parametrize("scanner", ["clamdscan", "clamdscan '{file}"])
def test_a_scanner_that_is_not_told_the_file_is_refused_by_name(scanner):
    with pytest.raises(SettingsError, match="WANQING_VIRUS_SCANNER"):
        Settings.from_environment({"WANQING_VIRUS_SCANNER": scanner})


def test_the_processes_of_a_house_get_scanner_fonts_and_printer():
    given = {
        "WANQING_VIRUS_SCANNER": "clamdscan --fdpass {file}", "WANQING_FONTS": "/a:/b", "WANQING_SLIP_PRINTER": "file:/dev/usb/lp0",
    }  # fmt: skip
    settings = Settings.from_environment(given)
    again = Settings.from_environment(process_environment(settings, {}))
    assert (again.virus_scanner, again.fonts, again.slip_printer) == tuple(given.values())
