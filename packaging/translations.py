"""Brings the window's translations up to date: new strings into the .ts files, and the .qm files made from them.

Run it in the project's environment after changing words; fill in what is unfinished; run it again; commit both.
Qt's own lupdate is not used: in Python it overlooks plural forms and calls whose count is an expression.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as Xml

ROOT = Path(__file__).resolve().parent.parent
TRANSLATIONS = ROOT / "resources" / "translations"
FORMS = {"zh": 1, "en": 2}
LOCALES = {"zh": "zh_CN", "en": "en_US"}


@dataclass(frozen=True, slots=True, order=True)
class Message:
    """A string that a person sees: its context (a class or a theme), and whether it counts something."""

    context: str
    source: str
    counts: bool = False


def main() -> int:
    """Update and compile; 1 where something is still to be translated."""
    missing = 0
    for language in FORMS:
        target = TRANSLATIONS / f"tercet_{language}.ts"
        table = read(target) if target.exists() else {}
        wanted = wanted_in(language)
        write(target, language, wanted, table)
        missing += sum(1 for message in wanted if not all(table.get(message, ("",))))
        compile_to(target, target.with_suffix(".qm"))
    print(f"{missing} strings are still to be translated")
    return 1 if missing else 0


def wanted_in(language: str) -> tuple[Message, ...]:
    """The messages a language has to have: Chinese all, English (the language of the sources) the counting ones."""
    every = sorted(set(messages((ROOT / "desktop" / "ui").rglob("*.py"))))
    return tuple(message for message in every if language != "en" or message.counts)


def messages(files: Iterable[Path]) -> Iterator[Message]:
    """Every string given to tr(), translate() or QT_TRANSLATE_NOOP() in these sources."""
    for file in sorted(files):
        yield from _messages_in(ast.parse(file.read_text("utf-8")), "")


def read(file: Path) -> dict[Message, tuple[str, ...]]:
    """What a .ts file says: the translation, or one for each plural form; "" where unfinished."""
    found: dict[Message, tuple[str, ...]] = {}
    for context in Xml.parse(file).getroot().iter("context"):  # noqa: S314 - our own file
        for message in context.iter("message"):
            counts = message.get("numerus") == "yes"
            key = Message(context.findtext("name", ""), message.findtext("source", ""), counts)
            forms = [form.text or "" for form in message.iter("numerusform")]
            found[key] = tuple(forms) if counts else (message.findtext("translation", ""),)
    return found


def write(file: Path, language: str, wanted: tuple[Message, ...], table: dict[Message, tuple[str, ...]]) -> None:
    """Write these messages with the translations that the table has."""
    root = Xml.Element("TS", version="2.1", language=LOCALES[language], sourcelanguage="en_US")
    for name in dict.fromkeys(message.context for message in wanted):
        context = Xml.SubElement(root, "context")
        Xml.SubElement(context, "name").text = name
        for message in wanted:
            if message.context == name:
                _append(context, message, table.get(message, ("",) * (FORMS[language] if message.counts else 1)))
    Xml.indent(root, "    ")
    body = Xml.tostring(root, encoding="unicode")
    file.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', "utf-8")


def compile_to(source: Path, target: Path) -> None:
    """Make the .qm file of a .ts file."""
    beside = Path(sys.executable).with_name("pyside6-lrelease")
    tool = str(beside) if beside.exists() else "pyside6-lrelease"
    subprocess.run([tool, "-silent", str(source), "-qm", str(target)], check=True)


def _append(context: Xml.Element, message: Message, translated: tuple[str, ...]) -> None:
    element = Xml.SubElement(context, "message", {"numerus": "yes"} if message.counts else {})
    Xml.SubElement(element, "source").text = message.source
    translation = Xml.SubElement(element, "translation")
    if not all(translated):
        translation.set("type", "unfinished")
    if message.counts:
        for form in translated:
            Xml.SubElement(translation, "numerusform").text = form
    else:
        translation.text = translated[0]


def _messages_in(node: ast.AST, inside: str) -> Iterator[Message]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call):
            yield from _message_of(child, inside)
        yield from _messages_in(child, child.name if isinstance(child, ast.ClassDef) else inside)


def _message_of(call: ast.Call, inside: str) -> Iterator[Message]:
    called = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    words = [argument.value if isinstance(argument, ast.Constant) else None for argument in call.args]
    if called == "tr" and words and isinstance(words[0], str):
        yield Message(inside, words[0], len(words) > 2)
    elif called in ("translate", "QT_TRANSLATE_NOOP") and len(words) > 1 and isinstance(words[1], str):
        yield Message(str(words[0]), words[1], len(words) > 3)


if __name__ == "__main__":
    sys.exit(main())
