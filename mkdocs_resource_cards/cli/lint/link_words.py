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
    rf"|(?:(?:read|see|view|visit|check out|in|on) )?(?:this|the|that|full|original|official|our|my|their|its) "
    r"(?:official |full |original )?"
    rf"(?:{_THINGS})"
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
_POINTED = (
    # What points, what is pointed at, what may follow. Words of scripts without spaces stand side by side.
    (
        "diese[rsmn]?|der|die|das|den|dem|des|zu[mr]|im|in|auf|bei|von|siehe|offizielle[nrs]?|unsere[nrs]?|weitere|mehr|ganze[nr]?",
        "artikel|beitrag|seite|webseite|website|homepage|link|dokumentation|doku|anleitung|quelle|studie|text|video|blog|"
        "blogbeitrag|projektseite|infos?|informationen|details|handbuch|download",
        "",
    ),
    (
        "ce|cet|cette|ces|le|la|les|l['’]|notre|sur|voir|lire|dans|du|plus d['’]|en",
        "article|page|lien|site|documentation|doc|vidéo|guide|source|billet|document|étude|informations?|détails|rapport",
        "officiel(?:le)?|complet|complète|web|original",
    ),
    (
        "este|esta|estos|el|la|los|en|ver|vea|leer|lea|nuestr[oa]|del?|al|más",
        "artículo|página|enlace|sitio|web|documentación|vídeo|video|guía|fuente|documento|estudio|información|detalles|informe",
        "oficial|completo|completa|web|original",
    ),
    (
        "este|esta|neste|nesta|o|a|no|na|do|da|ver|veja|ler|leia|nosso|nossa|mais",
        "artigo|página|link|site|documentação|vídeo|guia|fonte|documento|estudo|informaç(?:ão|ões)|detalhes|relatório|aqui",
        "oficial|completo|completa|original",
    ),
    (
        "quest[oa]|quest['’]|il|la|lo|l['’]|nel|nella|sul|sulla|vedi|leggi|nostr[oa]|maggiori|più",
        "articolo|pagina|link|sito|documentazione|video|guida|fonte|documento|studio|informazioni|dettagli|tutto",
        "ufficiale|completo|completa|web|originale",
    ),
    (
        "dit|deze|het|de|op|zie|lees|onze|officiële|meer|volledige",
        "artikel|pagina|link|site|website|documentatie|video|handleiding|bron|studie|informatie|details|hier|verder",
        "",
    ),
    (
        "den|det|denna|detta|här|se|läs|denne|dette|her|den her|vår|officiell[at]?|mer|mere",
        "artikel|artikeln|artiklen|sida|sidan|side|siden|länk|länken|lenke|webbplats|dokumentation|dokumentasjon|video|information|"
        "informasjon",
        "",
    ),
    (
        "ten|ta|to|tej|tym|na|w|zobacz|czytaj|nasz|nasza|oficjaln[aey]|więcej|pełn[ay]",
        "artykuł|artykule|strona|stronie|stronę|link|linku|witryna|dokumentacja|dokumentacji|film|poradnik|źródło|informacji|dalej",
        "",
    ),
    (
        "tento|tato|toto|tady|viz|na|v|oficiální|více|celý",
        "článek|článku|stránka|stránce|stránky|odkaz|web|webu|dokumentace|dokumentaci|video|zdroj|informací",
        "",
    ),
    (
        "эт[аоу]|этой|этот|этом|эту|по|на|в|см\\.?|наш|наша|официальн(?:ый|ая|ом|ой)|читать|полн(?:ый|ая)|больше",
        "стать[яеию]|страниц[аеуы]|ссылк[аеу]|сайт|сайте|документаци[яию]|видео|руководство|источник|информации|далее|подробнее",
        "",
    ),
    (
        "ц[яеію]|цій|цей|цьому|за|на|у|в|див\\.?|наш|наша|офіційн(?:ий|а|ому|ій)|читати|більше",
        "статт[яіюе]|сторінк[аиу]|сторінці|посилання|посиланням|сайт|сайті|документаці[яюї]|відео|джерело|інформації|далі",
        "",
    ),
    (
        "bu|şu|resmi|bizim|tam|daha fazla|detaylı",
        "makale|makalede|makaleyi|sayfa|sayfada|sayfayı|bağlantı|link|site|sitesi|belge|belgeler|dokümantasyon|video|kaynak|bilgi",
        "ulaşabilirsiniz",
    ),
    (
        "di|lihat|baca|situs",
        "artikel|halaman|tautan|situs|dokumentasi|video|sumber|informasi|panduan",
        "ini|itu|resmi|lebih lanjut|selengkapnya",
    ),
    ("xem|đọc|trong|tại|thêm", "bài viết|bài|trang|liên kết|tài liệu|thông tin|video|nguồn|đây", "này|chính thức|thêm|gốc"),
    (
        "في|انظر|اقرأ|شاهد",
        "هنا|هذا المقال|هذه المقالة|هذه الصفحة|هذا الرابط|الرابط|الموقع|المقال|الصفحة|التوثيق|الوثائق|الفيديو|معلومات",
        "الرسمي|الرسمية|أكثر|إضافية",
    ),
    ("این|به|در|سایت", "مقاله|صفحه|لینک|پیوند|سایت|مستندات|ویدیو|منبع|اطلاعات", "رسمی|بیشتر"),
    ("ראו|קראו|באתר|כאן", "המאמר|מאמר|הדף|דף|הקישור|קישור|האתר|אתר|התיעוד|תיעוד|הסרטון|מידע", "הזה|זה|הרשמי|נוסף"),
    ("यह|इस|ये|आधिकारिक|अधिक|यहाँ|यहां", "लेख|पृष्ठ|पेज|लिंक|वेबसाइट|दस्तावेज़|जानकारी|वीडियो|स्रोत|देखें|पढ़ें|क्लिक करें", "में|देखें|पढ़ें"),
)
_SIDE_BY_SIDE = (
    r"(?:この|こちらの?|その|本|当|公式の?|詳細な?|参考)?"
    r"(?:記事|ページ|サイト|ウェブサイト|ホームページ|リンク|ドキュメント|文書|論文|動画|ブログ|資料|情報|ココ|参考|リポジトリ)"
    r"(?:はこちら|を参照|を見る|へ)?",
    r"(?:こちら|ここ|ココ|そちら)(?:から|へ|を(?:参照|クリック|ご覧ください|見る))?",
    r"(?:请|請|戳|点击|點擊|查看|参见|參見|详见|詳見|阅读|閱讀)?(?:这篇|這篇|这个|這個|此|该|該|本|官方|相关|相關|更多|原)?"
    r"(?:文章|文|页面|頁面|页|網頁|网页|网站|網站|官网|官網|文档|文檔|文件|链接|鏈接|連結|視頻|视频|"
    r"博客|教程|说明|說明|信息|資訊|资料|資料|详情|詳情|仓库|论文|論文|这里|這裡|此处|此處)",
    r"(?:이|그|해당|공식|관련|위|더)? ?(?:글|페이지|문서|홈페이지|사이트|웹사이트|링크|기사|영상|블로그|"
    r"논문|자료|정보|알아보기|보기|읽기)(?:에서|를|을|로)?(?: ?(?:확인|참고|참조|보기))?",
    r"(?:ดู|อ่าน)?(?:บทความ|หน้า|ลิงก์|เว็บไซต์|เอกสาร|ข้อมูล|วิดีโอ|ที่)(?:นี้|นี่|เพิ่มเติม|ทางการ)?",
)
_SERVICES = (
    r"github|gitlab|bitbucket|codeberg|sourcehut|gitee|twitter|youtube|vimeo|linkedin|facebook|instagram|mastodon|bluesky|"
    r"discord|slack|reddit|telegram|gitter|whatsapp|wikipedia|wikidata|pypi|npm|crates\.io|docker hub|hugging ?face|"
    r"stack ?overflow|hacker news|medium|substack|arxiv|zenodo|figshare|osf|doi|pubmed|google scholar|researchgate|"
    r"google drive|google docs|dropbox|kaggle|colab|google colab"
)
_WORDS = [re.escape(word.strip()) for word in _OTHERS.replace("\n", " ").split(",") if word.strip()]
_IN_LANGUAGES = [
    rf"(?:(?:{points})[ \u00a0]?){{0,3}}(?:{things})(?: (?:{more}))?" if more else rf"(?:(?:{points}) ){{0,3}}(?:{things})"
    for points, things, more in _POINTED
]
LABELS = re.compile("|".join([_ENGLISH, *_WORDS, *_IN_LANGUAGES, *_SIDE_BY_SIDE]), re.IGNORECASE)
"""Use `fullmatch`, without the marks around a text."""
SERVICES = re.compile(_SERVICES, re.IGNORECASE)
"""Names of sites with many sources: they say where a source is, not which one it is. Use `fullmatch`."""
