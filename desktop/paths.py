"""Where things lie. The only module that knows source tree, installed wheel and frozen bundle apart."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def resources() -> Path:
    """Folder with icons, translations, prompts and samples."""
    return _bundle() / "resources"


def catalogue() -> Path:
    """The list of model packs."""
    return _bundle() / "models" / "catalogue.json"


def library_home() -> Path:
    """The library's folder: ``TERCET_HOME``, else the platform's folder for application data."""
    chosen = os.environ.get("TERCET_HOME")
    return Path(chosen).expanduser() if chosen else _data_folder() / "Tercet"


def pack_folders() -> tuple[Path, ...]:
    """Folders with model packs, searched in order; the first one is where fetched packs go.

    ``TERCET_MODELS`` moves the first; packs that came with an installer lie beside the program.
    """
    chosen = os.environ.get("TERCET_MODELS")
    first = Path(chosen).expanduser() if chosen else cache_folder() / "models"
    return first, _bundle() / "models" / "packs"


def cache_folder() -> Path:
    """What can be made again lies here: fetched packs, and what libraries keep for themselves."""
    return _system_cache() / "tercet"


def keys_folder() -> Path:
    """Where the keys of servers are kept, outside every library; ``TERCET_KEYS`` moves it."""
    chosen = os.environ.get("TERCET_KEYS")
    return Path(chosen).expanduser() if chosen else _config_folder() / "tercet" / "keys"


def program_command() -> list[str]:
    """The command that starts this program again, for workers and for pip."""
    if getattr(sys, "frozen", False):
        # On Windows the program with the window has no stdin and no stdout; one that has them lies beside it.
        console = Path(sys.executable).with_name("tercet-console.exe")
        return [str(console) if sys.platform == "win32" else sys.executable]
    # Not -m: that would import whatever modules lie in the folder that the person happens to be in.
    root = str(Path(__file__).resolve().parent.parent)
    start = f"import sys; sys.path.insert(0, {root!r}); from desktop.__main__ import main; sys.exit(main())"
    return [sys.executable, "-P", "-c", start]


def restore_environment() -> None:
    """Let programs of the system that a frozen one starts find their own libraries, not ours.

    PyInstaller's start-up sets the loader's path; it was read when this process began, so nothing here needs it:
    https://pyinstaller.org/en/stable/runtime-information.html#ld-library-path-libpath-considerations
    """
    if getattr(sys, "frozen", False) and sys.platform.startswith("linux"):
        os.environ.pop("LD_LIBRARY_PATH", None)
        original = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
        if original is not None:
            os.environ["LD_LIBRARY_PATH"] = original


def _bundle() -> Path:
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen:
        return Path(frozen)
    source = Path(__file__).resolve().parent.parent
    if (source / "pyproject.toml").is_file():
        return source
    return Path(__file__).resolve().parent / "_data"


def _data_folder() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local"))
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    return Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local" / "share"))


def _config_folder() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA", Path.home() / "AppData" / "Roaming"))
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Preferences"
    return Path(os.environ.get("XDG_CONFIG_HOME", Path.home() / ".config"))


def _system_cache() -> Path:
    if sys.platform == "win32":
        return _data_folder()
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    return Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache"))
