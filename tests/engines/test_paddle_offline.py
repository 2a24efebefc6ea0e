"""What importing PaddleOCR leaves behind."""

import os
import subprocess
import sys
from pathlib import Path

CODE = "from desktop.engines.paddle_offline import import_paddleocr; import_paddleocr(1)"


def test_text_recognition_writes_nothing_beside_tercets_own_cache(tmp_path: Path) -> None:
    home = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache"), "USERPROFILE": str(tmp_path)}
    subprocess.run([sys.executable, "-c", CODE], env=os.environ | home, check=True, timeout=120)
    assert [path.name for path in tmp_path.iterdir()] == ["cache"]
    assert [path.name for path in (tmp_path / "cache").iterdir()] == ["tercet"]
