"""Packs from files that the user picks."""

import zipfile
from pathlib import Path

import pytest

from desktop.domain.errors import ErrorCode, KnownError
from desktop.store.catalogue import Pack
from desktop.store.pack_files import broken_files, installed_folder
from desktop.store.pack_import import import_packs
from tests.fakes.index.shelf import Index, in_parts, simple, weights

MIND = b"".join(weights(number) for number in (11, 12, 13))


def is_whole(index: Index, one: Pack) -> bool:
    folder = installed_folder(index.shelf(one), one)
    return folder is not None and not broken_files(folder, one)


def test_weight_file_is_recognised_whatever_its_name(index: Index, tmp_path: Path) -> None:
    mind = in_parts(index)
    picked = tmp_path / "下载 (1).bin"
    picked.write_bytes(MIND)
    assert import_packs(index.shelf(mind), picked) == ("mind",)
    assert is_whole(index, mind)
    assert picked.exists()


def test_wheel_gives_every_pack_that_is_made_from_it(index: Index) -> None:
    eyes = simple(index)
    wheel = index.folder / eyes.wheels()[0].wheel
    assert import_packs(index.shelf(eyes), wheel) == ("eyes",)
    assert is_whole(index, eyes)
    assert wheel.exists()


def test_parts_come_one_by_one_and_the_last_makes_the_pack(index: Index) -> None:
    mind = in_parts(index)
    shelf = index.shelf(mind)
    for wheel in mind.wheels():
        assert not is_whole(index, mind)
        assert import_packs(shelf, index.folder / wheel.wheel) == ("mind",)
    assert is_whole(index, mind)
    assert list((index.root / ".downloads").iterdir()) == []


def test_part_that_was_imported_is_not_fetched_again(index: Index) -> None:
    mind = in_parts(index)
    import_packs(index.shelf(mind), index.folder / mind.wheels()[1].wheel)
    index.fetch(mind)
    assert index.requests() == ["part-1==1.0", "part-3==1.0"]


@pytest.mark.parametrize("kind", ["zip", "folder"])
def test_zip_and_folder_are_searched_for_files_of_packs(index: Index, tmp_path: Path, kind: str) -> None:
    eyes, mind = simple(index), in_parts(index)
    holding = {"deep/inside/whatever.bin": weights(1), "w.txt": b"a b c", "mind-renamed.gguf": MIND, "note": b"hello"}
    picked = tmp_path / "picked"
    if kind == "zip":
        with zipfile.ZipFile(picked, "w") as archive:
            for name, content in holding.items():
                archive.writestr(name, content)
    else:
        for name, content in holding.items():
            (picked / name).parent.mkdir(parents=True, exist_ok=True)
            (picked / name).write_bytes(content)
    assert import_packs(index.shelf(eyes, mind), picked) == ("eyes", "mind")
    assert is_whole(index, eyes)
    assert is_whole(index, mind)


def test_folder_that_lacks_a_file_of_the_pack_gives_nothing(index: Index, tmp_path: Path) -> None:
    eyes = simple(index)
    (tmp_path / "model.bin").write_bytes(weights(1))
    with pytest.raises(KnownError) as refused:
        import_packs(index.shelf(eyes), tmp_path)
    assert refused.value.code is ErrorCode.NOT_FOUND
    assert not (index.root / "eyes").exists()


def test_file_that_bears_a_right_name_but_is_another_is_refused(index: Index, tmp_path: Path) -> None:
    mind = in_parts(index)
    (tmp_path / "mind.gguf").write_bytes(MIND[:-1] + b"!")
    with pytest.raises(KnownError) as refused:
        import_packs(index.shelf(mind), tmp_path / "mind.gguf")
    assert refused.value.code is ErrorCode.HASH_MISMATCH
    assert not (index.root / "mind").exists()


@pytest.mark.parametrize("content", [b"", b"hello"])
def test_file_of_no_pack_is_not_found(index: Index, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "letter.txt").write_bytes(content)
    with pytest.raises(KnownError) as refused:
        import_packs(index.shelf(simple(index)), tmp_path / "letter.txt")
    assert refused.value.code is ErrorCode.NOT_FOUND


def test_path_that_is_not_there_is_not_found(index: Index, tmp_path: Path) -> None:
    with pytest.raises(KnownError) as refused:
        import_packs(index.shelf(), tmp_path / "nothing")
    assert refused.value.code is ErrorCode.NOT_FOUND
