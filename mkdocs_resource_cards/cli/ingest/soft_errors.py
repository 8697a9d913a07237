"""Whether an answer is the requested source, or an error page, a login or a consent page with status 200."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from ...excerpt.blocks import Block, blocks_of
from ...excerpt.markup import markup_of
from ...excerpt.prose import SHORT_PAGE, failed, is_prose
from ...normalize import source_urls
from ...normalize.titles import folded, site_names
from ...normalize.urls import host_of
from ..metadata import Draft
from ..metadata.page import SourcePage, read
from . import redirect_pages

_SIGN_IN = re.compile(
    r"/(?:(?:[a-z]{1,20}[_-])?(?:log|sign)[_-]?(?:in|on)|sso)(?:\.[a-z]{2,5})?(?:/|$)",
    re.IGNORECASE,
)
_SIGN_IN_HOSTS = frozenset(("accounts", "auth", "idp", "login", "signin", "sso"))
_SIGN_IN_TITLE = re.compile(
    r"(?:.{0,40}\W)?(?:log ?in|sign ?in|sign ?on|single sign-?on|sso|anmelden|anmeldung|einloggen|connexion|"
    r"se connecter|iniciar sesión|inicia sesión|accedi|inloggen|zaloguj)(?:\W.{0,60})?|"
    r".{0,20}(?:ログイン|登录|로그인|вход|войти).{0,40}",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"/(?:[a-z-]{0,20}consent[a-z-]{0,20}|collectconsent|zustimmung|einwilligung|cookie-?(?:wall|gate|check)|privacy-?gate)(?:[/?.]|$)",
    re.IGNORECASE,
)
_CONSENT_HOSTS = frozenset(("consent", "myprivacy", "cmp", "consentmanager"))
_CONSENT_TITLE = re.compile(
    r"before you continue.{0,60}|bevor sie .{0,60}fortfahren|avant d['’]accéder .{0,60}|antes de (?:ir|continuar) .{0,60}|"
    r"prima di continuare.{0,60}|voordat je (?:verdergaat|naar).{0,60}|.{0,40}\b(?:privacy gate|cookie ?wall|cookie consent|"
    r"consent (?:management|required|wall)|zustimmung erforderlich|privacy-?instellingen|privatsphäre-einstellungen)\b.{0,40}",
    re.IGNORECASE,
)
_ABOUT_CONSENT = re.compile(
    r"cookie|consent|zustimm|einwillig|datenschutz|personal data|personenbezogen|privacy|vie privée|données personnelles|"
    r"partners?\b|partnern|tracking|toestemming|consenso|consentim|privacidad|werbung|advertis|同意|クッキー",
    re.IGNORECASE,
)
_MENTIONS, _FAR_APART = 5, 150
"""A request for consent speaks of it so many times, and no more than so many characters apart."""
_EMPTY = 80
"""Characters: a page has more to say than its own title, or scripts say it."""


class PageSeen(NamedTuple):
    """A page, read once for all that is asked of it."""

    url: str
    page: SourcePage
    blocks: tuple[Block, ...]
    """The first of its text."""

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(block.text for block in self.blocks)

    @property
    def prose(self) -> int:
        """Characters of running text."""
        return sum(len(block.text) for block in self.blocks if is_prose(block))

    @property
    def is_short(self) -> bool:
        """Whether it has less running text than a source would."""
        return self.prose < SHORT_PAGE

    @property
    def has_data(self) -> bool:
        """Whether it describes itself for other programs, as pages of errors hardly do."""
        return bool(self.page.things or self.page.first("og:title"))


def see(html: str, url: str) -> PageSeen:
    """The page `html`, found at `url`."""
    return PageSeen(url, read(html, url), tuple(blocks_of(markup_of(html, "html", url, 2 * SHORT_PAGE).html)))


def elsewhere(given: str, final: str) -> str:
    """What an address looks like that another one led to; `""` if like the source."""
    if _is_consent(final) and not _is_consent(given):
        return f"redirects to {final}, which asks for cookie consent first"
    if source_urls.is_front(final) and not source_urls.is_front(given):
        return f"redirects to {final}, the home page of a site"
    if _is_sign_in(final) and not _is_sign_in(given):
        return f"redirects to {final}, which looks like a sign-in page"
    return ""


def leads_on(seen: PageSeen) -> str:
    """The address to which a browser goes on from a page by itself; `""` when it stays."""
    return redirect_pages.leads_on(seen.page, seen.url, seen.texts)


def like_no_source(seen: PageSeen, draft: Draft) -> str:
    """Why a page looks like an error page or the like; `""` if it looks like a source.

    A page that says outright when it was published is one, whatever its title.
    """
    target = leads_on(seen) or redirect_pages.says_so(seen.page, seen.url, seen.texts)
    if target:
        return f"is a page that redirects to {target}"
    page = seen.page
    if page.first("citation_title") or "published" not in draft.doubts:
        return ""
    if not seen.has_data and (gate := gate_of(seen)):
        return gate
    titles = (str(draft.entry.get("title", "")), page.title, page.heading)
    told = next((title for title in titles if title and failed(title, ())), "")
    if told and seen.is_short:
        return f"looks like an error page or a bot check: `{told[:80]}`"
    if not seen.has_data and failed("", seen.blocks):
        return "looks like an error page or a bot check"
    return "shows nothing without JavaScript" if needs_scripts(seen) and not _has_title_of_its_own(seen) else ""


def gate_of(seen: PageSeen) -> str:
    """What comes before the source where a short page asks for something: consent, or a password."""
    if not seen.is_short:
        return ""
    title = seen.page.title.strip()[:200]
    text = " ".join(seen.texts)
    mentions = len(_ABOUT_CONSENT.findall(text))
    is_notice = mentions >= _MENTIONS and mentions * _FAR_APART > len(text)
    if (_CONSENT_TITLE.fullmatch(title) or is_notice) and not _ABOUT_CONSENT.search(urlsplit(seen.url).path):
        return "asks for cookie consent first"
    is_titled = _SIGN_IN_TITLE.fullmatch(title) is not None and sum(map(len, seen.texts)) < redirect_pages.BARE
    # Many pages with a short text have a box for members beside it.
    if is_titled or (seen.page.has_password and seen.prose < redirect_pages.BARE):
        return "" if _is_sign_in(seen.url) else "looks like a sign-in page"
    return ""


def needs_scripts(seen: PageSeen) -> bool:
    """Whether a page has no text but what scripts put into it."""
    own = [text for text in seen.texts if folded(text) != folded(seen.page.title)]
    return seen.page.has_script and sum(map(len, own)) < _EMPTY


def _has_title_of_its_own(seen: PageSeen) -> bool:
    """Whether it is called otherwise than its site: an app gives every page of its site one name."""
    title = seen.page.first("og:title", "twitter:title")
    names = site_names(seen.url, seen.page.all("og:site_name", "application-name"))
    return source_urls.is_front(seen.url) or (bool(seen.page.things) or (bool(title) and folded(title) not in names))


def _is_consent(url: str) -> bool:
    return host_of(url).partition(".")[0] in _CONSENT_HOSTS or bool(_CONSENT.search(urlsplit(url).path))


def _is_sign_in(url: str) -> bool:
    return host_of(url).partition(".")[0] in _SIGN_IN_HOSTS or bool(_SIGN_IN.search(urlsplit(url).path))
