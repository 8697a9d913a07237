"""What links say in many languages without naming their source."""

from __future__ import annotations

import re

_THINGS = (
    "article|page|paper|post|link|source|report|study|blog|blog post|website|site|text|pdf|documentation|docs|guide|"
    "tutorial|video|repo|repository|issue|discussion|thread|announcement|example|list|book|talk|slides|spec|"
    "specification"
)
_ENGLISH = (
    r"(?:click |tap |see |look |over |right )?here|"
    r"(?:read |learn |see |find out |show |view |know )?more(?: here| info| information| details)?|"
    r"(?:this|that)(?: one)?|links?|sources?|web ?sites?|home ?page|web ?page|pdf|articles?|"
    r"papers?|docs?|documentation|details|info|information|reference|ref|references|example|examples|demo|video|blog|"
    r"blog post|tutorial|guide|repo|repository|source code|download|downloads|untitled|no title|title|n/?a|"
    r"to ?do|tbd|unknown|external(?: link)?|more about (?:this|it)|via"
    rf"|(?:this|the|that|full|original|official|our|my|their|its) (?:official |full |original )?(?:{_THINGS})"
)
_OTHERS = """
hier, hier klicken, klick hier, klicken sie hier, mehr, mehr dazu,
mehr erfahren, weiterlesen, quelle, siehe hier, diese seite, webseite,
ici, cliquez ici, en savoir plus, lire la suite, lien, ce lien,
voir ici, source, aquí, aqui, aca, acá, haz clic aquí, haga clic aquí,
pulsa aquí, leer más, más información, más, enlace, este enlace,
fuente, clique aqui, saiba mais, leia mais, mais, fonte, este link,
ligação, qui, clicca qui, leggi di più, scopri di più, altro,
collegamento, questo link, klik hier, lees meer, meer, meer info, bron,
deze link, här, klicka här, läs mer, mer, källa, her, klik her,
læs mere, mere, klikk her, les mer, kilde, täällä, tässä, täältä,
klikkaa tästä, lue lisää, lähde, tu, tutaj, kliknij tutaj,
czytaj więcej, więcej, źródło, zde, klikněte zde, více, zdroj,
tu kliknite, viac, itt, ide kattintva, kattintson ide, bővebben,
tovább, forrás, aici, click aici, mai mult, citește mai mult, sursă,
ovdje, ovde, više, tukaj, več, тук, повече, здесь, тут, нажмите здесь,
подробнее, далее, ссылка, по ссылке, источник, сюда, натисніть тут,
докладніше, детальніше, посилання, джерело, εδώ, κάντε κλικ εδώ,
περισσότερα, πηγή, burada, buradan, buraya tıklayın, buraya, tıklayın,
daha fazla, devamı, kaynak, bağlantı, di sini, klik di sini,
selengkapnya, baca selengkapnya, sumber, tautan, di sini sahaja, ở đây,
tại đây, nhấn vào đây, xem thêm, nguồn, ที่นี่, คลิกที่นี่, อ่านต่อ,
อ่านเพิ่มเติม, यहाँ, यहां, यहाँ क्लिक करें, और पढ़ें, এখানে, هنا,
اضغط هنا, انقر هنا, المزيد, اقرأ المزيد, المصدر, رابط, اینجا,
اینجا کلیک کنید, بیشتر, منبع, یہاں, כאן, לחץ כאן, לחצו כאן, עוד,
קרא עוד, מקור, קישור, 这里, 這裡, 此处, 此處, 点击这里, 點擊這裡, 点此, 點此, 点击此处, 更多, 详情,
詳情, 链接, 連結, 来源, 來源, 查看更多, 阅读更多, 了解更多, こちら, ここ, こちらをクリック, ここをクリック, 詳細,
詳しくはこちら, 続きを読む, もっと見る, リンク, 出典, 参照, 여기, 여기를 클릭, 여기를 클릭하세요, 더 보기, 더보기,
자세히, 자세히 보기, 링크, 출처
"""
_SERVICES = (
    r"github|gitlab|bitbucket|codeberg|sourcehut|gitee|twitter|youtube|vimeo|linkedin|facebook|instagram|mastodon|bluesky|"
    r"discord|slack|reddit|telegram|gitter|whatsapp|wikipedia|wikidata|pypi|npm|crates\.io|docker hub|hugging ?face|"
    r"stack ?overflow|hacker news|medium|substack|arxiv|zenodo|figshare|osf|doi|pubmed|google scholar|researchgate|"
    r"google drive|google docs|dropbox|kaggle|colab|google colab"
)
_WORDS = [re.escape(word.strip()) for word in _OTHERS.replace("\n", " ").split(",") if word.strip()]
LABELS = re.compile(f"{_ENGLISH}|{'|'.join(_WORDS)}", re.IGNORECASE)
"""Use `fullmatch`, without the marks around a text."""
SERVICES = re.compile(_SERVICES, re.IGNORECASE)
"""Places where many sources lie: the name of one says where, not what. Use `fullmatch`."""
