"""SIGKILL at moments drawn by chance: nothing is lost, nothing is there twice, nothing that was removed is found."""

import random
import sys
from contextlib import closing
from pathlib import Path

from desktop.domain.settings import Chunker
from desktop.store import pages, settings
from desktop.store.database import open_library
from tests import pdfs
from tests.fakes.hashes import FolderHashes, Hashes, model_folder
from tests.kills import Killer, moments, small_files

PROGRAM = Path(__file__).resolve().parents[1] / "fakes" / "light.py"


def test_a_library_that_is_killed_at_any_moment_is_whole_after_the_next_start(home: Path, tmp_path: Path) -> None:
    killer = Killer([sys.executable, str(PROGRAM)], home, Hashes.space, random.Random(20))
    moments(killer, small_files(tmp_path / "files"), 6, print)
    assert killer.faults == []
    assert killer.broken_off >= 3, "the kills came too late to meet anything"


def test_a_library_that_is_killed_while_it_is_cut_anew_is_cut_to_the_end(home: Path, tmp_path: Path) -> None:
    files = (pdfs.many_pages(tmp_path, 40, "amber.pdf"), pdfs.triples(tmp_path, name="delta.pdf"))
    killer = Killer([sys.executable, str(PROGRAM)], home, Hashes.space, random.Random(7))
    wholes = {Chunker.STRUCTURE: killer.unbroken(files)}
    wholes |= {chunker: killer.cut_unbroken(chunker) for chunker in (Chunker.WINDOW, Chunker.PAGE)}
    amid = 0
    for chunker in (Chunker.STRUCTURE, Chunker.WINDOW, Chunker.PAGE, Chunker.STRUCTURE):
        killer.kill_settings("--chunker", chunker, 12)
        killer.look_at_pages(list(wholes.values()))
        with closing(open_library(home)) as db:
            now = settings.load(db).chunker
            amid += bool(pages.cut_otherwise(db, now, 1))
        killer.start_again()
        killer.look_closely({"amber.pdf", "delta.pdf"}, wholes[now])
    assert killer.faults == []
    assert amid >= 2, "the kills came too early or too late to meet any cutting"


def test_a_library_that_is_killed_while_its_embedder_changes_is_searched_by_the_one_or_the_other(
    home: Path, tmp_path: Path
) -> None:
    files = (pdfs.many_pages(tmp_path, 70, "amber.pdf"), pdfs.triples(tmp_path, name="delta.pdf"))
    killer = Killer([sys.executable, str(PROGRAM)], home, Hashes.space, random.Random(3))
    whole = killer.unbroken(files)
    folders = [str(model_folder(tmp_path, name)) for name in ("a", "b")]
    amid = 0
    for folder in (*folders, "default", *folders):
        before = embedder_of(home)
        killer.kill_settings("--embedder", folder, 4)
        with closing(open_library(home)) as db:
            chosen = settings.load(db)
            amid += chosen.next_embedder is not None
        assert chosen.embedder in (before, "" if folder == "default" else folder)
        killer.look_for_all(hashes(chosen.embedder))
        killer.start_again()
        now = embedder_of(home)
        assert now == (chosen.embedder if chosen.next_embedder is None else chosen.next_embedder)
        killer.look_for_all(hashes(now))
        killer.space = hashes(now).space
        killer.look_closely({"amber.pdf", "delta.pdf"}, whole)
    assert killer.faults == []
    assert amid >= 2, "the kills came too early or too late to meet any change"


def embedder_of(home: Path) -> str:
    with closing(open_library(home)) as db:
        return settings.load(db).embedder


def hashes(folder: str) -> Hashes:
    return FolderHashes(folder) if folder else Hashes()
