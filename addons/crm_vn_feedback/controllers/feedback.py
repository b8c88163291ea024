import re
import secrets
import time

from odoo import http
from odoo.http import request
from odoo.tools import consteq, hmac

from ..models.crm_vn_feedback_answer import GOOD
from ..tools import human
from ..tools.rate import Rate

STARS = ("1", "2", "3", "4", "5")
TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")
COOKIE = "vn_feedback"
SCOPE = "crm_vn_feedback.page"
#: begins the cookie of a browser that followed the link that people do not see
TRAPPED = "trap."

# before anything is read or written, and in each worker
_BY_ADDRESS = Rate(60, 60)
_BY_TOKEN = Rate(20, 60)


class Feedback(http.Controller):
    """The page on which customers answer. Showing it writes nothing."""

    @http.route(
        "/f/<string:token>",
        type="http",
        auth="public",
        methods=["GET", "POST"],
        csrf=False,
        sitemap=False,
        website=False,
        save_session=False,
    )
    def feedback(self, token, lang=None, **values):
        # a form may send files under any name: none is asked for
        values = {
            name: text.replace("\x00", "")
            for name, text in values.items()
            if isinstance(text, str)
        }
        address = request.httprequest.remote_addr
        if not _BY_ADDRESS.allows(address) or not _BY_TOKEN.allows(token[:30]):
            return request.make_response("", status=429)
        asked = request.env["crm.vn.feedback.request"].sudo()
        if TOKEN.fullmatch(token):
            asked = asked._vn_find(token)
        browser = request.httprequest.cookies.get(COOKIE, "")[:64]
        closed = not asked or (
            asked.state == "answered" and not self._is_own(asked, browser)
        )
        if not closed:
            asked = self._in_language(asked, lang)
        posted = request.httprequest.method == "POST"
        if asked and posted and "referral" in values and "stars" not in values:
            return self._refer(asked, browser, values)
        if asked and posted and values.get("stars") in STARS:
            return self._answer(asked, token, browser, values)
        if closed:
            # the same page in the same words for wrong, old and used links
            return request.render("crm_vn_feedback.gone")
        return self._show(asked, token, browser, posted, "all" in values)

    def _in_language(self, asked, lang):
        known = dict(request.env["res.lang"].sudo().get_installed())
        # the tables of people and companies are wide: of each only what is shown
        asked.user_id.fetch(["partner_id"])
        (asked.partner_id | asked.user_id.partner_id).fetch(["lang", "name"])
        code = lang if lang in known else asked.partner_id.lang
        if code in known:
            request.update_context(lang=code)
            asked = asked.with_context(lang=code)
        return asked

    def _is_own(self, asked, browser):
        """Tell whether this browser gave the answer and may still change it."""
        if not browser:
            # nothing more is read than for a wrong link
            return False
        counted = asked.answer_ids.filtered(lambda answer: not answer.is_suspect)
        return bool(counted and counted[0]._can_be_changed(asked._hash(browser)))

    def _show(self, asked, token, browser, fault=False, trapped=False):
        moment = str(int(time.time()))
        asked.company_id.fetch(["name", "uses_default_logo"])
        page = request.render(
            "crm_vn_feedback.page",
            {
                "asked": asked,
                "questions": asked.set_id,
                "first_name": (asked.user_id.name or "").split(" ")[-1],
                "company": asked.company_id,
                "langs": dict(request.env["res.lang"].sudo().get_installed()),
                "url": f"/f/{token}",
                "nonce": f"{moment}.{self._sign(token, moment)}",
                "fault": fault,
            },
        )
        trapped = trapped and not browser.startswith(TRAPPED)
        if trapped or not browser:
            page.set_cookie(
                COOKIE,
                (TRAPPED if trapped else "") + secrets.token_urlsafe(16),
                max_age=3600,
                httponly=True,
                samesite="Lax",
            )
        return page

    def _sign(self, token, moment):
        return hmac(request.env(su=True), SCOPE, f"{token}.{moment}")[:32]

    def _age(self, token, nonce):
        """Return the age in seconds of the page with this *nonce*, None if forged."""
        moment, _dot, signature = (nonce or "")[:100].partition(".")
        if (
            not nonce
            or not nonce.isascii()
            or not moment.isdigit()
            or not consteq(signature, self._sign(token, moment))
        ):
            return None
        return time.time() - int(moment)

    def _answer(self, asked, token, browser, values):
        trapped = "all" in values or browser.startswith(TRAPPED)
        suspicion = human.get_suspicion(
            self._age(token, values.get("nonce")),
            trap=values.get("website") or ("link" if trapped else ""),
            agent=request.httprequest.user_agent.string or "",
            method_seen=bool(browser),
        )
        answer = request.env["crm.vn.feedback.answer"]._vn_receive(
            asked, self._read(asked, values), browser, suspicion
        )
        if answer and not answer.is_suspect:
            good = answer.stars >= GOOD and asked.set_id.referral
            return request.render(
                "crm_vn_feedback.thanks",
                {"asked": asked, "referral": good, "url": f"/f/{token}"},
            )
        return request.render("crm_vn_feedback.gone")

    def _refer(self, asked, browser, values):
        """Keep whom the customer names after a good answer."""
        counted = asked.answer_ids.filtered(lambda answer: not answer.is_suspect)
        if not counted or not self._is_own(asked, browser):
            return request.render("crm_vn_feedback.gone")
        counted._vn_receive_referral((values["referral"] or "").strip(), browser)
        return request.render("crm_vn_feedback.thanks", {"asked": asked})

    def _read(self, asked, values):
        """Return what the form says, as values of an answer."""
        answers = []
        for question in asked.set_id.question_ids:
            value = (values.get(f"q{question.id}") or "")[:500].strip()
            if question.kind == "choice" and value not in question._get_choices():
                continue
            if question.kind == "stars" and value not in STARS:
                continue
            if value:
                answers.append([question.name, value])
        return {
            "stars": int(values["stars"]),
            "text": (values.get("text") or "").strip(),
            "answers": answers,
            "wants_call": values.get("call") == "1",
        }
