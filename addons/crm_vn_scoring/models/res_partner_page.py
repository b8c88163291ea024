from odoo import models


class ResPartner(models.Model):
    """Stars and points on the customer's page."""

    _inherit = "res.partner"

    def _vn_headline(self):
        """Put the stars first."""
        texts = super()._vn_headline()
        if self._has_field_access(self._fields["vn_star"], "read") and self.vn_star:
            texts.insert(0, "★" * int(self.vn_star))
        return texts

    def _vn_page_cards(self):
        """Tell the latest points; the whole ledger has its own card below."""
        cards = super()._vn_page_cards()
        partner = self.commercial_partner_id
        rows = self.env["crm.vn.score.engine"]._get_rows(partner, self.env["crm.lead"])
        names = {
            "activity": self.env._("Activities"),
            "group": self.env._("Customer groups"),
        }
        points = {}
        for row in rows:
            points[row["kind"]] = points.get(row["kind"], 0) + row["points"]
        cards["score"] = {
            "title": self.env._("Score: %s points", partner.vn_score),
            "icon": "fa-star-o",
            "model": "crm.vn.score.line",
            "domain": [("partner_id", "=", partner.id)],
            "count": len(rows),
            "star": int(partner.vn_star or 0),
            "rows": [
                {
                    "id": False,
                    "name": names.get(kind, self.env._("Rules")),
                    "detail": f"{number:+d}",
                }
                for kind, number in points.items()
            ],
        }
        return cards
