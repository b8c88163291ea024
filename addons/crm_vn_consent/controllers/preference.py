from odoo import http
from odoo.http import request

from ..models.crm_vn_channel_mixin import CHANNELS


class Preference(http.Controller):
    """The page on which a person refuses adverts or agrees to them, without a login.

    Showing it writes nothing: mail scanners open every link.
    """

    @http.route(
        "/vn/consent/<string:token>",
        type="http",
        auth="public",
        methods=["GET", "POST"],
        sitemap=False,
        website=False,
        captcha=False,
    )
    def preference(self, token, lang=None, **values):
        partner = request.env["crm.vn.consent"]._read_token(token[:500])
        known = dict(request.env["res.lang"].sudo().get_installed())
        code = lang if lang in known else partner.lang
        if code in known:
            request.update_context(lang=code)
            partner = partner.with_context(lang=code)
        if not partner:
            response = request.render("crm_vn_consent.preference_unknown")
            response.status_code = 404
            return response
        saved = False
        if request.httprequest.method == "POST":
            saved = self._save(partner, values)
        return request.render(
            "crm_vn_consent.preference",
            {
                "token": token,
                "lang": code,
                "langs": known,
                "saved": saved,
                "rows": self._get_rows(partner),
                "text": self._get_text(partner),
                "company": partner.env.company,
            },
        )

    def _save(self, partner, values):
        """Write what was chosen into the ledger.

        :return: True when something changed
        """
        changed = False
        text = self._get_text(partner)
        for row in self._get_rows(partner):
            channel = row["channel"]
            if values.get("refuse_all") or values.get("refuse") == channel:
                state = "withdrawn"
            elif values.get(f"agree_{channel}"):
                state = "given"
            else:
                continue
            if state != row["state"]:
                partner._vn_record_consent(
                    channel,
                    "advert",
                    state,
                    "form",
                    text_id=text.id if state == "given" else False,
                    frequency=text.frequency if state == "given" else False,
                )
                changed = True
        return changed

    def _get_rows(self, partner):
        """Return each channel with what the person last said about adverts."""
        ledger = request.env["crm.vn.consent"].sudo()
        names = ledger._get_labels("channel")
        rows = []
        for channel in CHANNELS:
            last = ledger.search(
                [
                    ("partner_id", "=", partner.id),
                    ("channel", "=", channel),
                    ("purpose", "=", "advert"),
                    ("company_id", "=", partner.env.company.id),
                ],
                order="date desc, state desc, id desc",
                limit=1,
            )
            rows.append(
                {"channel": channel, "name": names[channel], "state": last.state}
            )
        return rows

    def _get_text(self, partner):
        texts = request.env["crm.vn.consent.text"].sudo()
        companies = [partner.env.company.id, False]
        return texts.search([("company_id", "in", companies)], limit=1)
