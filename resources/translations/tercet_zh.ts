<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en_US">
    <context>
        <name>About</name>
        <message>
            <source>About Tercet</source>
            <translation>关于 Tercet</translation>
        </message>
        <message>
            <source>Licence</source>
            <translation>许可证</translation>
        </message>
        <message>
            <source>Licences of the model packs</source>
            <translation>模型包的许可证</translation>
        </message>
        <message>
            <source>Made by</source>
            <translation>来源</translation>
        </message>
        <message>
            <source>Model pack</source>
            <translation>模型包</translation>
        </message>
        <message>
            <source>Tercet {version}

Reads your documents on your own computer and answers with triples that can be checked. Free software under the GNU AGPL, version 3 or later.</source>
            <translation>Tercet {version}

在您自己的电脑上阅读文档，以可核对的三元组作答。自由软件，采用 GNU AGPL 第 3 版或更新版本。</translation>
        </message>
    </context>
    <context>
        <name>AnswerCard</name>
        <message>
            <source>Ask again</source>
            <translation>重新提问</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>Export as CSV</source>
            <translation>导出为 CSV</translation>
        </message>
        <message>
            <source>Nearest passages</source>
            <translation>最接近的段落</translation>
        </message>
        <message>
            <source>Passages found</source>
            <translation>找到的段落</translation>
        </message>
    </context>
    <context>
        <name>AskedBar</name>
        <message numerus="yes">
            <source>+%n · Change</source>
            <translation>
                <numerusform>+%n · 更改</numerusform>
            </translation>
        </message>
        <message>
            <source>Ask these again</source>
            <translation>向这些文档重新提问</translation>
        </message>
        <message>
            <source>Asked</source>
            <translation>提问范围</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>更改</translation>
        </message>
        <message>
            <source>Change which documents are asked</source>
            <translation>更改向哪些文档提问</translation>
        </message>
        <message>
            <source>Don't ask {name}</source>
            <translation>不问{name}</translation>
        </message>
    </context>
    <context>
        <name>Bar</name>
        <message>
            <source>Close this message</source>
            <translation>关闭此消息</translation>
        </message>
        <message>
            <source>Copy details</source>
            <translation>复制详情</translation>
        </message>
    </context>
    <context>
        <name>Chat</name>
        <message numerus="yes">
            <source>%n document(s)</source>
            <translation>
                <numerusform>%n 份文档</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page(s)</source>
            <translation>
                <numerusform>%n 页</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page(s) could not be read</source>
            <translation>
                <numerusform>有 %n 页无法读取</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page(s) not fully read yet</source>
            <translation>
                <numerusform>有 %n 页尚未读完</numerusform>
            </translation>
        </message>
        <message>
            <source>(removed)</source>
            <translation>（已移除）</translation>
        </message>
        <message>
            <source>Asking one by one: {done} of {total}…</source>
            <translation>逐一查询：第 {done} 个，共 {total} 个…</translation>
        </message>
        <message>
            <source>Checking the values on their pages…</source>
            <translation>正在原页核对各个值…</translation>
        </message>
        <message>
            <source>Every value stands on its page</source>
            <translation>每个值都见于原页</translation>
        </message>
        <message>
            <source>Every value stands on its page, except those that you wrote</source>
            <translation>每个值都见于原页，您自己写的除外</translation>
        </message>
        <message>
            <source>Found before the document was fully read: find it again later.</source>
            <translation>此值是在文档尚未读完时找到的，请稍后重新查找。</translation>
        </message>
        <message>
            <source>No longer holds, as you rejected or changed a value in it: {formula}</source>
            <translation>其中的值已被您拒绝或修改，此结果不再成立：{formula}</translation>
        </message>
        <message>
            <source>Page {page} may say it, but not surely enough: please look there.</source>
            <translation>第 {page} 页可能有答案，但读得不够确定，请自行核对。</translation>
        </message>
        <message>
            <source>Reading the passages…</source>
            <translation>正在阅读相关段落…</translation>
        </message>
        <message>
            <source>Searched {documents}, {pages}</source>
            <translation>已查找 {documents}、{pages}</translation>
        </message>
        <message numerus="yes">
            <source>Searching %n document(s)…</source>
            <translation>
                <numerusform>正在 %n 份文档中查找…</numerusform>
            </translation>
        </message>
        <message>
            <source>Starting…</source>
            <translation>正在启动…</translation>
        </message>
        <message>
            <source>The words stand on the page, but Tercet is not sure that they answer this ({percent} %).</source>
            <translation>原文见于该页，但不确定它是否就是答案（把握 {percent}%）。</translation>
        </message>
        <message>
            <source>The words stand on the page; certainty {percent} %.</source>
            <translation>原文见于该页；把握 {percent}%。</translation>
        </message>
        <message>
            <source>Understanding the question…</source>
            <translation>正在理解问题…</translation>
        </message>
        <message>
            <source>You accepted this.</source>
            <translation>您已接受此值。</translation>
        </message>
        <message>
            <source>You have rejected or changed a value of this answer since: see the table.</source>
            <translation>此答案中的值之后被您拒绝或修改过，请看下表。</translation>
        </message>
        <message>
            <source>You rejected this: it answers nothing.</source>
            <translation>您已拒绝此值：它不再用于回答。</translation>
        </message>
        <message>
            <source>You wrote this; the page may have it in other words.</source>
            <translation>这是您写的值，原页上的写法可能不同。</translation>
        </message>
        <message>
            <source>not found</source>
            <translation>没有找到</translation>
        </message>
        <message>
            <source>not read</source>
            <translation>未读</translation>
        </message>
        <message>
            <source>page {page}</source>
            <translation>第 {page} 页</translation>
        </message>
        <message>
            <source>{phase} · {seconds} s</source>
            <translation>{phase} · {seconds} 秒</translation>
        </message>
        <message>
            <source>{searched}; {unread}</source>
            <translation>{searched}；{unread}</translation>
        </message>
        <message>
            <source>{seconds} s</source>
            <translation>{seconds} 秒</translation>
        </message>
    </context>
    <context>
        <name>ChatPane</name>
        <message>
            <source>Answers come as triples – entity, attribute, value – and each value leads to the page it was read from. What the documents don't hold is refused, not invented.</source>
            <translation>回答以三元组给出：实体、属性、值，每个值都能追溯到它所在的页面。文档中没有的内容会直接说明，绝不编造。</translation>
        </message>
        <message>
            <source>Ask</source>
            <translation>提问</translation>
        </message>
        <message>
            <source>Ask about the documents</source>
            <translation>就这些文档提问</translation>
        </message>
        <message>
            <source>Ask your documents</source>
            <translation>向文档提问</translation>
        </message>
        <message>
            <source>Question</source>
            <translation>问题</translation>
        </message>
        <message>
            <source>Questions</source>
            <translation>问答</translation>
        </message>
        <message>
            <source>Questions and answers</source>
            <translation>问题与回答</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>停止</translation>
        </message>
    </context>
    <context>
        <name>Choosing</name>
        <message>
            <source>Add a folder</source>
            <translation>添加文件夹</translation>
        </message>
        <message>
            <source>Add files</source>
            <translation>添加文件</translation>
        </message>
        <message>
            <source>All files (*)</source>
            <translation>所有文件 (*)</translation>
        </message>
        <message>
            <source>CSV for spreadsheets (*.csv)</source>
            <translation>电子表格用 CSV (*.csv)</translation>
        </message>
        <message>
            <source>CSV: name, description, type, example (*.csv)</source>
            <translation>CSV：name、description、type、example (*.csv)</translation>
        </message>
        <message>
            <source>Choose a language model</source>
            <translation>选择语言模型</translation>
        </message>
        <message>
            <source>Choose a list of fields</source>
            <translation>选择字段列表</translation>
        </message>
        <message>
            <source>Choose a model folder</source>
            <translation>选择模型文件夹</translation>
        </message>
        <message>
            <source>Export as CSV</source>
            <translation>导出为 CSV</translation>
        </message>
        <message>
            <source>Language models (*.gguf)</source>
            <translation>语言模型 (*.gguf)</translation>
        </message>
        <message>
            <source>PDFs and pictures ({patterns})</source>
            <translation>PDF 和图片 ({patterns})</translation>
        </message>
        <message>
            <source>Save the sheet</source>
            <translation>保存表格</translation>
        </message>
        <message>
            <source>Workbook with links to the pages (*.xlsx)</source>
            <translation>带页面链接的工作簿 (*.xlsx)</translation>
        </message>
    </context>
    <context>
        <name>DocumentActions</name>
        <message>
            <source>&amp;Pause reading</source>
            <translation>暂停读取(&amp;P)</translation>
        </message>
        <message>
            <source>&amp;Remove from the library</source>
            <translation>从文档库移除(&amp;R)</translation>
        </message>
        <message>
            <source>Ask &amp;only these</source>
            <translation>只问这些文档(&amp;O)</translation>
        </message>
        <message>
            <source>Enter pass&amp;word…</source>
            <translation>输入密码(&amp;W)…</translation>
        </message>
        <message>
            <source>Re&amp;try what could not be read</source>
            <translation>重试无法读取的部分(&amp;T)</translation>
        </message>
        <message>
            <source>Res&amp;ume reading</source>
            <translation>继续读取(&amp;U)</translation>
        </message>
    </context>
    <context>
        <name>Dropping</name>
        <message numerus="yes">
            <source>%n file(s)</source>
            <translation>
                <numerusform>%n 个文件</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n folder(s)</source>
            <translation>
                <numerusform>%n 个文件夹</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Add %n PDF(s)</source>
            <translation>
                <numerusform>添加 %n 个 PDF</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Add %n file(s)</source>
            <translation>
                <numerusform>添加 %n 个文件</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Add everything in %n folder(s)</source>
            <translation>
                <numerusform>添加 %n 个文件夹中的全部内容</numerusform>
            </translation>
        </message>
        <message>
            <source>Add {files} and {folders}</source>
            <translation>添加 {files}和 {folders}</translation>
        </message>
    </context>
    <context>
        <name>EditDialog</name>
        <message>
            <source>&amp;Attribute</source>
            <translation>属性(&amp;A)</translation>
        </message>
        <message>
            <source>&amp;Entity</source>
            <translation>实体(&amp;E)</translation>
        </message>
        <message>
            <source>&amp;Value</source>
            <translation>值(&amp;V)</translation>
        </message>
        <message>
            <source>Edit this fact</source>
            <translation>修改此事实</translation>
        </message>
    </context>
    <context>
        <name>Errors</name>
        <message>
            <source>No language model can be loaded from {subject}. Choose a GGUF file, or the built-in model, under Preferences.</source>
            <translation>无法从 {subject} 加载语言模型。请在“偏好设置”中选择 GGUF 文件或自带模型。</translation>
        </message>
        <message>
            <source>No model can be loaded from {subject}. Choose a folder as sentence-transformers saves it, with modules.json and the weights. What was searched before is searched still.</source>
            <translation>无法从 {subject} 加载模型。请选择由 sentence-transformers 保存的文件夹，内有 modules.json 和权重。原有的检索照常可用。</translation>
        </message>
        <message>
            <source>No words were found on the pages of {subject}. It is kept; a sharper scan may help.</source>
            <translation>{subject} 的页面上没有找到文字。文档已保留；换用更清晰的扫描件或许有帮助。</translation>
        </message>
        <message>
            <source>Something went wrong with {subject}. Everything else is kept.</source>
            <translation>处理 {subject} 时出了问题。其他内容都已保留。</translation>
        </message>
        <message>
            <source>Stopped.</source>
            <translation>已停止。</translation>
        </message>
        <message>
            <source>The disk is full, so reading has paused. Everything read so far is kept. Make room, then resume.</source>
            <translation>磁盘已满，读取已暂停。已读内容全部保留。请腾出空间后继续。</translation>
        </message>
        <message>
            <source>The language model's server {subject} gave no answer. Check that it is started, or choose the built-in model under Preferences. Facts from tables and search still work.</source>
            <translation>语言模型服务器 {subject} 没有给出回答。请确认它已启动，或在“偏好设置”中改回自带模型。表格事实和检索仍可用。</translation>
        </message>
        <message>
            <source>The library in {subject} can't be used. Nothing in it was changed. Check that the folder exists and that you may write to it, then start Tercet again.</source>
            <translation>无法使用 {subject} 中的文档库，其中内容未作任何改动。请确认该文件夹存在且您有写入权限，然后重新启动 Tercet。</translation>
        </message>
        <message>
            <source>The library in {subject} was made by a newer Tercet. Nothing in it was changed. Install the newer version.</source>
            <translation>{subject} 中的文档库由更新版本的 Tercet 建立，其中内容未作任何改动。请安装新版本。</translation>
        </message>
        <message>
            <source>The model pack {subject} could not be fetched from any of its sources. Try again later.</source>
            <translation>无法从任何来源取得模型包 {subject}。请稍后重试。</translation>
        </message>
        <message>
            <source>The model pack {subject} is damaged. To fetch it again, run: tercet models fetch</source>
            <translation>模型包 {subject} 已损坏。要重新下载，请运行：tercet models fetch</translation>
        </message>
        <message>
            <source>The model pack {subject} is missing. Reading, search and facts from tables still work. To fetch the packs, run: tercet models fetch</source>
            <translation>缺少模型包 {subject}。读取、搜索和表格事实仍可使用。要下载模型包，请运行：tercet models fetch</translation>
        </message>
        <message>
            <source>The password does not open {subject}. It stays in the library, locked; try another password.</source>
            <translation>该密码无法打开 {subject}。文档仍以加密状态留在文档库中；请换一个密码。</translation>
        </message>
        <message>
            <source>This could not be done, because a part of the program stopped twice. Everything else is kept.</source>
            <translation>未能完成：程序的一个部分两次意外中止。其他内容都已保留。</translation>
        </message>
        <message>
            <source>This document is no longer in the library. Add the file again to see it.</source>
            <translation>该文档已不在文档库中。重新添加该文件即可查看。</translation>
        </message>
        <message>
            <source>What was fetched for {subject} is not the expected file, so it was thrown away. Try again.</source>
            <translation>为 {subject} 取得的文件与预期不符，已丢弃。请重试。</translation>
        </message>
        <message>
            <source>could not be read</source>
            <translation>无法读取</translation>
        </message>
        <message>
            <source>damaged or incomplete</source>
            <translation>已损坏或不完整</translation>
        </message>
        <message>
            <source>it has no pages</source>
            <translation>没有任何页面</translation>
        </message>
        <message>
            <source>it stops the reader each time it is opened</source>
            <translation>每次打开都会使读取程序中止</translation>
        </message>
        <message>
            <source>locked with a password</source>
            <translation>设有密码</translation>
        </message>
        <message>
            <source>no longer there</source>
            <translation>已不在原处</translation>
        </message>
        <message>
            <source>no words on its pages</source>
            <translation>页面上没有文字</translation>
        </message>
        <message>
            <source>not a PDF or an image that can be read</source>
            <translation>不是可读取的 PDF 或图片</translation>
        </message>
        <message>
            <source>the disk is full</source>
            <translation>磁盘已满</translation>
        </message>
        <message>
            <source>the file is empty</source>
            <translation>文件为空</translation>
        </message>
        <message>
            <source>you may not read this file</source>
            <translation>没有读取该文件的权限</translation>
        </message>
        <message>
            <source>{subject} can't be opened: you may not read this file. Change its permissions, then add it again.</source>
            <translation>无法打开 {subject}：您没有读取该文件的权限。请修改权限后重新添加。</translation>
        </message>
        <message>
            <source>{subject} has no pages. It was left out; all others go on.</source>
            <translation>{subject} 没有任何页面，已跳过；其余文件照常处理。</translation>
        </message>
        <message>
            <source>{subject} is damaged or incomplete. It was left out; get the file again from where it came.</source>
            <translation>{subject} 已损坏或不完整，已跳过；请从原来的地方重新获取该文件。</translation>
        </message>
        <message>
            <source>{subject} is empty (0 bytes). It was left out; get the file again from where it came.</source>
            <translation>{subject} 是空文件（0 字节），已跳过；请从原来的地方重新获取该文件。</translation>
        </message>
        <message>
            <source>{subject} is locked with a password. Enter it in the library to have the document read.</source>
            <translation>{subject} 设有密码。请在文档库中输入密码，以便读取。</translation>
        </message>
        <message>
            <source>{subject} is no list of fields. A CSV file is needed with the columns name, description, type and example.</source>
            <translation>{subject} 不是字段清单。需要含 name、description、type、example 列的 CSV 文件。</translation>
        </message>
        <message>
            <source>{subject} is no longer there. Check whether it was moved or renamed, then add it again.</source>
            <translation>{subject} 已不在原处。请确认它是否被移动或改名，然后重新添加。</translation>
        </message>
        <message>
            <source>{subject} is not a PDF or an image that can be read. It was left out; all others go on.</source>
            <translation>{subject} 不是可读取的 PDF 或图片，已跳过；其余文件照常处理。</translation>
        </message>
    </context>
    <context>
        <name>EvidencePane</name>
        <message>
            <source>Choose a triple in an answer to see the page it was read from, with its words marked. Choose a document to leaf through it.</source>
            <translation>在回答中选择一个三元组，即可看到它所在的页面，原文会被标出。选择一份文档可以翻阅。</translation>
        </message>
        <message>
            <source>Drawing the page…</source>
            <translation>正在绘制页面…</translation>
        </message>
        <message>
            <source>Evidence</source>
            <translation>出处</translation>
        </message>
        <message>
            <source>Page</source>
            <translation>页面</translation>
        </message>
        <message>
            <source>Page {page} of {name}</source>
            <translation>{name} 第 {page} 页</translation>
        </message>
        <message>
            <source>Page {page} of {name} can't be drawn.</source>
            <translation>无法显示 {name} 第 {page} 页。</translation>
        </message>
        <message>
            <source>Page {page} of {name}, with {value} marked</source>
            <translation>{name} 第 {page} 页，已标出 {value}</translation>
        </message>
        <message>
            <source>The proof of each value</source>
            <translation>每个值的出处</translation>
        </message>
        <message>
            <source>Words around the value</source>
            <translation>该值所在的原文</translation>
        </message>
        <message>
            <source>{name} · page {page}</source>
            <translation>{name} · 第 {page} 页</translation>
        </message>
    </context>
    <context>
        <name>Failures</name>
        <message>
            <source>Something in Tercet went wrong. Your documents and answers are safe, and you can go on working.</source>
            <translation>Tercet 出了点问题。您的文档和回答都安全无损，可以继续使用。</translation>
        </message>
    </context>
    <context>
        <name>LibraryPane</name>
        <message>
            <source>Add files</source>
            <translation>添加文件</translation>
        </message>
        <message>
            <source>Add files (Ctrl+O)</source>
            <translation>添加文件 (Ctrl+O)</translation>
        </message>
        <message>
            <source>Add files…</source>
            <translation>添加文件…</translation>
        </message>
        <message>
            <source>Documents</source>
            <translation>文档</translation>
        </message>
        <message>
            <source>Drop PDFs here</source>
            <translation>把 PDF 拖到这里</translation>
        </message>
        <message>
            <source>Find a document</source>
            <translation>查找文档</translation>
        </message>
        <message>
            <source>Library</source>
            <translation>文档库</translation>
        </message>
        <message>
            <source>PDFs, scans and pictures, single files or whole folders, anywhere on this window. They are read on this computer only; your files are not moved or changed.</source>
            <translation>PDF、扫描件和图片，单个文件或整个文件夹，拖到窗口任意位置即可。内容只在本机读取，原文件不会被移动或更改。</translation>
        </message>
        <message>
            <source>{file} is already in the library, as {name}</source>
            <translation>{file} 已在文档库中，名为 {name}</translation>
        </message>
        <message>
            <source>{name} is already in the library</source>
            <translation>{name} 已在文档库中</translation>
        </message>
    </context>
    <context>
        <name>LibrarySettings</name>
        <message>
            <source>&amp;Other folder…</source>
            <translation>其他文件夹(&amp;O)…</translation>
        </message>
        <message>
            <source>&amp;Passages</source>
            <translation>段落(&amp;P)</translation>
        </message>
        <message>
            <source>&amp;Ranked by</source>
            <translation>重排模型(&amp;R)</translation>
        </message>
        <message>
            <source>A&amp;nswered by</source>
            <translation>回答模型(&amp;N)</translation>
        </message>
        <message>
            <source>Answered by</source>
            <translation>回答模型</translation>
        </message>
        <message>
            <source>Built in (recommended)</source>
            <translation>内置模型（推荐）</translation>
        </message>
        <message>
            <source>By structure (recommended)</source>
            <translation>按结构切分（推荐）</translation>
        </message>
        <message>
            <source>Fixed windows with overlap</source>
            <translation>固定长度窗口，有重叠</translation>
        </message>
        <message>
            <source>Found &amp;by</source>
            <translation>检索模型(&amp;B)</translation>
        </message>
        <message>
            <source>Found by</source>
            <translation>检索模型</translation>
        </message>
        <message>
            <source>No further model</source>
            <translation>不使用</translation>
        </message>
        <message>
            <source>One for each page</source>
            <translation>每页一段</translation>
        </message>
        <message>
            <source>Other &amp;folder…</source>
            <translation>其他文件夹(&amp;F)…</translation>
        </message>
        <message>
            <source>Other &amp;model…</source>
            <translation>其他模型(&amp;M)…</translation>
        </message>
        <message>
            <source>Passages</source>
            <translation>段落</translation>
        </message>
        <message>
            <source>Passages are what is searched for an answer, by the words and by a model (sentence-transformers). Where this changes, the library is indexed anew in the background; you can go on asking. A cross-encoder of yours can rank what was found once more; each answer then takes longer.</source>
            <translation>回答问题时按文字和模型（sentence-transformers）检索的是段落。更改后，文档库会在后台重新索引，期间可以照常提问。您自己的 cross-encoder 模型可以把检索结果再排一次序；回答会因此慢一些。</translation>
        </message>
        <message>
            <source>Questions and passages are sent to {address}.</source>
            <translation>问题和段落会发送到 {address}。</translation>
        </message>
        <message>
            <source>Ranked by</source>
            <translation>重排模型</translation>
        </message>
        <message>
            <source>The library is being indexed with this model. Until that is done the one before is used.</source>
            <translation>正在用此模型为文档库建立索引；完成之前仍使用原来的模型。</translation>
        </message>
        <message>
            <source>The model is being tried…</source>
            <translation>正在试用该模型…</translation>
        </message>
        <message>
            <source>{file} is not there: until it is back, only tables and lines answer.</source>
            <translation>{file} 不在了：在它恢复之前，只能由表格和行内事实回答。</translation>
        </message>
        <message>
            <source>{folder} is not there: until it is back, nothing is ranked once more.</source>
            <translation>找不到 {folder}：在它恢复之前，检索结果不再重排。</translation>
        </message>
        <message>
            <source>{folder} is not there: until it is back, words alone are searched.</source>
            <translation>{folder} 不在原处：恢复之前只按文字检索。</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>Open the folder</source>
            <translation>打开文件夹</translation>
        </message>
        <message>
            <source>Tercet</source>
            <translation>Tercet</translation>
        </message>
        <message>
            <source>There is no answer to export yet. Ask a question first.</source>
            <translation>还没有可导出的回答。请先提问。</translation>
        </message>
        <message>
            <source>There is no fact to review: every one was, or none was read yet.</source>
            <translation>没有待审核的事实：都已审核，或尚未读出。</translation>
        </message>
    </context>
    <context>
        <name>Menus</name>
        <message>
            <source>&amp;About Tercet</source>
            <translation>关于 Tercet(&amp;A)</translation>
        </message>
        <message>
            <source>&amp;Add files…</source>
            <translation>添加文件(&amp;A)…</translation>
        </message>
        <message>
            <source>&amp;Document</source>
            <translation>文档(&amp;D)</translation>
        </message>
        <message>
            <source>&amp;Edit</source>
            <translation>编辑(&amp;E)</translation>
        </message>
        <message>
            <source>&amp;Export the answers as CSV…</source>
            <translation>将回答导出为 CSV(&amp;E)…</translation>
        </message>
        <message>
            <source>&amp;File</source>
            <translation>文件(&amp;F)</translation>
        </message>
        <message>
            <source>&amp;Help</source>
            <translation>帮助(&amp;H)</translation>
        </message>
        <message>
            <source>&amp;Paste files</source>
            <translation>粘贴文件(&amp;P)</translation>
        </message>
        <message>
            <source>&amp;Question field</source>
            <translation>提问框(&amp;Q)</translation>
        </message>
        <message>
            <source>&amp;Quit</source>
            <translation>退出(&amp;Q)</translation>
        </message>
        <message>
            <source>&amp;Review facts, the doubtful first</source>
            <translation>审核事实，存疑的在先(&amp;R)</translation>
        </message>
        <message>
            <source>&amp;Sheet</source>
            <translation>表格(&amp;S)</translation>
        </message>
        <message>
            <source>&amp;View</source>
            <translation>视图(&amp;V)</translation>
        </message>
        <message>
            <source>Add a &amp;folder…</source>
            <translation>添加文件夹(&amp;F)…</translation>
        </message>
        <message>
            <source>Export all fa&amp;cts as CSV…</source>
            <translation>将全部事实导出为 CSV(&amp;C)…</translation>
        </message>
        <message>
            <source>Export re&amp;viewed facts as CSV…</source>
            <translation>将已审核的事实导出为 CSV(&amp;V)…</translation>
        </message>
        <message>
            <source>Next &amp;pane</source>
            <translation>下一窗格(&amp;P)</translation>
        </message>
        <message>
            <source>P&amp;references…</source>
            <translation>偏好设置(&amp;R)…</translation>
        </message>
    </context>
    <context>
        <name>MiddlePane</name>
        <message>
            <source>Questions</source>
            <translation>提问</translation>
        </message>
        <message>
            <source>Questions or sheet</source>
            <translation>提问或表格</translation>
        </message>
        <message>
            <source>Sheet</source>
            <translation>表格</translation>
        </message>
    </context>
    <context>
        <name>ModelDialog</name>
        <message>
            <source>&amp;GGUF file…</source>
            <translation>GGUF 文件(&amp;G)…</translation>
        </message>
        <message>
            <source>&amp;Key</source>
            <translation>密钥(&amp;K)</translation>
        </message>
        <message>
            <source>&amp;Model</source>
            <translation>模型(&amp;M)</translation>
        </message>
        <message>
            <source>A GGUF file on this computer, or the address of a server that speaks the OpenAI API: Ollama, LM Studio, llama.cpp, vLLM, Xinference. Your questions and the passages they are asked of are then sent to that address, and nowhere else.</source>
            <translation>本机上的 GGUF 文件，或兼容 OpenAI 接口的服务器地址：Ollama、LM Studio、llama.cpp、vLLM、Xinference。使用服务器时，您的问题和相关段落会发送到该地址，不会发往别处。</translation>
        </message>
        <message>
            <source>File or &amp;address</source>
            <translation>文件或地址(&amp;A)</translation>
        </message>
        <message>
            <source>Language model</source>
            <translation>语言模型</translation>
        </message>
        <message>
            <source>the server's first</source>
            <translation>服务器的第一个</translation>
        </message>
    </context>
    <context>
        <name>Page</name>
        <message>
            <source>OCR</source>
            <translation>识别</translation>
        </message>
        <message>
            <source>The words are those of the file and, in pictures and broken fonts, text recognition's.</source>
            <translation>文字取自文件本身，图片和损坏字体中的文字由识别而来。</translation>
        </message>
        <message>
            <source>The words are those of the file.</source>
            <translation>文字取自文件本身。</translation>
        </message>
        <message>
            <source>The words were read from the picture of the page.</source>
            <translation>文字由页面图像识别而来。</translation>
        </message>
        <message>
            <source>This page could not be read.</source>
            <translation>此页无法读取。</translation>
        </message>
        <message>
            <source>not read</source>
            <translation>未能读取</translation>
        </message>
        <message>
            <source>text</source>
            <translation>文字</translation>
        </message>
        <message>
            <source>text + OCR</source>
            <translation>文字+识别</translation>
        </message>
    </context>
    <context>
        <name>Parts</name>
        <message numerus="yes">
            <source>%n row(s) were written to {path}</source>
            <translation>
                <numerusform>已将 %n 行写入 {path}</numerusform>
            </translation>
        </message>
        <message>
            <source>Adding {files} was given up, because the reading part stopped three times over it. What is in the library is kept; all other files go on.</source>
            <translation>已放弃添加 {files}，因为读取部分因它停止了三次。库中已有的内容均已保留；其他文件照常处理。</translation>
        </message>
        <message>
            <source>Answering keeps stopping, so it was switched off. All answers are kept.</source>
            <translation>回答程序反复中止，已关闭。所有回答都已保留。</translation>
        </message>
        <message>
            <source>Drawing pages keeps stopping, so it was switched off. Nothing is lost.</source>
            <translation>页面显示程序反复中止，已关闭。没有任何内容丢失。</translation>
        </message>
        <message>
            <source>Reading keeps stopping, so it was switched off. Every page read is kept.</source>
            <translation>读取程序反复中止，已关闭。已读的页面全部保留。</translation>
        </message>
        <message>
            <source>Start again</source>
            <translation>重新启动</translation>
        </message>
        <message>
            <source>The answering part stopped and is being started again. Your question is kept.</source>
            <translation>回答程序意外中止，正在重新启动。您的问题已保留。</translation>
        </message>
        <message>
            <source>The part that draws pages stopped and is being started again.</source>
            <translation>页面显示程序意外中止，正在重新启动。</translation>
        </message>
        <message>
            <source>The reading part stopped and is being started again. Every page read is kept.</source>
            <translation>读取程序意外中止，正在重新启动。已读的页面全部保留。</translation>
        </message>
    </context>
    <context>
        <name>PassagesModel</name>
        <message>
            <source>{name}, page {page}</source>
            <translation>{name}，第 {page} 页</translation>
        </message>
    </context>
    <context>
        <name>Preferences</name>
        <message>
            <source>&amp;Appearance</source>
            <translation>外观(&amp;A)</translation>
        </message>
        <message>
            <source>&amp;Language</source>
            <translation>语言(&amp;L)</translation>
        </message>
        <message>
            <source>Appearance</source>
            <translation>外观</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>跟随系统</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>深色</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>语言</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>浅色</translation>
        </message>
        <message>
            <source>Preferences</source>
            <translation>偏好设置</translation>
        </message>
    </context>
    <context>
        <name>Removal</name>
        <message numerus="yes">
            <source>%n document(s) were removed</source>
            <translation>
                <numerusform>已移除 %n 份文档</numerusform>
            </translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>撤销</translation>
        </message>
        <message>
            <source>{name} was removed</source>
            <translation>已移除 {name}</translation>
        </message>
    </context>
    <context>
        <name>Review</name>
        <message>
            <source>accepted</source>
            <translation>已接受</translation>
        </message>
        <message>
            <source>edited</source>
            <translation>已修改</translation>
        </message>
        <message>
            <source>not reviewed</source>
            <translation>未审核</translation>
        </message>
        <message>
            <source>rejected</source>
            <translation>已拒绝</translation>
        </message>
    </context>
    <context>
        <name>ReviewBar</name>
        <message>
            <source>Accept this fact</source>
            <translation>接受此事实</translation>
        </message>
        <message>
            <source>Edit this fact…</source>
            <translation>修改此事实…</translation>
        </message>
        <message>
            <source>Reject this fact</source>
            <translation>拒绝此事实</translation>
        </message>
    </context>
    <context>
        <name>ScopeBar</name>
        <message numerus="yes">
            <source>+%n · Ask all</source>
            <translation>
                <numerusform>+%n · 改问全部</numerusform>
            </translation>
        </message>
        <message>
            <source>Ask all</source>
            <translation>改问全部</translation>
        </message>
        <message>
            <source>Asking</source>
            <translation>提问范围</translation>
        </message>
        <message numerus="yes">
            <source>Asking all %n document(s)</source>
            <translation>
                <numerusform>向全部 %n 份文档提问</numerusform>
            </translation>
        </message>
        <message>
            <source>Don't limit to {name}</source>
            <translation>不再限定于 {name}</translation>
        </message>
    </context>
    <context>
        <name>Sheet</name>
        <message>
            <source>Annual reports</source>
            <translation>年度报告（英文）</translation>
        </message>
        <message>
            <source>Annual reports (Chinese)</source>
            <translation>年度报告（中文）</translation>
        </message>
        <message>
            <source>Contracts</source>
            <translation>合同（英文）</translation>
        </message>
        <message>
            <source>Contracts (Chinese)</source>
            <translation>合同（中文）</translation>
        </message>
        <message>
            <source>Invoices</source>
            <translation>发票</translation>
        </message>
        <message>
            <source>Papers</source>
            <translation>论文</translation>
        </message>
        <message>
            <source>Stopped. What was found is kept.</source>
            <translation>已停止。找到的内容都已保留。</translation>
        </message>
        <message>
            <source>sheet.xlsx</source>
            <translation>表格.xlsx</translation>
        </message>
    </context>
    <context>
        <name>SheetPane</name>
        <message numerus="yes">
            <source>%n document(s)</source>
            <translation>
                <numerusform>%n 份文档</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n field(s)</source>
            <translation>
                <numerusform>%n 个字段</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n value(s) found before all was read: find again later</source>
            <translation>
                <numerusform>有 %n 个值是在全部读完之前找到的，请稍后重新查找</numerusform>
            </translation>
        </message>
        <message>
            <source>&amp;Find</source>
            <translation>查找(&amp;F)</translation>
        </message>
        <message>
            <source>&amp;Stop</source>
            <translation>停止(&amp;S)</translation>
        </message>
        <message>
            <source>A list of your own…</source>
            <translation>您自己的列表…</translation>
        </message>
        <message>
            <source>Add documents to find the same fields in each of them.</source>
            <translation>添加文档后，可在每份文档中查找相同的字段。</translation>
        </message>
        <message>
            <source>Documents</source>
            <translation>文档</translation>
        </message>
        <message>
            <source>Fi&amp;elds</source>
            <translation>字段(&amp;E)</translation>
        </message>
        <message>
            <source>Fields</source>
            <translation>字段</translation>
        </message>
        <message>
            <source>Found {found} of {cells}</source>
            <translation>{cells} 格中找到 {found} 格</translation>
        </message>
        <message>
            <source>Looked at {looked} of {cells}, found {found}</source>
            <translation>已查 {looked}/{cells} 格，找到 {found} 格</translation>
        </message>
        <message>
            <source>Sa&amp;ve as…</source>
            <translation>另存为(&amp;V)…</translation>
        </message>
        <message>
            <source>Sheet</source>
            <translation>表格</translation>
        </message>
        <message>
            <source>{documents}, {fields}</source>
            <translation>{documents}，{fields}</translation>
        </message>
    </context>
    <context>
        <name>Skipped</name>
        <message numerus="yes">
            <source>%n file(s) were not added</source>
            <translation>
                <numerusform>有 %n 个文件未添加</numerusform>
            </translation>
        </message>
        <message>
            <source>Files that were not added</source>
            <translation>未添加的文件</translation>
        </message>
        <message>
            <source>Hide</source>
            <translation>收起</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>展开</translation>
        </message>
        <message>
            <source>{name}: {reason}</source>
            <translation>{name}：{reason}</translation>
        </message>
    </context>
    <context>
        <name>Status</name>
        <message numerus="yes">
            <source>%n fact(s)</source>
            <translation>
                <numerusform>%n 条事实</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page(s)</source>
            <translation>
                <numerusform>%n 页</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page(s) could not be read</source>
            <translation>
                <numerusform>有 %n 页无法读取</numerusform>
            </translation>
        </message>
        <message>
            <source>Could not be read: {reason}</source>
            <translation>无法读取：{reason}</translation>
        </message>
        <message>
            <source>Failed</source>
            <translation>失败</translation>
        </message>
        <message numerus="yes">
            <source>Finding structure, {done} of %n page(s)</source>
            <translation>
                <numerusform>正在分析结构，{done} / %n 页</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Indexing, {done} of %n passage(s)</source>
            <translation>
                <numerusform>正在建立索引，{done} / %n 段</numerusform>
            </translation>
        </message>
        <message>
            <source>Locked – enter the password</source>
            <translation>已加密 – 请输入密码</translation>
        </message>
        <message>
            <source>No text</source>
            <translation>无文字</translation>
        </message>
        <message numerus="yes">
            <source>No words were found on %n page(s)</source>
            <translation>
                <numerusform>%n 页上没有找到文字</numerusform>
            </translation>
        </message>
        <message>
            <source>OCR</source>
            <translation>识别</translation>
        </message>
        <message>
            <source>Opening…</source>
            <translation>正在打开…</translation>
        </message>
        <message>
            <source>Page {page} could not be read</source>
            <translation>第 {page} 页无法读取</translation>
        </message>
        <message>
            <source>Pages {pages} could not be read</source>
            <translation>第 {pages} 页无法读取</translation>
        </message>
        <message numerus="yes">
            <source>Paused at {done} of %n page(s)</source>
            <translation>
                <numerusform>已暂停于 {done} / %n 页</numerusform>
            </translation>
        </message>
        <message>
            <source>Paused – the disk is full</source>
            <translation>已暂停 – 磁盘已满</translation>
        </message>
        <message numerus="yes">
            <source>Reading text, {done} of %n page(s)</source>
            <translation>
                <numerusform>正在读取文字，{done} / %n 页</numerusform>
            </translation>
        </message>
        <message>
            <source>Ready · {figures}</source>
            <translation>就绪 · {figures}</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>文字</translation>
        </message>
        <message>
            <source>Text + OCR</source>
            <translation>文字 + 识别</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>等待中</translation>
        </message>
        <message>
            <source>about {hours} h left</source>
            <translation>约剩 {hours} 小时</translation>
        </message>
        <message>
            <source>about {minutes} min left</source>
            <translation>约剩 {minutes} 分钟</translation>
        </message>
        <message>
            <source>less than a minute left</source>
            <translation>剩余不到 1 分钟</translation>
        </message>
        <message>
            <source>{count} by OCR</source>
            <translation>其中 {count} 页为文字识别</translation>
        </message>
    </context>
    <context>
        <name>TriplesModel</name>
        <message>
            <source>Attribute</source>
            <translation>属性</translation>
        </message>
        <message>
            <source>Document</source>
            <translation>文档</translation>
        </message>
        <message>
            <source>Entity</source>
            <translation>实体</translation>
        </message>
        <message>
            <source>Page</source>
            <translation>页</translation>
        </message>
        <message>
            <source>Period</source>
            <translation>期间</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>值</translation>
        </message>
    </context>
    <context>
        <name>TriplesTable</name>
        <message>
            <source>Columns</source>
            <translation>列</translation>
        </message>
        <message>
            <source>Triples</source>
            <translation>三元组</translation>
        </message>
    </context>
    <context>
        <name>Unlocking</name>
        <message numerus="yes">
            <source>%n document(s) are locked. The password:</source>
            <translation>
                <numerusform>%n 份文档已加密。请输入密码：</numerusform>
            </translation>
        </message>
        <message>
            <source>Password</source>
            <translation>密码</translation>
        </message>
        <message>
            <source>Password (not stored)</source>
            <translation>密码（不会保存）</translation>
        </message>
        <message>
            <source>Try for all locked</source>
            <translation>用于所有加密文档</translation>
        </message>
        <message>
            <source>{name} is locked. Its password:</source>
            <translation>{name} 已加密。请输入密码：</translation>
        </message>
    </context>
    <context>
        <name>ViewerToolbar</name>
        <message>
            <source>Copy the value</source>
            <translation>复制该值</translation>
        </message>
        <message>
            <source>Fit to width</source>
            <translation>适合宽度</translation>
        </message>
        <message>
            <source>Next evidence</source>
            <translation>下一条出处</translation>
        </message>
        <message>
            <source>Next page</source>
            <translation>下一页</translation>
        </message>
        <message>
            <source>Previous evidence</source>
            <translation>上一条出处</translation>
        </message>
        <message>
            <source>Previous page</source>
            <translation>上一页</translation>
        </message>
        <message>
            <source>True size</source>
            <translation>实际大小</translation>
        </message>
        <message>
            <source>Zoom in</source>
            <translation>放大</translation>
        </message>
        <message>
            <source>Zoom out</source>
            <translation>缩小</translation>
        </message>
    </context>
</TS>
