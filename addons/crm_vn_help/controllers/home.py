from urllib.parse import urlencode

from odoo import http
from odoo.http import request

from odoo.addons.web.controllers.home import Home

COOKIE = "vn_lang"
YEAR = 365 * 24 * 3600  # seconds


class VnHome(Home):
    @http.route()
    def web_login(self, redirect=None, **kw):
        """Offer the installed languages on the login page, and remember one.

        The page appears in the language chosen last in this browser. Only who
        chooses one before logging in changes the own language by it: a computer
        is shared.
        """
        installed = (
            # sudo: names of the languages, shown to everyone on the page
            dict(request.env["res.lang"].sudo().get_installed()) if request.db else {}
        )
        chosen = request.params.get("vn_lang")
        if chosen in installed:
            request.session["vn_lang"] = chosen
        lang = chosen if chosen in installed else request.cookies.get(COOKIE)
        if lang not in installed:
            lang = None
        if lang or (shown := self._vn_browser_language(installed)):
            request.update_context(lang=lang or shown)
        response = super().web_login(redirect=redirect, **kw)
        if request.params.get("login_success") and request.session.uid:
            self._vn_keep_language(installed)
        elif lang:
            response.set_cookie(COOKIE, lang, max_age=YEAR, samesite="Lax")
        if response.is_qweb:
            spoken = lang or request.env.context.get("lang") or "en_US"
            response.qcontext.update(
                vn_langs=self._vn_languages(installed, redirect),
                vn_lang=spoken,
                # what reads the page out speaks it, too
                vn_html_lang=spoken.replace("_", "-"),
            )
        return response

    def _vn_browser_language(self, installed):
        """Return the installed language that the browser wants most, else None.

        "vi" means Vietnamese wherever it is spoken.
        """
        for wanted, _quality in request.httprequest.accept_languages:
            wanted = wanted.replace("-", "_").lower()
            for code in sorted(installed):
                if wanted in (code.lower(), code.split("_")[0].lower()):
                    return code
        return None

    def _vn_keep_language(self, installed):
        """Make the language chosen on the page that of who logged in."""
        lang = request.session.pop("vn_lang", None)
        if lang not in installed:
            return
        # sudo: the user's own language, chosen on this page
        user = request.env["res.users"].sudo().browse(request.session.uid)
        if user.lang != lang:
            user.lang = lang
            request.session.context["lang"] = lang

    def _vn_languages(self, installed, redirect):
        """Return (code, name, link) of the languages to choose from."""
        return [
            (
                code,
                name.split(" / ")[-1],
                "/web/login?"
                + urlencode({"vn_lang": code, "redirect": redirect or ""}),
            )
            for code, name in sorted(installed.items(), reverse=True)
        ]
