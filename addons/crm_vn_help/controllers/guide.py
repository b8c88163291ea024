from markupsafe import Markup

from odoo import http
from odoo.http import request

from odoo.addons.crm_vn_base.tools.text import fold

from ..tools import guide


class VnGuide(http.Controller):
    """The user guide, served by Odoo itself: no page comes from elsewhere."""

    @http.route("/vn/guide", type="http", auth="user", methods=["GET"], readonly=True)
    def index(self, q="", screen="", lang="", **_kw):
        """Show the chapters, what was searched for, or the page about a screen.

        :param q: words to look for, with or without accents
        :param screen: what is open, see `guide.page_of_screen`; with commas between
        :param lang: ``vi`` or ``en``, else the language of the user
        """
        language = self._get_language(lang)
        if screen and not q:
            page = guide.page_of_screen(language, *screen[:500].split(","))
            if page:
                return self._show(language, page=page)
        words = " ".join(q[:100].split())
        found = guide.search(language, words, fold) if words else []
        return self._show(language, query=words, found=found)

    @http.route(
        "/vn/guide/<string:name>",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def page(self, name, lang="", **_kw):
        """Show one page."""
        language = self._get_language(lang)
        page = guide.pages(language).get(name)
        if not page:
            raise request.not_found()
        return self._show(language, page=page)

    def _get_language(self, lang):
        if lang in guide.LANGUAGES:
            return lang
        return "vi" if (request.env.lang or "").startswith("vi") else "en"

    def _show(self, language, page=None, query="", found=()):
        pages = list(guide.pages(language).values())
        chapters = [
            (name, [one for one in pages if one.chapter == name])
            for name in guide.CHAPTERS
        ]
        place = pages.index(page) if page else None
        other = "en" if language == "vi" else "vi"
        code = "vi_VN" if language == "vi" else "en_US"
        installed = dict(request.env["res.lang"].get_installed())
        # the words around the page are in its language, where that is installed
        if code == "en_US" or code in installed:
            request.update_context(lang=code)
        return request.render(
            "crm_vn_help.guide_page",
            {
                "language": language,
                "other": other,
                "page": page,
                "title": page.title if page else request.env._("User guide"),
                # of the addon's own files, escaped where they are read
                "text": Markup(page.html) if page else "",
                "chapters": chapters,
                "query": query,
                "found": found,
                "before": pages[place - 1] if place else None,
                "after": pages[place + 1] if page and place + 1 < len(pages) else None,
            },
        )
