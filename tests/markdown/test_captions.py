"""Citations in an image's description that another extension makes a caption of, as markdown-captions does."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import ImageInlineProcessor
from markdown.treeprocessors import Treeprocessor
from rendering import OnePage

from mkdocs_resource_cards.markdown_ext.extension import ResourceCardsExtension


class Captioned(ImageInlineProcessor):
    def handleMatch(  # type: ignore[override]  # noqa: N802 (Python-Markdown's name)
        self, m: re.Match[str], data: str
    ) -> tuple[etree.Element | None, int | None, int | None]:
        image, start, end = super().handleMatch(m, data)
        if image is None:
            return None, None, None
        figure = etree.Element("figure")
        figure.append(image)
        etree.SubElement(figure, "figcaption").text = image.get("alt")
        return figure, start, end


class Captions(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        md.inlinePatterns.register(Captioned(r"!\[", md), "caption", 151)


def test_a_caption_has_the_link_and_the_description_the_words() -> None:
    host = OnePage()
    md = Markdown(extensions=[Captions(), ResourceCardsExtension(host, pandoc=True)])
    text = "![A *sign* [see **a *x* & `y<`** @roe20, p. 3], as @lee21 has it](a.png) [@lee21]"
    html = md.convert(text).partition("</p>")[0]
    assert 'alt="A *sign* [see a x &amp; y&lt; 1, p. 3], as Lee &amp; Kim\xa0[2] has it"' in html
    caption = html.partition("<figcaption>")[2]
    words = "see <strong>a <em>x</em> &amp; <code>y&lt;</code></strong>"
    assert caption.startswith(f'A <em>sign</em> <span class="rc-cites">[{words} <span class="rc-ref rc-ref--num"')
    assert re.findall(' id="([^"]*)"', html) == ["rc-ref-roe20", "rc-ref-lee21", "rc-ref-lee21:2"]
    assert {key: one.count for key, one in host.page.mentions.items()} == {"roe20": 1, "lee21": 2}


def test_a_caption_within_a_link_has_no_links() -> None:
    md = Markdown(extensions=[Captions(), ResourceCardsExtension(OnePage(), pandoc=True)])
    html = md.convert("[![A sign [@roe20; @lee21]](a.png)](b.html)").partition("</p>")[0]
    assert html.count("<a ") == 1
    assert "<figcaption>A sign <" in html


class Figures(Treeprocessor):
    """As yafg: of a paragraph with an image, a figure that keeps the image alone."""

    def run(self, root: etree.Element) -> None:
        for paragraph in root.iter("p"):
            image = paragraph.find("img")
            if image is not None:
                paragraph.clear()
                paragraph.tag = "figure"
                paragraph.append(image)


def test_the_place_of_a_citation_goes_with_the_image() -> None:
    md = Markdown(extensions=["attr_list", ResourceCardsExtension(OnePage(), pandoc=True)])
    md.treeprocessors.register(Figures(md), "figures", 8)
    html = md.convert("![A sign [@roe20]](a.png){#sign}")
    assert '<figure><span id="rc-ref-roe20"></span><img alt="A sign [1]" id="sign" src="a.png" /></figure>' in html
    assert '<a class="rc-jump" href="#rc-ref-roe20"' in html
