"""A reader that is slow or hangs: arguments are a folder for what it saw, seconds for each request, ``hang`` or ``go``."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from desktop.protocol.events import FilesTaken, LibraryChanged, Ready
from desktop.protocol.requests import AddFiles, RemoveDocument
from desktop.protocol.roles import Role
from desktop.wire import decode, encode


def main() -> None:
    folder, seconds, mode = Path(sys.argv[1]), float(sys.argv[2]), sys.argv[3]
    starts = len(list(folder.glob("start-*")))
    (folder / f"start-{starts}").touch()
    say = sys.stdout.buffer.write
    say(encode(Ready(Role.READER)))
    sys.stdout.flush()
    if mode == "hang" and not starts:
        time.sleep(600)
    for line in sys.stdin.buffer:
        message = decode(line)
        time.sleep(seconds)
        match message:
            case AddFiles(paths):
                (folder / f"added-{Path(paths[0]).name}").touch()
                say(encode(FilesTaken(paths)))
            case RemoveDocument(document):
                (folder / f"removed-{document}").touch()
                say(encode(LibraryChanged(document)))
        sys.stdout.flush()


if __name__ == "__main__":
    main()
