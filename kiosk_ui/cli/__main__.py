"""`python -m kiosk_ui.cli` is the `wanqing` command."""

from kiosk_ui.cli.main import wanqing

if __name__ == "__main__":
    wanqing(prog_name="wanqing")
