<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en_US">
    <context>
        <name>AskedBar</name>
        <message numerus="yes">
            <source>+%n · Change</source>
            <translation>
                <numerusform>+%n · Change</numerusform>
                <numerusform>+%n · Change</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Chat</name>
        <message numerus="yes">
            <source>%n document(s)</source>
            <translation>
                <numerusform>%n document</numerusform>
                <numerusform>%n documents</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page(s)</source>
            <translation>
                <numerusform>%n page</numerusform>
                <numerusform>%n pages</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page(s) could not be read</source>
            <translation>
                <numerusform>%n page could not be read</numerusform>
                <numerusform>%n pages could not be read</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page(s) not fully read yet</source>
            <translation>
                <numerusform>%n page not fully read yet</numerusform>
                <numerusform>%n pages not fully read yet</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Searching %n document(s)…</source>
            <translation>
                <numerusform>Searching %n document…</numerusform>
                <numerusform>Searching %n documents…</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Dropping</name>
        <message numerus="yes">
            <source>%n file(s)</source>
            <translation>
                <numerusform>%n file</numerusform>
                <numerusform>%n files</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n folder(s)</source>
            <translation>
                <numerusform>%n folder</numerusform>
                <numerusform>%n folders</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Add %n PDF(s)</source>
            <translation>
                <numerusform>Add %n PDF</numerusform>
                <numerusform>Add %n PDFs</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Add %n file(s)</source>
            <translation>
                <numerusform>Add %n file</numerusform>
                <numerusform>Add %n files</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Add everything in %n folder(s)</source>
            <translation>
                <numerusform>Add everything in %n folder</numerusform>
                <numerusform>Add everything in %n folders</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Parts</name>
        <message numerus="yes">
            <source>%n row(s) were written to {path}</source>
            <translation>
                <numerusform>%n row was written to {path}</numerusform>
                <numerusform>%n rows were written to {path}</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Removal</name>
        <message numerus="yes">
            <source>%n document(s) were removed</source>
            <translation>
                <numerusform>%n document was removed</numerusform>
                <numerusform>%n documents were removed</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ScopeBar</name>
        <message numerus="yes">
            <source>+%n · Ask all</source>
            <translation>
                <numerusform>+%n · Ask all</numerusform>
                <numerusform>+%n · Ask all</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Asking all %n document(s)</source>
            <translation>
                <numerusform>Asking all %n document</numerusform>
                <numerusform>Asking all %n documents</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SheetPane</name>
        <message numerus="yes">
            <source>%n document(s)</source>
            <translation>
                <numerusform>%n document</numerusform>
                <numerusform>%n documents</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n field(s)</source>
            <translation>
                <numerusform>%n field</numerusform>
                <numerusform>%n fields</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n value(s) found before all was read: find again later</source>
            <translation>
                <numerusform>%n value found before all was read: find again later</numerusform>
                <numerusform>%n values found before all was read: find again later</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Skipped</name>
        <message numerus="yes">
            <source>%n file(s) were not added</source>
            <translation>
                <numerusform>%n file was not added</numerusform>
                <numerusform>%n files were not added</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Status</name>
        <message numerus="yes">
            <source>%n fact(s)</source>
            <translation>
                <numerusform>%n fact</numerusform>
                <numerusform>%n facts</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page(s)</source>
            <translation>
                <numerusform>%n page</numerusform>
                <numerusform>%n pages</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page(s) could not be read</source>
            <translation>
                <numerusform>%n page could not be read</numerusform>
                <numerusform>%n pages could not be read</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Finding structure, {done} of %n page(s)</source>
            <translation>
                <numerusform>Finding structure, {done} of %n page</numerusform>
                <numerusform>Finding structure, {done} of %n pages</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Indexing, {done} of %n passage(s)</source>
            <translation>
                <numerusform>Indexing, {done} of %n passage</numerusform>
                <numerusform>Indexing, {done} of %n passages</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>No words were found on %n page(s)</source>
            <translation>
                <numerusform>No words were found on %n page</numerusform>
                <numerusform>No words were found on %n pages</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Paused at {done} of %n page(s)</source>
            <translation>
                <numerusform>Paused at {done} of %n page</numerusform>
                <numerusform>Paused at {done} of %n pages</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Reading text, {done} of %n page(s)</source>
            <translation>
                <numerusform>Reading text, {done} of %n page</numerusform>
                <numerusform>Reading text, {done} of %n pages</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Unlocking</name>
        <message numerus="yes">
            <source>%n document(s) are locked. The password:</source>
            <translation>
                <numerusform>%n document is locked. The password:</numerusform>
                <numerusform>%n documents are locked. The password:</numerusform>
            </translation>
        </message>
    </context>
</TS>
