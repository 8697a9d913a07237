"""What menus, notices, bylines and error pages say, as patterns: one to a line, a comment to a family.

They match whole blocks (`fullmatch`), bounded in length by `prose`. Case does not matter.
"""

from __future__ import annotations

from .patterns import any_of, either

_MONTHS = "jan|feb|mar|apr|mai|may|jun|jul|aug|sep|oct|okt|nov|dec|dez|janv|févr|mars|avr|juin|juil|août|déc|mär"
_MONTH = rf"(?:{_MONTHS})[a-zéûä]{{0,7}}\.?"
_DAY = either(
    (
        rf"{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}",
        rf"\d{{1,2}}\.? {_MONTH},? \d{{4}}",
        rf"{_MONTH} \d{{4}}",
        r"\d{4}-\d\d(?:-\d\d)?",
        r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4}",
    )
)

BYLINE = any_of(
    r"(?:(?:written |posted |published |edited )?(?:by|von|par|por)\b[: ]|authors?: ?).{1,200}",
    rf"(?:(?:(?:first |originally )?(?:published|posted|updated|last (?:updated|modified|edited|reviewed)|created|date)\b[: ]*"
    rf"(?:on |at )?)?{_DAY}).{{0,30}}",
    r"(?:published|posted|updated|last (?:updated|modified)) .{1,40}",
    r"\[?submitted on .{1,200}",
    r"\d{1,3}[- ]?min(?:ute)?s?\.? read(?:ing time)?",
    r"(?:estimated )?reading time.{0,20}",
)

_NETWORK = either(("facebook", "twitter", "linkedin", "reddit", "whatsapp", "mastodon", "bluesky", "x", "copy link", "email"))
NOTICE = any_of(
    # Ways round the page.
    r"(?:skip|jump) to (?:the )?(?:main |page )?(?:content|navigation|search)",
    r"zum (?:haupt)?inhalt springen|aller au contenu(?: principal)?|saltar al contenido",
    r"(?:main )?menu|home|search(?: .{0,20})?|toggle .{1,40}|back to .{1,40}|(?:previous|next)(?::? .{0,40})?",
    r"(?:open|close) (?:menu|navigation|in app)|read more.{0,40}|loading.{0,10}",
    # What readers and encyclopaedias put above the text.
    r"(?:title|url source|published time|markdown content): ?.{0,300}|from wikipedia, the free encyclopedia",
    r"(?:for other uses|not to be confused with|this article is about)\b.{0,200}",
    # Cookies.
    r"(?:we|this (?:web)?site|our (?:web)?site|by (?:using|continuing)).{0,100}\bcookies?\b.*",
    r"(?:accept|manage|reject|allow)(?: all)? cookies?.{0,80}|cookie (?:policy|settings|notice|preferences).{0,80}",
    # Sharing, subscribing, signing in.
    r"(?:share|tweet|pin|like|follow|print|email)(?: (?:this|on|us|via|with|article|post|page)\b.{0,60})?",
    rf"(?:share(?: on)?:? )?{_NETWORK}(?:[ ,|·]+{_NETWORK})*",
    r"(?:subscribe|sign (?:up|in)|log ?in|register|join (?:us|our|the))\b.{0,120}|.{0,60}\bnewsletter\b.{0,80}",
    # Advertising, rights, credits.
    r"advertisements?|sponsored(?: content)?|(?:copyright|©|\(c\)).{0,120}|.{0,60}all rights reserved.{0,60}",
    r"(?:image|photo)(?: credit)?: .{0,120}|listen to this .{0,40}|download (?:pdf|citation).{0,20}",
)

CONTENTS = any_of(
    r"(?:table of )?contents",
    r"on this page",
    r"in this (?:article|post|page)",
    r"inhalt(?:sverzeichnis)?",
    r"sommaire",
    r"目次",
)

_MISSING = either(
    (
        r"not found",
        r"could ?n[o'’]t be found",
        r"can(?:not|['’]t) be found",
        r"does ?n[o'’]t exist",
        r"no longer (?:exists|available)",
        r"(?:is )?(?:not|n['’]t) available",
    )
)
ERROR = any_of(
    # Status codes and their names (RFC 9110, and those of proxies).
    r"(?:http )?(?:status )?(?:error ?:?(?: code)? ?)?(?:40[0134589]|410|429|451|50[0234]|52[0-6])\b"
    r"[ :.,|–—-]*(?:$|error\b|page |file |not |forbidden|unauthor|access|bad |gone|internal|service|gateway|too ).*",
    rf".{{0,40}}\b(?:page|file|article|url|site|content)\b.{{0,60}}\b{_MISSING}\b.*",
    r"(?:not found|forbidden|unauthorized|bad gateway|gateway time-?out|(?:internal )?server error)[.!]?(?: .{0,160})?",
    r"(?:(?:service|page|(?:web)?site|this .{1,40}) (?:is )?(?:temporarily |currently )?unavailable|temporarily unavailable"
    r"|too many requests|you are being rate limited|bad request|invalid url)[.!]?(?: .{0,160})?",
    r"access ?denied.*|no ?such ?(?:key|bucket).*|(?:your )?ip address (?:has been |is )?(?:blocked|banned).*",
    r"(?:sorry,? )?we can['’]?t (?:seem to )?find (?:the|that|your|this) page\b.*|request unsuccessful\. incapsula.*",
    r"(?:welcome to nginx|(?:.{0,20}\b)?(?:test|default) page for the .{0,20}(?:nginx|apache)|parked at ).*",
    r"access (?:to this .{1,40} )?(?:has been |is )?denied.*|.{0,40}\b(?:has|have) been blocked\b.*",
    r"(?:oops|whoops)\b.*",
    r"(?:.{0,40}\b)?(?:down|offline|closed) for (?:\w{1,20} )?maintenance\b.*",
    r"(?:we['’]ll|we will) be (?:right )?back\b.{0,80}",
    r"(?:subscribe|sign in|log in) to (?:continue|keep|read)\b.{0,120}",
    # In other languages.
    r"(?:die |diese )?(?:seite|datei)\b.{0,40}\bnicht (?:gefunden|verfügbar|vorhanden|erreichbar)\b.*",
    r"(?:.{0,40}\b)?niet gevonden\b.*|404 ?[-–—] ?找不到.*",
    r"(?:cette |la )?page (?:est )?(?:non trouvée|introuvable)\b.*",
    r"(?:.{0,20}\b)?p[áa]gina\b.{0,20}\b(?:no encontrada|no existe|não encontrada|non trovata)\b.*",
    r"(?:お探しの)?ページ(?:が|は)見つかりません.*|页面(?:不存在|未找到).*",
    r"warning: target url returned error.*",
    # Checks of the browser.
    r"(?:just a|one) moment\b.*|attention required.*|checking (?:if the site|your browser).*|please wait(?: while)?\b.*",
    r".{0,80}\b(?:enable|turn on|requires?) (?:java ?script|cookies)\b.*|java ?script is (?:disabled|required|not).*",
    r".{0,80}\b(?:captcha|are (?:you )?(?:a )?(?:human|robot)|not a (?:ro)?bot|unusual (?:traffic|activity))\b.*",
    r"pardon our interruption.*|(?:validating|verifying) (?:your browser|the device|user).*|client challenge"
    r"|human verification.*",
    r".{0,80}\b(?:verif(?:y|ying) (?:that )?you|security check|ddos protection)\b.*",
    # Parked domains.
    r"this (?:domain|website) (?:is for sale|has expired|may be for sale).*",
)
