"""An outsider keeps an eye on a register: one line, an exit code, and a folder of heads that only grows."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from governance.__main__ import main
from governance.register.checkpoint import sign_checkpoint
from tests.register import attacks, lives
from tests.register.honest import Register


@dataclass
class Served:
    """What a register says now, and where."""

    url: str = ""
    pages: dict[str, bytes] = field(default_factory=dict)

    def show(self, life: Register, lines: list[str] | None = None) -> None:
        """Serve the export of a life, or other lines under the last head among them."""
        said = lines or life.lines()
        said = [line if line.endswith("\n") else f"{line}\n" for line in said]
        self.pages["/register/export.jsonl"] = "".join(said).encode()
        self.pages["/register/checkpoint"] = life.heads[max(life.heads)].encode()


class Door(BaseHTTPRequestHandler):
    """Answers what is served; anything else is 404."""

    def __init__(self, served: Served, *given: object) -> None:
        self.served = served
        super().__init__(*given)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """One page."""
        content = self.served.pages.get(self.path)
        self.send_response(404 if content is None else 200)
        self.end_headers()
        self.wfile.write(content or b"")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def served() -> Iterator[Served]:
    """A register on the loopback interface."""
    made = Served()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Door, made))
    made.url = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield made
    server.shutdown()
    server.server_close()
    thread.join(10)


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")


def watch(served: Served, folder: Path, *more: str) -> int:
    """``governance watch`` of what is served."""
    return main(["watch", served.url, "--folder", str(folder), *more])


def files(folder: Path) -> dict[str, bytes]:
    """Every file of the folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_register_that_grows_is_followed(
    served: Served, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line a time; heads once written stay as they were; nothing new changes nothing."""
    life = lives.a_life(3)
    served.show(life)
    assert watch(served, tmp_path) == 0
    first = files(tmp_path)
    assert set(first) == {"register.jsonl", f"heads/{len(life.entries):012d}.txt"}
    assert watch(served, tmp_path) == 0 and files(tmp_path) == first
    life.admit("cluster-9")
    served.show(life)
    assert watch(served, tmp_path, "--key", str(life.key.verifier)) == 0
    assert first.items() - files(tmp_path).items() == {("register.jsonl", first["register.jsonl"])}
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 3
    assert lines[2].startswith(f"INTACT: {served.url}: {len(life.entries)} entries, 2 new entries, root ")


def test_a_register_rebuilt_behind_a_watchers_back_is_found(
    served: Served, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whole in itself and signed by the true key: the heads seen before contradict it, and are kept beside it."""
    life = lives.an_eventful_life()
    served.show(life)
    assert watch(served, tmp_path) == 0
    before = files(tmp_path)
    entries = attacks.entries_of(life)
    entries[1]["name"] = "Un autre"
    forged = attacks.forged(life, entries)
    served.show(life, forged)
    served.pages["/register/checkpoint"] = _last_head(forged)
    assert main(["verify", str(_written(tmp_path / "forged", forged))]) == 0
    assert watch(served, tmp_path) == 1
    said = capsys.readouterr().out.splitlines()[-1]
    assert said.startswith("CONTRADICTION: ") and "entry" in said
    after = files(tmp_path)
    assert before.items() <= after.items() and "contradiction.jsonl" in after


def test_a_register_cut_short_is_found(served: Served, tmp_path: Path) -> None:
    """A shorter register with an older head is no beginning of anything new: the larger head was seen."""
    life = lives.an_eventful_life()
    served.show(life)
    assert watch(served, tmp_path) == 0
    served.show(life, attacks.forged(life, attacks.entries_of(life)[:-1]))
    assert watch(served, tmp_path) == 1


def test_a_head_of_another_history_is_found(served: Served, tmp_path: Path) -> None:
    """The export is honest; the checkpoint shown beside it is not of it."""
    life = lives.an_eventful_life()
    served.show(life)
    other = sign_checkpoint(life.key, origin=life.key.name, size=len(life.entries), root=bytes(32))
    served.pages["/register/checkpoint"] = other.encode()
    assert watch(served, tmp_path) == 1


def test_another_key_than_the_one_given_is_found(served: Served, tmp_path: Path) -> None:
    """Who knows the key from a letter need not take the register\u2019s word for it."""
    served.show(lives.an_eventful_life())
    assert watch(served, tmp_path, "--key", "register.example.org/network+00000000+AQ==") == 1


def test_what_cannot_be_fetched_or_read_says_nothing_of_the_register(
    served: Served, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2, one line, nothing written."""
    assert watch(served, tmp_path) == 2
    served.show(lives.an_eventful_life())
    served.pages["/register/export.jsonl"] = b"<html>"
    assert watch(served, tmp_path) == 2
    assert main(["watch", "file:///etc", "--folder", str(tmp_path)]) == 2
    assert files(tmp_path) == {}
    assert len(capsys.readouterr().err.splitlines()) == 3


def _last_head(lines: list[str]) -> bytes:
    """The note of the largest head among the lines of an export."""
    heads = [json.loads(line) for line in lines if '"note"' in line]
    return str(max(heads, key=lambda head: head["size"])["note"]).encode()


def _written(path: Path, lines: list[str]) -> Path:
    path.write_text("".join(lines), encoding="utf-8")
    return path
