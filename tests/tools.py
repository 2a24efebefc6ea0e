"""Programs of the system that some tests use."""

from __future__ import annotations

import shutil

import pytest

DEBIAN = bool(shutil.which("dpkg"))  #: where the test command installs what tests need


def needs(*tools: str) -> pytest.MarkDecorator:
    """Skip where a program is not to be had; on Debian it must be there."""
    lacking = [tool for tool in tools if not shutil.which(tool)]
    return pytest.mark.skipif(bool(lacking) and not DEBIAN, reason=f"needs {', '.join(lacking)}")
