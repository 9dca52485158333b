"""What the README says is so."""

import re
from pathlib import Path

import pytest

from actions.setting_table import SETTINGS
from actions.setting_values import SettingsError
from actions.settings import Settings
from kiosk_ui.cli.main import wanqing
from knowledge_base.guides.model import PARTS

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_every_setting_stands_in_the_readme_with_its_default_and_help(setting):
    default = f"`{setting.default}`" if setting.default else "(empty)"
    assert f"| `{setting.name}` | {default} | {setting.help} |" in README


def test_the_readme_names_no_setting_that_does_not_exist():
    assert set(re.findall(r"WANQING_[A-Z_]+", README)) <= {setting.name for setting in SETTINGS}


def test_every_command_stands_in_the_readme():
    assert [name for name in wanqing.commands if f"wanqing {name}" not in README] == []


def test_every_make_target_is_explained():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"\.PHONY: (.+)", makefile).group(1).split()
    assert [name for name in phony if not re.search(rf"^{name}:.*## ", makefile, re.M)] == []


def test_every_part_of_a_guide_has_its_gloss_in_the_glossary():
    assert [label for label in PARTS.values() if label not in README] == []


def test_pictures_and_pages_the_readme_links_to_exist():
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", README) if "://" not in link]
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_a_setting_out_of_range_is_refused_by_name():
    with pytest.raises(SettingsError, match="WANQING_PORT"):
        Settings.from_environment({"WANQING_PORT": "70000"})
    with pytest.raises(SettingsError, match="WANQING_VOICE_WORKERS"):
        Settings.from_environment({"WANQING_VOICE_WORKERS": "two"})
