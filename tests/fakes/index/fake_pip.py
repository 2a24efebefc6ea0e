"""A pip that knows ``download`` only, takes wheels from the folder ``FAKE_INDEX`` and can misbehave.

``FAKE_INDEX/behaviour.json`` says for a requirement: ``gone``, ``lie`` (another file of that name),
``break`` (half a file, then an error), ``full`` (the disk is full), ``hang``. Requests are logged.
"""

import json
import os
import sys
import time
from pathlib import Path


def main() -> int:
    index = Path(os.environ["FAKE_INDEX"])
    place, requirement = Path(sys.argv[sys.argv.index("--dest") + 1]), sys.argv[-1]
    with (index / "requests.log").open("a") as log:
        log.write(f"{requirement}\n")
    behaviour = index / "behaviour.json"
    how = json.loads(behaviour.read_text()).get(requirement) if behaviour.exists() else None
    name, version = requirement.split("==")
    wheel = index / f"{name.replace('-', '_')}-{version}-py3-none-any.whl"
    if how == "gone" or not wheel.exists():
        sys.exit(f"ERROR: No matching distribution found for {requirement}")
    if how == "full":
        sys.exit("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device")
    place.mkdir(parents=True, exist_ok=True)
    content = wheel.read_bytes()
    if how in ("break", "hang"):
        Path(os.environ["TMPDIR"], wheel.name).write_bytes(content[: len(content) // 2])
    parent = os.getppid()
    while how == "hang" and os.getppid() == parent:
        time.sleep(0.05)
    if how == "break":
        sys.exit("ERROR: Connection broken: IncompleteRead")
    (place / wheel.name).write_bytes(content + b"lie" if how == "lie" else content)
    return 0


sys.exit(main())
