"""Adds to pyproject.toml what it cannot say: all packages of ``desktop`` and the data folders beside it."""

from setuptools import find_packages, setup

setup(packages=[*find_packages(include=["desktop", "desktop.*"]), "desktop._data.resources", "desktop._data.models"])
