"""Makes the sample documents in resources/samples: people, two invented companies, and two scans.

Run it in the project's environment after a change, with the names of the documents to make anew or none for all;
the results are committed.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from pathlib import Path

import pymupdf
from PIL import Image, ImageFilter

SAMPLES = Path(__file__).resolve().parent.parent / "resources" / "samples"
STYLE = """
body { font-family: sans-serif; font-size: 11pt; line-height: 1.5; }
h1 { font-size: 18pt; } h2 { font-size: 13pt; }
table { border-collapse: collapse; } td, th { border: 1px solid #444; padding: 4px 9px; font-size: 10pt; }
"""
PEOPLE = """
<p>许仕廉,国籍,中国</p><p>许仕廉,出生日期,1896年</p><p>许仕廉,毕业院校,爱荷华大学</p>
<p>许仕廉,主要成就,中国著名社会学家</p><p>许仕廉,职业,社会学家</p>
<p>许仕廉,代表作品,《文化与政治》；《一个市镇调查的尝试》；《中国人口问题》</p><br/>
<p>科列斯尼科夫,出生日期,1985年12月26日</p><p>身高,195CM</p><p>体重,78kg</p><p>所属运动队,圣彼得堡俱乐部</p>
<p>位置,后卫</p><p>号码,5号</p><p>职业,篮球</p><br/>
<p>米哈伊尔·彼特罗维奇·科列斯尼科夫,出生日期,1939.10</p><p>逝世日期,2007.3.26</p>
"""
COMPANY = """
<h1>Harbour Light Instruments plc</h1><h2>Annual summary 2023</h2>
<p>Harbour Light Instruments plc makes tide gauges and harbour lights. It was founded in 1974 and is based in
Falmouth, Cornwall. Helen Pascoe has been chief executive officer since 2019; the chairman is Idris Bevan.
At the end of 2023 the company employed 1,284 people.</p>
<h2>Income statement</h2><p>Year ended 31 December, in thousands of pounds, except per share data</p>
<table><tr><th></th><th>2023</th><th>2022</th></tr>
<tr><td>Revenue</td><td>184,310</td><td>171,962</td></tr>
<tr><td>Cost of sales</td><td>(102,448)</td><td>(97,015)</td></tr>
<tr><td>Gross profit</td><td>81,862</td><td>74,947</td></tr>
<tr><td>Operating profit</td><td>23,517</td><td>19,804</td></tr>
<tr><td>Profit for the year</td><td>17,926</td><td>14,870</td></tr>
<tr><td>Earnings per share (pence)</td><td>35.9</td><td>29.7</td></tr></table>
<p>The board proposes a final dividend of 9.5 pence per share, payable on 14 June 2024.</p>
"""
REPORT = """
<h1>青禾电子股份有限公司</h1><h2>2023年年度报告摘要</h2>
<p>公司代码：688999 &#160;&#160; 公司简称：青禾电子</p>
<p>公司成立于2006年，总部位于苏州市工业园区。董事长为沈若兰，财务总监为周启明。截至报告期末，公司员工总数为3,418人。</p>
<h2>合并利润表</h2><p>单位：万元　币种：人民币</p>
<table><tr><th>项目</th><th>2023年度</th><th>2022年度</th></tr>
<tr><td>营业收入</td><td>256,413.07</td><td>231,870.55</td></tr><tr><td>营业成本</td><td>171,906.22</td><td>158,344.19</td></tr>
<tr><td>研发费用</td><td>24,118.90</td><td>19,765.43</td></tr><tr><td>财务费用</td><td>-1,203.66</td><td>-884.12</td></tr>
<tr><td>净利润</td><td>31,557.84</td><td>27,046.31</td></tr>
<tr><td>基本每股收益（元/股）</td><td>0.79</td><td>0.68</td></tr></table>
<h2>合并资产负债表</h2><p>单位：万元　币种：人民币</p>
<table><tr><th>项目</th><th>2023年12月31日</th><th>2022年12月31日</th></tr>
<tr><td>流动资产合计</td><td>318,204.61</td><td>289,471.36</td></tr>
<tr><td>非流动资产合计</td><td>142,930.28</td><td>131,005.77</td></tr>
<tr><td>资产总计</td><td>461,134.89</td><td>420,477.13</td></tr></table>
"""
LEASE = """
<h1>房屋租赁合同</h1>
<p>出租方（甲方）：江阴市临江物业有限公司</p><p>承租方（乙方）：白鹭文化传播工作室</p>
<p>房屋地址：江阴市滨江路218号3层</p><p>租赁期限：2024年3月1日至2027年2月28日</p>
<p>月租金：人民币12,600元</p><p>押金：人民币25,200元</p><p>签订日期：2024年2月18日</p>
"""
DELIVERY = """
<h1>Marlow &amp; Finch Joinery Ltd</h1><h2>Delivery note</h2>
<p>Delivery note number: DN-20417</p><p>Delivery date: 9 May 2024</p><p>Customer: Tidewell Boatyard</p>
<p>Delivery address: 7 Quay Lane, Whitby</p>
<table><tr><th>Item</th><th>Quantity</th><th>Price</th></tr>
<tr><td>Oak hatch cover</td><td>3</td><td>645.00</td></tr>
<tr><td>Teak grating</td><td>5</td><td>480.00</td></tr>
<tr><td>Brass hinge</td><td>24</td><td>120.00</td></tr>
<tr><td>Total</td><td>32</td><td>1,245.00</td></tr></table>
<p>Received by: Owen Tarrant</p>
"""
QUESTIONS = """许仕廉主要是任职什么的？
青禾电子2023年营业收入是多少？
What was the operating profit of Harbour Light Instruments in 2022?
月租金是多少？
许仕廉的妻子是谁？
"""


def main(names: Sequence[str]) -> None:
    """Write these samples, or all."""
    SAMPLES.mkdir(parents=True, exist_ok=True)
    for name, (html, finish) in DOCUMENTS.items():
        if name in names or not names:
            finish(_pages(html)).ez_save(SAMPLES / f"{name}.pdf")
    (SAMPLES / "questions.txt").write_text(QUESTIONS, "utf-8")


def _pages(html: str) -> pymupdf.Document:
    """The text set on A4 pages, with its fonts cut down to what it uses."""
    stream = io.BytesIO()
    story, writer, more = pymupdf.Story(html, user_css=STYLE), pymupdf.DocumentWriter(stream), True
    paper = pymupdf.paper_rect("a4")
    while more:
        device = writer.begin_page(paper)
        more, _ = story.place(paper + (60, 60, -60, -60))  # noqa: RUF005 - a Rect, not a tuple
        story.draw(device)
        writer.end_page()
    writer.close()
    document = pymupdf.open("pdf", stream.getvalue())
    document.subset_fonts()
    return document


def _as_set(document: pymupdf.Document) -> pymupdf.Document:
    return document


def _scan(document: pymupdf.Document) -> pymupdf.Document:
    """The same pages as a scanner gives them: a slightly blurred grey JPEG, and no text."""
    scanned = pymupdf.open()
    for page in document.pages():
        pixels = page.get_pixmap(dpi=150, colorspace=pymupdf.csGRAY)
        image = Image.frombytes("L", (pixels.width, pixels.height), pixels.samples)
        noise = Image.effect_noise(image.size, 12)
        image = Image.blend(image.filter(ImageFilter.GaussianBlur(0.6)), noise, 0.08)
        jpeg = io.BytesIO()
        image.save(jpeg, "JPEG", quality=60)
        scanned.new_page(width=page.rect.width, height=page.rect.height).insert_image(page.rect, stream=jpeg.getvalue())
    return scanned


DOCUMENTS = {
    "人物": (PEOPLE, _as_set),
    "Harbour Light 2023": (COMPANY, _as_set),
    "青禾电子 2023年报摘要": (REPORT, _as_set),
    "租赁合同 (扫描)": (LEASE, _scan),
    "Delivery note (scan)": (DELIVERY, _scan),
}

if __name__ == "__main__":
    main(sys.argv[1:])
