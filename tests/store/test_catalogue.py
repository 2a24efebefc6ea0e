"""The real list of model packs: nothing in it may be left open."""

import hashlib
import re
from pathlib import PurePosixPath

import pytest

from desktop import paths
from desktop.store.catalogue import AddressSource, Pack, PartsSource, WheelSource, load_catalogue

PACKS = load_catalogue(paths.catalogue())
SHA256 = re.compile(r"[0-9a-f]{64}")
SPDX = {"MIT", "Apache-2.0"}

every_pack = pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.name)


def test_names_are_unique() -> None:
    assert len({pack.name for pack in PACKS}) == len(PACKS)


def test_default_set_covers_every_role() -> None:
    assert {pack.role for pack in PACKS if pack.default} == {pack.role for pack in PACKS}


def test_one_language_model_is_the_default_and_a_smaller_one_may_be_chosen() -> None:
    models = {pack.choice: pack for pack in PACKS if pack.role == "llm"}
    assert models["large"].default
    assert not models["small"].default
    assert models["small"].size < models["large"].size


@every_pack
def test_licence_upstream_and_notes_are_given(pack: Pack) -> None:
    assert pack.licence in SPDX
    assert pack.upstream
    assert pack.notes.en
    assert pack.notes.zh


@every_pack
def test_every_file_has_its_size_and_hash(pack: Pack) -> None:
    assert pack.files
    for file in pack.files:
        assert file.size > 0
        assert SHA256.fullmatch(file.sha256)
        assert ".." not in PurePosixPath(file.name).parts
        assert not PurePosixPath(file.name).is_absolute()


@every_pack
def test_files_written_from_the_catalogue_are_what_it_says(pack: Pack) -> None:
    for file in pack.files:
        if file.lines:
            assert len(file.text) == file.size
            assert hashlib.sha256(file.text).hexdigest() == file.sha256


@every_pack
def test_every_wheel_is_pinned(pack: Pack) -> None:
    for wheel in pack.wheels():
        name, version = wheel.requirement.split("==")
        assert wheel.wheel.startswith(f"{name.replace('-', '_')}-{version}-")
        assert SHA256.fullmatch(wheel.wheel_sha256)
        assert wheel.wheel_size > 0


@every_pack
def test_every_source_gives_the_files_that_the_catalogue_does_not_hold(pack: Pack) -> None:
    brought = {file.name for file in pack.files if not file.lines}
    assert pack.sources
    for source in pack.sources:
        if isinstance(source, WheelSource):
            assert set(source.members) == brought
        elif isinstance(source, PartsSource):
            assert {source.file} == brought
        elif isinstance(source, AddressSource):
            assert set(source.addresses) == brought
            assert all(address.startswith("https://") for address in source.addresses.values())


@every_pack
def test_paddle_packs_name_themselves_in_their_description(pack: Pack) -> None:
    if pack.role.startswith("ocr-"):
        assert {file.name for file in pack.files} == {"inference.onnx", "inference.yml"}
        for file in pack.files:
            assert not file.lines or f"  model_name: {pack.name}" in file.lines
