"""Few-shot prompts, one file per language under ``resources/prompts``."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import msgspec

from desktop.domain.answer import Language
from desktop.domain.models import Speaker, Turn


class Example(msgspec.Struct, frozen=True):
    """A question that is answered in the prompt."""

    background: str
    question: str
    answer: str


class Prompt(msgspec.Struct, frozen=True):
    """A prompt's parts; ``none`` is what the model says where there is no answer."""

    system: str
    none: str
    turn: str
    examples: tuple[Example, ...]

    def turns(self, background: str, question: str) -> tuple[Turn, ...]:
        """The whole prompt. All but the last turn is the same each time, so the model keeps it in memory."""
        turns = [Turn(Speaker.SYSTEM, self.system)]
        for example in self.examples:
            asked = self.turn.format(background=example.background, question=example.question)
            turns += [Turn(Speaker.USER, asked), Turn(Speaker.ASSISTANT, example.answer)]
        return (*turns, Turn(Speaker.USER, self.turn.format(background=background, question=plain(question))))


def plain(text: str) -> str:
    """The text with nothing in it that a chat template takes for the end of a turn (``<|im_end|>``)."""
    return text.replace("<|", "< |")


@lru_cache(maxsize=8)
def load_prompt(folder: Path, language: Language) -> Prompt:
    """The prompt for values in documents of this language."""
    return msgspec.toml.decode((folder / f"value.{language}.toml").read_bytes(), type=Prompt)
