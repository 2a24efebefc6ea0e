"""Imports PaddleOCR so that it loads no torch, asks no host, sends nothing, and leaves nothing lying about."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import NoReturn

from desktop.paths import cache_folder

_STUBBED = (
    "modelscope",
    "modelscope.hub",
    "modelscope.hub.errors",
    "aistudio_sdk",
    "aistudio_sdk.errors",
    "aistudio_sdk.snapshot_download",
)
#: Imported by PaddleX for tables of figures over time, which Tercet never hands it. Others that are loaded later
#: ask whether pandas is there, so it is absent only while PaddleX is imported.
_NOT_NEEDED = ("pandas", "paddlex.inference.models.common.ts")
_SETTINGS = {
    "PADDLE_PDX_DISABLE_MODEL_SOURCE_CHECK": "True",
    "ORT_DISABLE_TELEMETRY": "1",
    "HF_HUB_OFFLINE": "1",
    "NO_ALBUMENTATIONS_UPDATE": "1",
}
_SPOILED_BY_OPENCV = ("QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_FONTDIR")


def import_paddleocr(threads: int) -> ModuleType:
    """The module ``paddleocr``, its number libraries held to so many threads (first import only)."""
    os.environ.update(_SETTINGS)
    os.environ["PADDLE_PDX_CACHE_HOME"] = str(cache_folder() / "paddlex")  # else ~/.paddlex, made when it is imported
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, str(threads))
    _stub_hubs()
    with _absent(_NOT_NEEDED):
        module = importlib.import_module("paddleocr")
    _close_network()
    importlib.import_module("paddlex.utils.logging").setup_logging("WARNING")
    for name in _SPOILED_BY_OPENCV:
        os.environ.pop(name, None)
    importlib.import_module("cv2").setNumThreads(threads)
    return module


class _Absent(ModuleType):
    """A module of which nothing can be used."""

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        return _refuse


def _refuse(*_arguments: object, **_named: object) -> NoReturn:
    raise RuntimeError("models are never fetched by the OCR library")


def _stub_hubs() -> None:
    for name in _STUBBED:
        module = _Absent(name)
        module.__path__ = []
        sys.modules.setdefault(name, module)
    for name in ("modelscope.hub.errors", "aistudio_sdk.errors"):
        if isinstance(sys.modules[name], _Absent):
            setattr(sys.modules[name], "NotExistError", type("NotExistError", (Exception,), {}))  # noqa: B010


@contextmanager
def _absent(names: tuple[str, ...]) -> Iterator[None]:
    """Meanwhile, modules that are not loaded yet are empty ones."""
    stubs = {name: _Absent(name) for name in names if name not in sys.modules}
    sys.modules.update(stubs)
    try:
        yield
    finally:
        for name in stubs:
            sys.modules.pop(name, None)


def _close_network() -> None:
    models = importlib.import_module("paddlex.inference.utils.official_models").official_models
    models.get_model_path = _refuse
    telemetry = getattr(importlib.import_module("onnxruntime"), "disable_telemetry_events", None)
    if telemetry is not None:
        telemetry()
