"""Settings of the process that native libraries read when they are imported: no network, few threads."""

from __future__ import annotations

import os

_QUIET = {
    "ORT_DISABLE_TELEMETRY": "1",
    "ANONYMIZED_TELEMETRY": "False",
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "DO_NOT_TRACK": "1",
    "TOKENIZERS_PARALLELISM": "false",
}
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")


def prepare() -> None:
    """Call before any native library is imported."""
    os.environ.update(_QUIET)
    for name in _THREADS:
        os.environ.setdefault(name, str(threads()))


def threads() -> int:
    """Threads for one engine: the cores less one, so that the window and another worker have room."""
    return max(1, (os.cpu_count() or 2) - 1)
