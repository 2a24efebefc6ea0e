"""The JSON that the command line prints: a contract, documented in the README. One object per line."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from decimal import Decimal

from desktop.domain.answer import Answer, Calculation, Hit, Part, Reason
from desktop.domain.document import Block, PageContent, Table
from desktop.domain.extraction import Extracted
from desktop.domain.fact import Fact
from desktop.domain.geometry import Box
from desktop.store.documents import DocumentRow

Names = Mapping[str, str]  #: document id -> name


def print_line(value: object) -> None:
    """One object as one line of UTF-8 on stdout, whatever the terminal's encoding."""
    sys.stdout.buffer.write(json.dumps(value, ensure_ascii=False).encode() + b"\n")
    sys.stdout.buffer.flush()


def page_json(content: PageContent, facts: tuple[Fact, ...], names: Names) -> dict[str, object]:
    """A page of ``tercet read``."""
    page = content.page
    return {
        "number": page.number,
        "width": round(page.width, 2),
        "height": round(page.height, 2),
        "source": page.source,
        "blocks": [_block(block) for block in content.blocks],
        "tables": [_table(table) for table in content.tables],
        "facts": [fact_json(fact, names) for fact in facts],
        "error": content.error,
    }


def fact_json(fact: Fact, names: Names) -> dict[str, object]:
    """A fact; ``number`` is in the base unit, ``page`` 0-based."""
    evidence, quantity = fact.evidence, fact.quantity
    return {
        "entity": fact.triple.entity,
        "attribute": fact.triple.attribute,
        "value": fact.triple.value,
        "number": _number(quantity.number) if quantity else None,
        "unit": quantity.unit if quantity else "",
        "period": fact.period,
        "section": fact.section,
        "document": names.get(evidence.document, ""),
        "document_id": evidence.document,
        "page": evidence.page,
        "quote": evidence.quote,
        "boxes": _boxes(evidence.boxes),
        "headers": _boxes(evidence.headers),
        "origin": fact.origin,
        "confidence": round(fact.confidence, 3),
    }


def extracted_json(cells: Sequence[Extracted], names: Names) -> dict[str, object]:
    """What was extracted from a document."""
    document = cells[0].document
    fields = [
        {
            "name": cell.field,
            "outcome": cell.outcome,
            "facts": [fact_json(fact, names) for fact in cell.facts],
            "may_be_on": cell.may_be_on,
        }
        for cell in cells
    ]
    return {"document": names.get(document, ""), "document_id": document, "fields": fields}


def hit_json(hit: Hit, boxes: tuple[Box, ...], names: Names) -> dict[str, object]:
    """A passage that was found."""
    passage = hit.passage
    return {
        "document": names.get(passage.document, ""),
        "document_id": passage.document,
        "page": passage.page,
        "score": round(hit.score, 5),
        "text": passage.text,
        "boxes": _boxes(boxes),
    }


def answer_json(answer: Answer, names: Names) -> dict[str, object]:
    """An answer, or a refusal: then there are no facts and ``sentence`` says so."""
    coverage = answer.coverage
    return {
        "question": answer.question,
        "kind": answer.kind,
        "language": answer.language,
        "facts": [fact_json(fact, names) for fact in answer.facts],
        "calculation": _calculation(answer.calculation, names),
        "sentence": answer.refusal or answer.sentence,
        "understood": answer.understood,
        "spellings": [{"written": one.written, "read": one.read} for one in answer.spellings],
        "reason": _reason(answer.reason),
        "remark": answer.remark,
        "steps": [{"question": one.question, "fact": fact_json(one.fact, names)} for one in answer.steps],
        "parts": [_part(part, names) for part in answer.parts],
        "missing": list(answer.missing),
        "refused": answer.refused,
        "coverage": {
            "documents": coverage.documents,
            "pages": coverage.pages,
            "unread_pages": [
                {"document": names.get(document, ""), "document_id": document, "page": page}
                for document, page in coverage.unread_pages
            ],
            "waiting_pages": coverage.waiting_pages,
        },
        "scope": [{"document": names.get(one, ""), "document_id": one} for one in answer.scope],
        "seconds": round(answer.seconds, 3),
    }


def document_json(row: DocumentRow, status: str, message: str) -> dict[str, object]:
    """A document of the library; ``failed_pages`` are 0-based."""
    return {
        "id": row.document.id,
        "name": row.document.name,
        "pages": row.document.page_count,
        "ocr_pages": row.ocr_pages,
        "failed_pages": list(row.failed_pages),
        "passages": row.passages,
        "facts": row.facts,
        "status": status,
        "message": message,
    }


def _part(part: Part, names: Names) -> dict[str, object]:
    return {
        "question": part.question,
        "entity": part.entity,
        "document": names.get(part.document, ""),
        "document_id": part.document,
        "facts": [fact_json(fact, names) for fact in part.facts],
        "missing": list(part.missing),
        "refused": part.refused,
        "reason": _reason(part.reason),
        "remark": part.remark,
        "calculation": _calculation(part.calculation, names),
    }


def _reason(reason: Reason | None) -> dict[str, object] | None:
    if reason is None:
        return None
    return {"code": reason.code, "names": list(reason.names), "entity": reason.entity, "instead": list(reason.instead)}


def _calculation(calculation: Calculation | None, names: Names) -> dict[str, object] | None:
    if calculation is None:
        return None
    return {
        "entity": calculation.entity,
        "name": calculation.name,
        "period": calculation.period,
        "formula": calculation.formula,
        "operands": [fact_json(fact, names) for fact in calculation.operands],
        "result": calculation.result,
        "number": _number(calculation.number),
        "unit": calculation.unit,
        "confidence": calculation.confidence,
    }


def _block(block: Block) -> dict[str, object]:
    return {
        "kind": block.kind,
        "level": block.level,
        "text": block.text,
        "boxes": _boxes(block.boxes),
        "belongs": block.belongs if block.belongs >= 0 else None,
        "continues": block.continues,
        "unsure": block.unsure,
    }


def _table(table: Table) -> dict[str, object]:
    cells = [
        {
            "row": cell.row,
            "column": cell.column,
            "row_span": cell.row_span,
            "column_span": cell.column_span,
            "text": cell.text,
            "box": cell.box.as_list(),
            "header": cell.is_header,
        }
        for cell in table.cells
    ]
    return {
        "title": table.title,
        "lead": table.lead,
        "unit": table.unit,
        "continues": table.continues,
        "box": table.box.as_list(),
        "cells": cells,
    }


def _boxes(boxes: tuple[Box, ...]) -> list[list[float]]:
    return [box.as_list() for box in boxes]


def _number(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)
