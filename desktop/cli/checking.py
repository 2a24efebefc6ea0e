"""``tercet check``: the self-test, in words."""

from __future__ import annotations

import argparse

from desktop.cli.contract import print_line
from desktop.cli.names import DONE, PACK_MISSING
from desktop.cli.words import words
from desktop.worker.checking import Finding, Subject, broken_pack, check

_FAILED = 1
_WORDS = {
    "en": {
        Subject.PACKS: "Model packs",
        Subject.LIBRARY: "Library",
        Subject.READING: "Reading text and tables",
        Subject.RECOGNITION: "Text recognition on a scan",
        Subject.PICTURE: "Page picture",
        Subject.INDEX: "Embedding and vector index",
        Subject.ANSWER: "Answers with evidence",
        Subject.REFUSAL: "Refusal where there is no answer",
        Subject.EXPORT: "CSV export",
        "passed": "ok      {subject} ({seconds} s): {seen}",
        "failed": "FAILED  {subject} ({seconds} s): {seen}",
        "all": "Everything works.",
        "some": "{count} of {total} checks failed.",
    },
    "zh": {
        Subject.PACKS: "模型包",
        Subject.LIBRARY: "资料库",
        Subject.READING: "文字与表格读取",
        Subject.RECOGNITION: "扫描件文字识别",
        Subject.PICTURE: "页面图像",
        Subject.INDEX: "向量化与索引",
        Subject.ANSWER: "有出处的回答",
        Subject.REFUSAL: "无答案时拒答",
        Subject.EXPORT: "CSV 导出",
        "passed": "正常  {subject}（{seconds} 秒）：{seen}",
        "failed": "失败  {subject}（{seconds} 秒）：{seen}",
        "all": "一切正常。",
        "some": "{total} 项检查中有 {count} 项失败。",
    },
}


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    parser = subparsers.add_parser("check", help="test packs, library and every engine on the sample documents")
    parser.add_argument("--json", action="store_true", help="one JSON object per check")
    parser.set_defaults(run=run_check)


def run_check(given: argparse.Namespace) -> int:
    """Print each finding; 0 if all checks hold, 4 if it is for a missing pack, else 1."""
    findings = []
    for finding in check():
        findings.append(finding)
        _print(given.json, finding)
    failed = [finding for finding in findings if not finding.passed]
    if not given.json:
        key = "some" if failed else "all"
        print(words(_WORDS, key, count=len(failed), total=len(findings)))
    if not failed:
        return DONE
    return PACK_MISSING if any(map(broken_pack, failed)) else _FAILED


def _print(as_json: bool, finding: Finding) -> None:
    if as_json:
        seconds = round(finding.seconds, 2)
        print_line({"check": finding.subject, "passed": finding.passed, "seen": finding.seen, "seconds": seconds})
        return
    key = "passed" if finding.passed else "failed"
    subject = words(_WORDS, finding.subject)
    print(words(_WORDS, key, subject=subject, seconds=f"{finding.seconds:.1f}", seen=finding.seen), flush=True)
