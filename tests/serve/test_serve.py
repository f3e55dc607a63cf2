"""`edition serve`: on this machine alone, built again at each save, with nothing added to the files."""

import http.client
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest

from edition.diagnostics import Diagnostic
from edition.pipeline.build import build
from edition.pipeline.editions import load_edition
from edition.pipeline.new_edition import lay_down
from edition.pipeline.progress import Silent
from edition.pipeline.run import Haste, Works
from edition.serve.loop import Workshop
from edition.serve.preview import Fault, Preview, State
from edition.serve.server import Server, made_live

PAGE = b'<html><head><meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;"></head></html>'


@contextmanager
def served(folder: Path, preview: Preview) -> Iterator[int]:
    with Server(folder, 0, preview) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


def answer(port: int, path: str, host: str | None = None) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path, headers={"Host": host} if host else {})
    response = connection.getresponse()
    return response.status, response.read()


def test_a_page_may_reach_the_server_it_came_from_and_no_other() -> None:
    live = made_live(PAGE, "abc")
    assert b"connect-src &#39;self&#39;; default-src" in live
    assert b'<script src="/_edition-live/live.js" data-version="abc" defer></script></head>' in live


def test_a_policy_that_lets_a_page_connect_is_left_alone() -> None:
    page = PAGE.replace(b"default-src", b"connect-src &#39;self&#39;; default-src")
    assert made_live(page, "").count(b"connect-src") == 1


def test_pages_are_sent_with_the_script_and_stay_as_they_are_on_disk(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_bytes(PAGE)
    (tmp_path / "a.css").write_bytes(b"p {}")
    with served(tmp_path, Preview()) as port:
        assert b"live.js" in answer(port, "/")[1]
        assert answer(port, "/a.css") == (200, b"p {}")
        assert answer(port, "/_edition-live/live.js")[0] == 200
        assert answer(port, "/gone.html")[0] == 404
        assert answer(port, "/../../etc/passwd")[0] == 404
    assert (tmp_path / "index.html").read_bytes() == PAGE


@pytest.mark.parametrize("host", ["example.org", "example.org:80", "127.0.0.1.example.org"])
def test_names_of_others_that_lead_here_are_refused(tmp_path: Path, host: str) -> None:
    (tmp_path / "index.html").write_bytes(PAGE)
    with served(tmp_path, Preview()) as port:
        assert answer(port, "/", host)[0] == 403


def workshop(folder: Path, told: list[str]) -> Workshop:
    def works(faults: list[Diagnostic]) -> Works:
        return Works(1, Silent(), faults.extend)

    return Workshop(folder, Preview(), works, told.append)


def test_settings_that_are_wrong_are_told_and_the_site_stays(tmp_path: Path) -> None:
    lay_down(tmp_path, ())
    told: list[str] = []
    shop = workshop(tmp_path, told)
    shop.build(Haste.NO_INDEX)
    version = shop.preview.state.version
    assert version and not told
    settings = tmp_path / "edition.toml"
    settings.write_text(settings.read_text("utf-8") + "\n[sitte]\n", "utf-8")
    shop.build(Haste.NO_INDEX)
    state = shop.preview.state
    assert state.version == version and told
    line = settings.read_text("utf-8").count("\n")
    assert [fault.place for fault in state.faults] == [f"{settings}:{line}:2", ""]


def test_books_that_are_there_stay_while_pages_are_made_again(tmp_path: Path) -> None:
    lay_down(tmp_path, ())
    shop = workshop(tmp_path, [])
    build(load_edition(tmp_path), Works(1, Silent(), lambda found: None))
    books = sorted((tmp_path / "build" / "pdf").iterdir())
    shop.build(Haste.NO_INDEX)
    shop.build(Haste.NO_BOOKS)
    assert books and sorted((tmp_path / "build" / "pdf").iterdir()) == books


def test_who_waits_is_told_of_the_next_state() -> None:
    preview = Preview()
    state = State("1", (Fault("error", "a.xml:1", "wrong", ""),))
    preview.put(state)
    assert preview.after(State(), 60) == state
    assert preview.after(state, 0) is None
    assert json.loads(state.json())["faults"][0]["place"] == "a.xml:1"


def test_a_save_is_on_the_page_soon_and_asked_to_end_it_ends(tmp_path: Path) -> None:
    lay_down(tmp_path, ())
    command = [sys.executable, "-m", "edition", "serve", str(tmp_path), "--port", "0", "--jobs", "1"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env={**os.environ, "NO_COLOR": "1"}
    ) as run:
        assert run.stdout is not None
        address = run.stdout.readline().split()[1]
        port = int(address.rstrip("/").rpartition(":")[2])
        source = next((tmp_path / "sources").glob("*.txt"))
        events = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        events.request("GET", "/_edition-live/events")
        stream = events.getresponse()
        first = _next_version(stream)
        source.write_text(source.read_text("utf-8") + "\n\nZanzibar was never mentioned.\n", "utf-8")
        while _next_version(stream) == first:
            pass
        assert b"Zanzibar" in answer(port, f"/{source.stem}/index.html")[1]
        run.terminate()  # a shell's background jobs, and what they start, know no Ctrl-C
        assert run.wait(60) in (0, 128 + signal.SIGTERM)


def _next_version(stream: http.client.HTTPResponse) -> str:
    for _ in range(20):  # a sign of life every 15 seconds, and an empty line behind each
        line = stream.readline()
        if line.startswith(b"data: "):
            return str(json.loads(line.removeprefix(b"data: "))["version"])
        assert line, "the server ended the stream"
    raise AssertionError("nothing was built")
