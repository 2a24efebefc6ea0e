"""``tercet check``: the self-test, in words."""

from __future__ import annotations

import argparse

from desktop.cli.contract import print_line
from desktop.cli.error_words import error_words
from desktop.cli.names import DONE
from desktop.cli.words import words
from desktop.worker.checking import check
from desktop.worker.checks.finding import Finding, Seen, Subject

_FAILED = 1
_WORDS = {
    "en": {
        Subject.CATALOGUE: "List of model packs",
        Subject.PACK: "Model pack {about}",
        Subject.LIBRARY: "Library {about}",
        Subject.OPENING: "Opening {about}",
        Subject.STRUCTURE: "Headings and paragraphs",
        Subject.TABLE: "Table cells",
        Subject.GRID: "Rows × columns of a table, by {about}",
        Subject.FACTS: "Facts from {about}",
        Subject.PICTURE: "Page image",
        Subject.CHINESE_SCAN: "Text recognition, Chinese, {about}",
        Subject.ENGLISH_SCAN: "Text recognition, English, {about}",
        Subject.TURNING: "Turning a page upright that lies at {about}",
        Subject.SCANNED_TABLE: "Table on a scan",
        Subject.NAMES: "Names in a question, {about}",
        Subject.CHINESE_VECTORS: "Embedding, Chinese, {about}",
        Subject.ENGLISH_VECTORS: "Embedding, English, {about}",
        Subject.SHARED_VECTORS: "Embedding, Chinese question and English passage, {about}",
        Subject.CHROMA: "Vector index (Chroma) written, opened again and asked",
        Subject.READING: "Reading all samples into a library",
        Subject.INDEX: "All passages in the vector index, and found there",
        Subject.ANSWER: "Answer with evidence: “{about}”",
        Subject.MODEL_ANSWER: "Answer by the language model: “{about}”",
        Subject.REFUSAL: "Refusal: “{about}”",
        Subject.EXPORT: "CSV export",
        Subject.WORKER: "Worker process “{about}”",
        "passed": "ok      {subject} ({seconds} s): {seen}",
        "failed": "FAILED  {subject} ({seconds} s): {seen}",
        "unexpected": "expected: {expected} – seen: {seen}",
        "where": "{seen} – {document}, page {page}",
        "all": "Everything works: {total} checks in {seconds} s.",
        "some": "{count} of {total} checks failed.",
    },
    "zh": {
        Subject.CATALOGUE: "模型包清单",
        Subject.PACK: "模型包 {about}",
        Subject.LIBRARY: "文档库 {about}",
        Subject.OPENING: "打开 {about}",
        Subject.STRUCTURE: "标题与段落",
        Subject.TABLE: "表格单元格",
        Subject.GRID: "表格行数 × 列数，由 {about} 识别",
        Subject.FACTS: "从 {about} 读出事实",
        Subject.PICTURE: "页面图像",
        Subject.CHINESE_SCAN: "中文文字识别，{about}",
        Subject.ENGLISH_SCAN: "英文文字识别，{about}",
        Subject.TURNING: "把转了方向的页面转正，{about}",
        Subject.SCANNED_TABLE: "扫描件上的表格",
        Subject.NAMES: "问题中的人名，{about}",
        Subject.CHINESE_VECTORS: "中文向量，{about}",
        Subject.ENGLISH_VECTORS: "英文向量，{about}",
        Subject.SHARED_VECTORS: "跨语言向量（中文问题、英文段落），{about}",
        Subject.CHROMA: "向量索引（Chroma）写入、重新打开并查询",
        Subject.READING: "把全部示例读入文档库",
        Subject.INDEX: "全部段落进入向量索引并能查到",
        Subject.ANSWER: "有出处的回答：“{about}”",
        Subject.MODEL_ANSWER: "语言模型的回答：“{about}”",
        Subject.REFUSAL: "拒答：“{about}”",
        Subject.EXPORT: "CSV 导出",
        Subject.WORKER: "工作进程“{about}”",
        "passed": "正常  {subject}（{seconds} 秒）：{seen}",
        "failed": "失败  {subject}（{seconds} 秒）：{seen}",
        "unexpected": "应为：{expected}；实为：{seen}",
        "where": "{seen}（{document}，第 {page} 页）",
        "all": "一切正常：{total} 项检查，用时 {seconds} 秒。",
        "some": "{total} 项检查中有 {count} 项失败。",
    },
}


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    parser = subparsers.add_parser("check", help="test packs, library, every engine and worker on the sample documents")
    parser.add_argument("--json", action="store_true", help="one JSON object per check")
    parser.set_defaults(run=run_check)


def run_check(given: argparse.Namespace) -> int:
    """Print each finding; 0 if all checks hold, else 1."""
    findings = []
    for finding in check():
        findings.append(finding)
        _print(given.json, finding)
    failed = sum(not finding.passed for finding in findings)
    if not given.json:
        seconds = sum(finding.seconds for finding in findings)
        key = "some" if failed else "all"
        print(words(_WORDS, key, count=failed, total=len(findings), seconds=f"{seconds:.0f}"))
    return _FAILED if failed else DONE


def _print(as_json: bool, finding: Finding) -> None:
    if as_json:
        print_line(_json(finding))
        return
    key = "passed" if finding.passed else "failed"
    subject = words(_WORDS, finding.subject, about=finding.about)
    print(words(_WORDS, key, subject=subject, seconds=f"{finding.seconds:.1f}", seen=_told(finding)), flush=True)


def _json(finding: Finding) -> dict[str, object]:
    return {
        "check": finding.subject,
        "about": finding.about,
        "passed": finding.passed,
        "seen": _told(finding),
        "seconds": round(finding.seconds, 2),
    }


def _told(finding: Finding) -> str:
    if finding.error:
        return error_words(finding.error)
    if finding.expected:
        return words(_WORDS, "unexpected", expected=finding.expected, seen=finding.seen.text)
    return _placed(finding.seen)


def _placed(seen: Seen) -> str:
    if not seen.document:
        return seen.text
    return words(_WORDS, "where", seen=seen.text, document=seen.document, page=seen.page)
