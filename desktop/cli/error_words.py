"""What went wrong, in words: what happened, what was kept, what to do."""

from __future__ import annotations

from desktop.cli.words import language, words
from desktop.domain.errors import ErrorCode, KnownError

_WORDS = {
    "en": {
        ErrorCode.NOT_A_DOCUMENT: "{subject}: this is neither a PDF nor a PNG, JPEG or TIFF image.",
        ErrorCode.EMPTY_FILE: "{subject}: the file is empty (0 bytes).",
        ErrorCode.NO_PAGES: "{subject}: the document has no pages.",
        ErrorCode.NO_TEXT: "{subject}: no words were found on its pages.",
        ErrorCode.DAMAGED: "{subject}: the file is damaged or incomplete and can't be opened.",
        ErrorCode.LOCKED: "{subject}: locked. Give its password with --password-file.",
        ErrorCode.WRONG_PASSWORD: "{subject}: locked, and no given password opens it.",
        ErrorCode.NOT_FOUND: "{subject}: there is no such file.",
        ErrorCode.NOT_READABLE: "{subject}: the file can't be read or written ({detail}).",
        ErrorCode.DISK_FULL: "{subject}: the disk is full{needed}. What was read is kept; "
        "free some room and start again.",
        ErrorCode.LIBRARY_UNUSABLE: "The library {subject} can't be used: {detail}",
        ErrorCode.LIBRARY_NEWER: "The library {subject} was made by a newer Tercet. "
        "Install that version, or set TERCET_HOME to another folder.",
        ErrorCode.MODEL_MISSING: "The model pack {subject} is missing. Fetch it with: tercet models fetch",
        ErrorCode.MODEL_BROKEN: "The model pack {subject} is broken ({detail}). "
        "Mend it with: tercet models verify, then: tercet models fetch {subject}",
        ErrorCode.NOT_A_MODEL: "{subject}: no model can be loaded from here ({detail}). A folder as sentence-transformers "
        "saves it is needed, with modules.json and the weights. What was searched before is searched still.",
        ErrorCode.SERVER_FAILED: "The language model's server {subject} gave no answer ({detail}). Is it started? Tables and "
        "search still answer; the built-in model is chosen with: tercet settings --model default",
        ErrorCode.NOT_A_GGUF: "{subject}: no language model can be loaded from this file ({detail}). A GGUF file is needed; the "
        "built-in model is chosen with: tercet settings --model default",
        ErrorCode.NOT_FIELDS: "{subject}: this is no list of fields ({detail}). A CSV file is needed with the columns name, "
        "description, type and example; only name must be filled in, each once.",
        ErrorCode.SOURCE_GONE: "{subject}: no source has it any more ({detail}).",
        ErrorCode.HASH_MISMATCH: "{subject}: its SHA-256 is not the expected one, so it was refused ({detail}).",
        ErrorCode.UNKNOWN_DOCUMENT: "There is no document called {subject} in the library. See: tercet list",
        ErrorCode.WORKER_DIED: "A worker process ended by itself again and again ({detail}). What was read is kept.",
        ErrorCode.CANCELLED: "Stopped.",
    },
    "zh": {
        ErrorCode.NOT_A_DOCUMENT: "{subject}：既不是 PDF，也不是 PNG、JPEG 或 TIFF 图片。",
        ErrorCode.EMPTY_FILE: "{subject}：文件是空的（0 字节）。",
        ErrorCode.NO_PAGES: "{subject}：文档没有页面。",
        ErrorCode.NO_TEXT: "{subject}：页面上没有找到文字。",
        ErrorCode.DAMAGED: "{subject}：文件已损坏或不完整，无法打开。",
        ErrorCode.LOCKED: "{subject}：已加密。请用 --password-file 提供密码。",
        ErrorCode.WRONG_PASSWORD: "{subject}：已加密，给出的密码都打不开。",
        ErrorCode.NOT_FOUND: "{subject}：没有这个文件。",
        ErrorCode.NOT_READABLE: "{subject}：文件无法读写（{detail}）。",
        ErrorCode.DISK_FULL: "{subject}：磁盘已满{needed}。已读内容都已保留；请腾出空间后重新开始。",
        ErrorCode.LIBRARY_UNUSABLE: "文档库 {subject} 无法使用：{detail}",
        ErrorCode.LIBRARY_NEWER: "文档库 {subject} 由更新版本的 Tercet 创建。"
        "请安装新版本，或把 TERCET_HOME 设为另一个文件夹。",
        ErrorCode.MODEL_MISSING: "缺少模型包 {subject}。获取命令：tercet models fetch",
        ErrorCode.MODEL_BROKEN: "模型包 {subject} 已损坏（{detail}）。"
        "修复命令：先 tercet models verify，再 tercet models fetch {subject}",
        ErrorCode.NOT_A_MODEL: "{subject}：无法从这里加载模型（{detail}）。需要由 sentence-transformers "
        "保存的文件夹，内有 modules.json 和权重。原有的检索照常可用。",
        ErrorCode.SERVER_FAILED: "语言模型服务器 {subject} 没有给出回答（{detail}）。它启动了吗？表格事实和检索仍可用；"
        "改回自带模型：tercet settings --model default",
        ErrorCode.NOT_A_GGUF: "{subject}：无法从该文件加载语言模型（{detail}）。需要 GGUF 文件；改回自带模型：tercet settings --model default",
        ErrorCode.NOT_FIELDS: "{subject}：不是字段清单（{detail}）。需要含 name、description、type、example 列的 CSV 文件；"
        "其中只有 name 必填，且不可重复。",
        ErrorCode.SOURCE_GONE: "{subject}：所有来源都已失效（{detail}）。",
        ErrorCode.HASH_MISMATCH: "{subject}：SHA-256 与预期不符，已拒绝（{detail}）。",
        ErrorCode.UNKNOWN_DOCUMENT: "文档库中没有名为 {subject} 的文档。查看：tercet list",
        ErrorCode.WORKER_DIED: "工作进程反复意外结束（{detail}）。已读内容都已保留。",
        ErrorCode.CANCELLED: "已停止。",
    },
}

#: How much room is lacking, where that is known.
_NEEDED = {"en": " (needed: {detail})", "zh": "（需要：{detail}）"}


def error_words(error: KnownError, subject: str = "") -> str:
    """The sentence for an error; ``subject`` replaces the error's own, say by a file's name."""
    needed = _NEEDED[language()].format(detail=error.detail) if error.detail else ""
    return words(_WORDS, error.code, subject=subject or error.subject, detail=error.detail or "?", needed=needed)
