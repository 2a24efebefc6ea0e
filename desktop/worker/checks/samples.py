"""The sample documents in the bundle, and what stands in them."""

from __future__ import annotations

from pathlib import Path

from desktop import paths

SUMMARY = "Harbour Light 2023.pdf"
REPORT = "青禾电子 2023年报摘要.pdf"
PEOPLE = "人物.pdf"
LEASE = "租赁合同 (扫描).pdf"
DELIVERY = "Delivery note (scan).pdf"
ALL = (DELIVERY, SUMMARY, PEOPLE, LEASE, REPORT)


def folder() -> Path:
    """The folder that they lie in."""
    return paths.resources() / "samples"


def sample(name: str) -> Path:
    """A sample's file."""
    return folder() / name
