"""Only what changed is made again, and what stands then is what a clean build makes, byte for byte."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
import regex
from click.testing import CliRunner, Result

from edition.cli import group
from edition.work.lock import LockedError, only_one

SETTINGS = '[edition]\ntitle = "A Dossier"\ndate = "2026-01-15"\n[build]\nformats = ["site"]\n'
WORDS = 'the Government of Saigon agreed on 17 February 1965 that "nothing" be done [1 line not declassified]'.split()


def run(folder: Path, *options: str) -> Result:
    result = CliRunner().invoke(group, ["build", str(folder), *options], prog_name="edition")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result


def contents(folder: Path) -> dict[str, bytes]:
    files = {f.relative_to(folder): f for f in sorted(folder.rglob("*")) if f.is_file()}
    return {str(path): f.read_bytes() for path, f in files.items() if path.parts[0] != ".edition"}


def lay(folder: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def text(random: Random) -> str:
    paragraphs = (" ".join(random.choices(WORDS, k=random.randrange(5, 30))) for _ in range(4))
    return "A MEMORANDUM\n\n" + "\n\n".join(paragraphs) + "\n"


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    random = Random(1)
    sources = {f"sources/{name}.txt": text(random) for name in "abc"}
    return lay(tmp_path / "dossier", {"edition.toml": SETTINGS, **sources})


def made(result: Result) -> list[str]:
    """What a verbose build says it made, as `step document`."""
    lines = [line for line in result.stderr.splitlines() if line.endswith("build/made")]
    return sorted(f"{line.split(': ')[2]} {Path(line.split(': ')[0]).stem}" for line in lines)


def test_nothing_changed_nothing_is_made(dossier: Path) -> None:
    run(dossier)
    before = {
        f: f.stat().st_mtime_ns for f in dossier.rglob("*") if f.is_file() and ".edition" not in f.parts
    }
    result = run(dossier, "--verbose")
    assert made(result) == []
    assert {f: f.stat().st_mtime_ns for f in before} == before


def test_one_source_changed_that_document_alone_is_made_and_it_is_said_why(dossier: Path) -> None:
    run(dossier)
    lay(dossier, {"sources/b.txt": "Other words.\n"})
    result = run(dossier, "--verbose")
    assert made(result) == ["convert b", "page b", "validate b"]
    assert "convert: changed: source" in result.stderr and "page: changed: TEI" in result.stderr


def test_a_pointer_into_another_document_is_checked_again_when_that_changes(dossier: Path) -> None:
    own_tei(dossier, Random(3))
    (own,) = (dossier / "tei").glob("own-*.xml")
    words = own.read_text(encoding="utf-8")
    own.write_text(regex.sub('target="[^"]*"', 'target="b.xml#here"', words), encoding="utf-8")
    run(dossier)
    lay(dossier, {"sources/b.txt": "Other words.\n"})
    assert f"validate {own.stem}" in made(run(dossier, "--verbose"))


def test_what_was_altered_or_removed_in_the_output_is_made_again(dossier: Path) -> None:
    run(dossier)
    before = contents(dossier)
    (dossier / "build/site/a/index.html").write_bytes(b"altered")
    (dossier / "build/site/b/about.html").unlink()
    (dossier / "build/site/index.html").unlink()
    (dossier / "tei/c.xml").unlink()
    result = run(dossier, "--verbose")
    assert "page: altered: build/site/a/index.html" in result.stderr
    assert "page: gone: build/site/b/about.html" in result.stderr
    assert contents(dossier) == before


def test_faults_are_told_on_every_build_until_they_are_mended(dossier: Path) -> None:
    run(dossier)
    tei = dossier / "tei/a.xml"
    tei.write_bytes(tei.read_bytes().replace(b"<p ", b'<p wen="1" ', 1))
    first, second = run(dossier), run(dossier)
    assert first.exit_code == second.exit_code == 1
    assert "relaxng/" in first.stderr and first.stderr == second.stderr


def test_records_that_are_torn_or_of_others_are_no_harm(dossier: Path) -> None:
    run(dossier)
    before = contents(dossier)
    manifest = dossier / ".edition/manifest.jsonl"
    manifest.write_bytes(manifest.read_bytes()[:-40])
    for kept in (dossier / ".edition").rglob("*.pickle"):
        # What it would do to whoever unpickled it: run a program.
        kept.write_bytes(b"cos\nsystem\n(S'touch harmed'\ntR.")
    (dossier / ".edition/hashes.json").write_bytes(b"[]")
    lay(dossier, {"sources/b.txt": (dossier / "sources/a.txt").read_text()})
    assert run(dossier).exit_code == 0
    clean = lay(dossier.parent / "clean", {"edition.toml": SETTINGS})
    shutil.copytree(dossier / "sources", clean / "sources")
    run(clean)
    assert contents(dossier) == contents(clean) != before
    assert not Path("harmed").exists()


def change_source(folder: Path, random: Random) -> None:
    file = random.choice(sorted((folder / "sources").glob("*.txt")))
    file.write_text(text(random), encoding="utf-8")


def add_source(folder: Path, random: Random) -> None:
    lay(folder, {f"sources/{random.choice('abcdefg')}.txt": text(random)})


def remove_source(folder: Path, random: Random) -> None:
    files = sorted((folder / "sources").glob("*.txt"))
    if len(files) > 1:
        random.choice(files).unlink()


def change_settings(folder: Path, random: Random) -> None:
    formats = random.choice(['["site"]', '["site", "epub"]', '["epub"]'])
    said = [f'title = "Dossier {random.randrange(3)}"', 'date = "2026-01-15"']
    said += ['base_url = "https://example.org/"'] * random.randrange(2)
    off = '[convert]\nrules_off = ["dates/day"]\n' * random.randrange(2)
    look = f'[site]\nfooter = "Foot {random.randrange(2)}"\n' * random.randrange(2)
    table = "[edition]\n" + "\n".join(said)
    lay(folder, {"edition.toml": f"{table}\n{off}{look}[build]\nformats = {formats}\n"})


def change_look(folder: Path, random: Random) -> None:
    own = folder / "templates/_chapters.html"
    if own.exists():
        own.unlink()
    else:
        from edition.resources import resource

        shipped = (resource("templates") / "site/_chapters.html").read_text(encoding="utf-8")
        lay(folder, {"templates/_chapters.html": shipped + f"<!-- {random.randrange(9)} -->"})


def own_tei(folder: Path, random: Random) -> None:
    target = random.choice(["b.xml", "c.xml#x", "gone.xml"])
    lay(
        folder,
        {
            f"tei/own-{random.randrange(2)}.xml": '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc>'
            "<titleStmt><title>Own</title></titleStmt><publicationStmt><p>x</p></publicationStmt><sourceDesc><p>y</p>"
            f'</sourceDesc></fileDesc></teiHeader><text><body><p>See <ref target="{target}">it</ref> and '
            f'<persName key="k">Rusk {random.randrange(3)}</persName></p></body></text></TEI>'
        },
    )


def spoil_output(folder: Path, random: Random) -> None:
    files = sorted(f for f in (folder / "build").rglob("*") if f.is_file())
    if files:
        random.choice(files).unlink()


CHANGES: tuple[Callable[[Path, Random], None], ...] = (
    change_source, change_source, add_source, remove_source, change_settings, change_look, own_tei, spoil_output,
)  # fmt: skip


def clean_build(folder: Path, into: Path) -> dict[str, bytes]:
    for name in ("edition.toml", "sources", "templates"):
        if (folder / name).is_dir():
            shutil.copytree(folder / name, into / name)
        elif (folder / name).exists():
            into.mkdir(exist_ok=True)
            shutil.copy(folder / name, into / name)
    for own in (folder / "tei").glob("own-*.xml"):
        (into / "tei").mkdir(exist_ok=True)
        shutil.copy(own, into / "tei")
    run(into)
    return contents(into)


@pytest.mark.parametrize("seed", range(6))
def test_after_any_changes_a_build_equals_a_clean_one(dossier: Path, tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    run(dossier)
    for number in range(4):
        done = [random.choice(CHANGES) for _ in range(random.randrange(1, 4))]
        for change in done:
            change(dossier, random)
        run(dossier)
        names = [change.__name__ for change in done]
        expected = clean_build(dossier, tmp_path / f"clean-{number}")
        assert _steady(contents(dossier)) == _steady(expected), names


def _steady(files: dict[str, bytes]) -> dict[str, bytes]:
    # On a busy machine Pagefind may write its index of the same pages in two ways: it is left out here,
    # and with it the certificate, which holds its hashes.
    return {
        path: data for path, data in files.items() if "pagefind" not in path and "certificate" not in path
    }


def test_one_job_equals_many_after_a_change(dossier: Path, tmp_path: Path) -> None:
    run(dossier, "--jobs", "2")
    for name in "ab":
        lay(dossier, {f"sources/{name}.txt": text(Random(7))})
    run(dossier, "--jobs", "2")
    assert contents(dossier) == clean_build(dossier, tmp_path / "clean")


def test_a_build_that_is_killed_is_continued(dossier: Path, tmp_path: Path) -> None:
    expected = clean_build(dossier, tmp_path / "clean")
    for seed in range(3):
        process = subprocess.Popen(
            [sys.executable, "-m", "edition", "build", str(dossier), "--quiet"], cwd=Path(__file__).parents[2]
        )
        time.sleep(0.5 + Random(seed).random())
        process.send_signal(signal.SIGKILL)
        process.wait()
        for file in (*dossier.glob("tei/*.xml"), *dossier.glob("build/site/*/*.html")):
            assert file.read_bytes().rstrip().endswith((b"</TEI>", b"</html>")), file
    assert run(dossier).exit_code == 0
    assert contents(dossier) == expected


def test_two_builds_at_once_are_refused_and_a_dead_process_holds_no_lock(dossier: Path) -> None:
    with (
        only_one(dossier / ".edition"),
        pytest.raises(LockedError, match="another build"),
        only_one(dossier / ".edition"),
    ):
        pass
    with only_one(dossier / ".edition"):
        result = run(dossier)
        assert result.exit_code == 2 and f"process {os.getpid()}" in result.stderr
    code = (
        f"import sys,time;from pathlib import Path;from edition.work.lock import only_one\n"
        f"with only_one(Path({str(dossier / '.edition')!r})): print('held', flush=True); time.sleep(60)"
    )
    holder = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"held\n"
    assert run(dossier).exit_code == 2
    holder.kill()
    holder.wait()
    holder.stdout.close()
    assert run(dossier).exit_code == 0
