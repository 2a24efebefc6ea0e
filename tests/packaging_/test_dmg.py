"""``packaging/dmg.py``: what the app tells macOS, and which of Apple's tools are run in which order."""

import plistlib
from pathlib import Path

import pytest

import dmg
from steps import StepFailedError


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[list[str]]:
    """The commands that would have been run; all of them succeed."""
    seen: list[list[str]] = []
    monkeypatch.setattr(dmg, "ROOT", tmp_path)
    monkeypatch.setattr(dmg, "run_logged", lambda what, command, log: seen.append(list(command)))
    return seen


@pytest.fixture
def app(tmp_path: Path) -> Path:
    contents = tmp_path / "年报 dist" / "Tercet.app" / "Contents"
    contents.mkdir(parents=True)
    (contents / "Info.plist").write_bytes(plistlib.dumps({}))
    return contents.parent


def test_plist_can_be_written_and_offers_tercet_for_pdfs_without_taking_them_over() -> None:
    said = plistlib.loads(plistlib.dumps(dmg.INFO_PLIST))
    (kind,) = said["CFBundleDocumentTypes"]
    assert kind["LSItemContentTypes"] == ["com.adobe.pdf"]
    assert (kind["CFBundleTypeRole"], kind["LSHandlerRank"]) == ("Viewer", "Alternate")
    assert said["CFBundleLocalizations"] == ["en", "zh-Hans"]
    assert said["CFBundleIdentifier"] == "io.github.tercet.Tercet"


def test_the_copy_is_signed_and_checked_before_it_goes_into_the_image(ran: list[list[str]], app: Path) -> None:
    image = dmg.make(app, "0.1.0", app.parent)
    assert image == app.parent / "Tercet-0.1.0.dmg"
    assert [command[:2] for command in ran] == [
        ["ditto", str(app)],
        ["codesign", "--force"],
        ["codesign", "--verify"],
        ["hdiutil", "create"],
        ["hdiutil", "verify"],
    ]
    copy = ran[0][-1]
    assert copy != str(app)
    assert ran[1][-3:] == ["-s", "-", copy]
    assert ran[2][-1] == copy


def test_the_image_holds_the_app_beside_a_link_to_applications(ran: list[list[str]], app: Path) -> None:
    dmg.make(app, "0.1.0", app.parent)
    create = ran[3]
    stage = Path(create[create.index("-srcfolder") + 1])
    assert (stage / "Applications").readlink() == Path("/Applications")
    assert Path(ran[0][-1]).parent == stage
    assert create[create.index("-format") + 1] == "UDZO"


def test_a_second_image_replaces_the_first(ran: list[list[str]], app: Path) -> None:
    dmg.make(app, "0.1.0", app.parent)
    dmg.make(app, "0.1.0", app.parent)
    assert "-ov" in ran[-2]


def test_a_busy_disk_image_is_tried_again(ran: list[list[str]], app: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    busy = [1, 1]

    def run(what: str, command: list[str], log: Path) -> None:
        ran.append(list(command))
        if command[:2] == ["hdiutil", "create"] and busy:
            busy.pop()
            raise StepFailedError("hdiutil: create failed - Resource busy")

    monkeypatch.setattr(dmg, "run_logged", run)
    monkeypatch.setattr(dmg, "_PAUSE_SECONDS", 0)
    dmg.make(app, "0.1.0", app.parent)
    assert sum(command[:2] == ["hdiutil", "create"] for command in ran) == 3


def test_an_image_that_can_never_be_made_says_why(app: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def run(what: str, command: list[str], log: Path) -> None:
        if command[0] == "hdiutil":
            raise StepFailedError("hdiutil: no space left")

    monkeypatch.setattr(dmg, "ROOT", tmp_path)
    monkeypatch.setattr(dmg, "run_logged", run)
    monkeypatch.setattr(dmg, "_PAUSE_SECONDS", 0)
    with pytest.raises(StepFailedError, match="no space left"):
        dmg.make(app, "0.1.0", app.parent)


def test_what_is_no_app_is_refused(ran: list[list[str]], tmp_path: Path) -> None:
    with pytest.raises(StepFailedError, match="build the program first"):
        dmg.make(tmp_path / "Tercet.app", "0.1.0", tmp_path)
    assert ran == []
