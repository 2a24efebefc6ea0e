"""Bringing one file onto this machine: a wheel by pip's own client, a file from a model hub's address.

What has arrived whole stays in the downloads folder until its pack is in place, so a download that
broke off goes on where it stopped: with the first wheel that is not there, or in the middle of a file.
"""

from __future__ import annotations

import errno
import http.client
import os
import ssl
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import certifi

from desktop import paths
from desktop.domain.errors import ErrorCode, KnownError
from desktop.store.catalogue import PackFile, Wheel
from desktop.store.disk import is_full
from desktop.store.pack_files import is_file, pieces, sha256_of

_POLL_SECONDS = 0.2
_HTTP_SECONDS = 30
_PARTIAL = 206


@dataclass(frozen=True, slots=True)
class Transfer:
    """How files are fetched for one pack. ``on_bytes`` gets the bytes that the current file has so far."""

    downloads: Path
    pip: tuple[str, ...]
    cancelled: Callable[[], bool]
    on_bytes: Callable[[int], None]

    def after(self, done: int) -> Transfer:
        """The same, counting on from so many bytes."""
        count = self.on_bytes
        return replace(self, on_bytes=lambda more: count(done + more))


def pip_command() -> tuple[str, ...]:
    """The client of this Python's pip, or of the one inside a frozen program."""
    if getattr(sys, "frozen", False):
        return (*paths.program_command(), "--pip")
    return (sys.executable, "-m", "pip")


def fetch_wheel(wheel: Wheel, transfer: Transfer) -> Path:
    """The wheel in the downloads folder, fetched unless it is there whole.

    KnownError: SOURCE_GONE, HASH_MISMATCH or CANCELLED; OSError where the disk refuses.
    """
    kept = transfer.downloads / wheel.wheel
    if not is_file(kept, wheel.wheel_sha256):
        kept.unlink(missing_ok=True)
        with tempfile.TemporaryDirectory(prefix="pip-", dir=transfer.downloads) as place:
            _download(wheel, Path(place), transfer)
            _accept(Path(place) / "dest" / wheel.wheel, kept, wheel)
    transfer.on_bytes(wheel.wheel_size)
    return kept


def fetch_address(address: str, file: PackFile, transfer: Transfer) -> Path:
    """The file at this address, in the downloads folder; a part that is there already is gone on with.

    KnownError: SOURCE_GONE, HASH_MISMATCH or CANCELLED; OSError where the disk is full.
    """
    kept = transfer.downloads / f"{file.sha256}.part"
    if not kept.is_file() or kept.stat().st_size < file.size:
        _continue(address, kept, file, transfer)
    found = sha256_of(kept)
    if found != file.sha256:
        kept.unlink()
        raise KnownError(ErrorCode.HASH_MISMATCH, file.name, f"sha256 {found}")
    return kept


def _download(wheel: Wheel, place: Path, transfer: Transfer) -> None:
    log = place / "log"
    with log.open("wb") as stderr:
        client = subprocess.Popen(
            _arguments(wheel, place, transfer.pip),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=stderr,
            env=_environment(place),
        )
        try:
            _await(client, wheel, place, transfer)
        except BaseException:  # also Ctrl-C
            _end(client)
            raise
    if client.returncode:
        raise _refusal(wheel, log.read_text("utf-8", "replace"), transfer.downloads)


def _arguments(wheel: Wheel, place: Path, pip: tuple[str, ...]) -> list[str]:
    # The wheel is only opened as a zip, so it does not matter for which Python it was made. pip's own
    # cache would keep every byte a second time.
    options = ("--no-deps", "--only-binary", ":all:", "--ignore-requires-python", "--no-cache-dir")
    quiet = ("--no-input", "--progress-bar", "off", "--disable-pip-version-check", "--quiet")
    return [*pip, "download", *options, *quiet, "--dest", str(place / "dest"), wheel.requirement]


def _environment(place: Path) -> Mapping[str, str]:
    """Lets pip keep its temporary files here: a system's own folder for them may be small."""
    temporary = place / "tmp"
    temporary.mkdir()
    return {**os.environ, "TMPDIR": str(temporary), "TEMP": str(temporary), "TMP": str(temporary)}


def _await(client: subprocess.Popen[bytes], wheel: Wheel, place: Path, transfer: Transfer) -> None:
    while client.poll() is None:
        if transfer.cancelled():
            raise KnownError(ErrorCode.CANCELLED, wheel.requirement)
        transfer.on_bytes(min(_size(place), wheel.wheel_size))
        try:
            client.wait(_POLL_SECONDS)
        except subprocess.TimeoutExpired:
            continue


def _end(client: subprocess.Popen[bytes]) -> None:
    client.terminate()
    try:
        client.wait(5)
    except subprocess.TimeoutExpired:
        client.kill()
        client.wait()


def _size(place: Path) -> int:
    total = 0
    for folder, _, names in os.walk(place):
        for name in names:
            try:
                total += (Path(folder) / name).stat().st_size
            except OSError:  # pip moved it away meanwhile
                continue
    return total


def _refusal(wheel: Wheel, log: str, downloads: Path) -> Exception:
    said = log.strip().splitlines()
    reason = next((line for line in reversed(said) if line.startswith("ERROR")), said[-1] if said else "")
    if "No space left" in log or "not enough space" in log:
        return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(downloads))
    if "DO NOT MATCH THE HASHES" in log:
        return KnownError(ErrorCode.HASH_MISMATCH, wheel.wheel, reason)
    return KnownError(ErrorCode.SOURCE_GONE, wheel.requirement, reason.removeprefix("ERROR: "))


def _accept(arrived: Path, kept: Path, wheel: Wheel) -> None:
    if not arrived.is_file():
        raise KnownError(ErrorCode.SOURCE_GONE, wheel.requirement, f"no {wheel.wheel}")
    found = sha256_of(arrived)
    if found != wheel.wheel_sha256:
        raise KnownError(ErrorCode.HASH_MISMATCH, wheel.wheel, f"sha256 {found}")
    arrived.replace(kept)


def _continue(address: str, kept: Path, file: PackFile, transfer: Transfer) -> None:
    have = kept.stat().st_size if kept.is_file() else 0
    request = urllib.request.Request(address, headers={"Range": f"bytes={have}-"})  # noqa: S310 - from our catalogue
    try:
        with urllib.request.urlopen(request, timeout=_HTTP_SECONDS, context=_trust()) as answer:  # noqa: S310
            goes_on = answer.status == _PARTIAL
            _append(answer, kept, transfer.after(have if goes_on else 0), goes_on=goes_on)
    except (OSError, http.client.HTTPException) as error:
        if is_full(error):
            raise
        raise KnownError(ErrorCode.SOURCE_GONE, address, str(error)) from error
    if kept.stat().st_size < file.size:
        raise KnownError(ErrorCode.SOURCE_GONE, address, "the download broke off")


def _trust() -> ssl.SSLContext:
    """The system's certificates, and Mozilla's: a frozen program may not find the system's, or there are none."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def _append(answer: http.client.HTTPResponse, kept: Path, transfer: Transfer, *, goes_on: bool) -> None:
    done = 0
    with kept.open("ab" if goes_on else "wb") as out:
        for piece in pieces(answer):
            if transfer.cancelled():
                raise KnownError(ErrorCode.CANCELLED, kept.name)
            out.write(piece)
            done += len(piece)
            transfer.on_bytes(done)
