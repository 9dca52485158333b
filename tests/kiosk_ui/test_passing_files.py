"""A photo on its way in passes through memory, never through a disk's own folder for temporary files."""

import os
import tempfile
from pathlib import Path

import httpx

from kiosk_ui.web import passing_files
from tests.serving import serving

PHOTO = b"\xff\xd8\xff" + bytes(2_000_000)


def test_a_large_request_passes_through_the_chosen_folder_and_leaves_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", passing_files(tmp_path, room=0))
    seen = []

    def app(environ, start_response):
        opened = [os.readlink(f"/proc/self/fd/{one}") for one in os.listdir("/proc/self/fd") if Path(f"/proc/self/fd/{one}").is_symlink()]
        seen.extend(path for path in opened if path.startswith(str(tmp_path)))
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [str(len(environ["wsgi.input"].read())).encode()]

    with serving(app) as server:
        answer = httpx.post(f"http://127.0.0.1:{server.effective_port}/", content=PHOTO, trust_env=False)
    assert answer.text == str(len(PHOTO))
    assert seen and all(path.endswith("(deleted)") for path in seen), "it has no name anybody could open"
    assert list(tmp_path.iterdir()) == []


def test_without_room_in_memory_the_machines_own_folder_serves(tmp_path):
    assert passing_files(tmp_path, room=0) == str(tmp_path)
    assert passing_files(tmp_path, room=10**18) is None
    assert passing_files(tmp_path / "none", room=0) is None
