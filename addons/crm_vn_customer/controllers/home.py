from urllib.parse import urlencode

from odoo import http
from odoo.http import request

from odoo.addons.web.controllers.home import Home

COOKIE = "vn_lang"
YEAR = 365 * 24 * 3600  # seconds


class VnHome(Home):
    @http.route()
    def web_login(self, redirect=None, **kw):
        """Offer the installed languages on the login page, and remember one."""
        installed = (
            # sudo: names of the languages, shown to everyone on the page
            dict(request.env["res.lang"].sudo().get_installed()) if request.db else {}
        )
        lang = request.params.get("vn_lang") or request.cookies.get(COOKIE)
        lang = lang if lang in installed else None
        if lang:
            request.update_context(lang=lang)
        response = super().web_login(redirect=redirect, **kw)
        if lang:
            response.set_cookie(COOKIE, lang, max_age=YEAR, samesite="Lax")
            if request.params.get("login_success") and request.session.uid:
                # sudo: the user's own language, chosen on this page
                user = request.env["res.users"].sudo().browse(request.session.uid)
                if user.lang != lang:
                    user.lang = lang
                    request.session.context["lang"] = lang
        if response.is_qweb:
            response.qcontext.update(
                vn_langs=self._vn_languages(installed, redirect),
                vn_lang=lang or request.env.context.get("lang"),
            )
        return response

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
