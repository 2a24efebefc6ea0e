"""What the program asks of its packs: where they are, which are missing, whether they are whole."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from desktop import paths
from desktop.domain.errors import ErrorCode, KnownError
from desktop.store import packs
from desktop.store.catalogue import PackageSource
from desktop.store.packs import FetchState, PackState
from tests.fakes.index.shelf import FAKE_PIP, Index, file, in_parts, pack, simple, write_catalogue


@pytest.fixture
def home(index: Index, monkeypatch: pytest.MonkeyPatch) -> Index:
    """A program with two packs, eyes and mind, neither of them here."""
    write_catalogue(index.folder / "catalogue.json", simple(index), replace(in_parts(index), default=False))
    beside = index.root.parent / "beside the program"
    monkeypatch.setattr(paths, "catalogue", lambda: index.folder / "catalogue.json")
    monkeypatch.setattr(paths, "pack_folders", lambda: (index.root, beside))
    monkeypatch.setattr(packs, "pip_command", lambda: FAKE_PIP)
    return index


def fetch(*names: str) -> None:
    packs.fetch(names, lambda _: None, lambda: False)


def test_pack_that_is_not_here_is_missing(home: Index) -> None:
    assert packs.missing(("eyes", "mind")) == ("eyes", "mind")
    assert packs.verify("eyes") is PackState.MISSING
    with pytest.raises(KnownError) as missing:
        packs.folder("eyes")
    assert (missing.value.code, missing.value.subject) == (ErrorCode.MODEL_MISSING, "eyes")


def test_only_default_packs_are_wanted(home: Index) -> None:
    assert packs.default_packs() == ("eyes",)


def test_fetched_pack_is_found_and_sound(home: Index) -> None:
    fetch("eyes")
    assert packs.missing(("eyes", "mind")) == ("mind",)
    assert packs.folder("eyes") == home.root / "eyes"
    assert packs.verify("eyes") is PackState.OK


def test_pack_beside_the_program_is_found_and_a_fetched_one_goes_first(home: Index) -> None:
    fetch("eyes")
    beside = home.root.parent / "beside the program"
    home.root.rename(beside)
    assert packs.folder("eyes") == beside / "eyes"
    (beside / "eyes").rename(home.root.parent / "aside")
    fetch("eyes")
    (home.root.parent / "aside").rename(beside / "eyes")
    assert packs.folder("eyes") == home.root / "eyes"


def test_folder_without_the_marker_is_no_pack(home: Index) -> None:
    fetch("eyes")
    (home.root / "eyes" / "pack.sha256").unlink()
    assert packs.missing(("eyes",)) == ("eyes",)


def test_pack_of_an_older_catalogue_is_missing(home: Index) -> None:
    fetch("eyes")
    newer = simple(home, seed=2)
    write_catalogue(home.folder / "catalogue.json", newer)
    assert packs.missing(("eyes",)) == ("eyes",)


@pytest.mark.parametrize("harm", ["changed", "shorter", "gone"])
def test_broken_file_is_found_taken_out_of_use_and_mended_by_fetching(home: Index, harm: str) -> None:
    fetch("eyes")
    model = home.root / "eyes" / "model.bin"
    content = model.read_bytes()
    if harm == "gone":
        model.unlink()
    else:
        model.write_bytes(content[:-1] + (b"!" if harm == "changed" else b""))
    assert packs.verify("eyes") is PackState.BROKEN
    assert packs.missing(("eyes",)) == ("eyes",)
    fetch("eyes")
    assert packs.verify("eyes") is PackState.OK


def test_pack_that_came_with_the_program_is_used_where_it_lies(
    home: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = PackageSource("tiny-words==1.0", "tiny_words_of_a_test", "inside")
    write_catalogue(home.folder / "catalogue.json", pack("words", (file("w.bin", b"weights"),), source))
    (result,) = packs.fetch(("words",), lambda _: None, lambda: False)
    assert result.state is FetchState.FAILED
    assert result.problems[0].subject == "tiny-words==1.0"

    (tmp_path / "tiny_words_of_a_test" / "inside").mkdir(parents=True)
    (tmp_path / "tiny_words_of_a_test" / "__init__.py").write_text("raise ImportError('must not be imported')")
    (tmp_path / "tiny_words_of_a_test" / "inside" / "w.bin").write_bytes(b"weights")
    monkeypatch.syspath_prepend(tmp_path)
    assert packs.folder("words") == tmp_path / "tiny_words_of_a_test" / "inside"
    assert packs.verify("words") is PackState.OK
    assert "tiny_words_of_a_test" not in sys.modules


def test_import_names_the_pack(home: Index) -> None:
    wheel = simple(home).wheels()[0].wheel
    assert packs.import_file(home.folder / wheel) == "eyes"
    assert packs.verify("eyes") is PackState.OK
