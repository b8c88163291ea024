from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import UserError


class CrmVnAddressConversion(models.TransientModel):
    """Preview of a conversion of addresses: what is certain, what is to be chosen."""

    _name = "crm.vn.address.conversion"
    _description = "Conversion of old addresses"

    partner_ids = fields.Json(help="Ids of the customers to convert; all if empty")
    exact_count = fields.Integer(string="Certain", readonly=True)
    choice_count = fields.Integer(string="To choose", readonly=True)
    unknown_count = fields.Integer(string="Not understood", readonly=True)
    new_count = fields.Integer(
        string="Of today, ward not set",
        readonly=True,
        help="These name a ward of today already; only the field of the ward is empty",
    )
    with_new = fields.Boolean(
        string="Set the ward of these as well",
        help="Of addresses that are written with a ward of today already",
    )
    exact_line_ids = fields.One2many(
        "crm.vn.address.conversion.line",
        "conversion_id",
        string="Certain addresses",
        domain=[("certainty", "=", "exact")],
        readonly=True,
    )
    choice_line_ids = fields.One2many(
        "crm.vn.address.conversion.line",
        "conversion_id",
        string="Addresses to choose for",
        domain=[("certainty", "=", "choice")],
    )
    unknown_line_ids = fields.One2many(
        "crm.vn.address.conversion.line",
        "conversion_id",
        string="Addresses not understood",
        domain=[("certainty", "=", "unknown")],
        readonly=True,
    )

    @api.model
    def action_open(self):
        """Open the preview for the records of the context, else for everyone."""
        context = self.env.context
        ids = None
        if context.get("active_model") == "res.partner":
            ids = context.get("active_ids") or None
        conversion = self.create({"partner_ids": ids})
        conversion._vn_read()
        return conversion._vn_reopen()

    def _vn_reopen(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Convert old addresses"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "current" if not self.partner_ids else "new",
        }

    def _vn_partners(self):
        """Return the customers that are asked about and may be changed."""
        Partner = self.env["res.partner"]
        if self.partner_ids:
            # ids from the client: only those that the user may see
            partners = Partner.search([("id", "in", self.partner_ids)])
        else:
            partners = Partner.search(
                [("city_id", "=", False), ("country_id.code", "in", ["VN", False])]
            )
        return partners._filtered_access("write")

    def _vn_read(self):
        """Read the addresses anew, and show them by what is to be done."""
        self.ensure_one()
        places = self._vn_partners()._vn_address_conversion(("old", "new"))
        groups = defaultdict(list)
        counts = dict.fromkeys(("exact", "choice", "unknown", "new"), 0)
        for place in places:
            if place["era"] == "new" and place["certainty"] == "exact":
                counts["new"] += 1
                continue
            certainty = place["certainty"]
            counts[certainty] += 1
            district = place["old_unit"].partition(", ")[2] or place["old_unit"]
            question = {
                "exact": district,
                "choice": place["key"] or place["old_address"],
                "unknown": place["old_address"],
            }[certainty]
            groups[certainty, question].append(place)
        self.write({f"{name}_count": number for name, number in counts.items()})
        self.env["crm.vn.address.conversion.line"].search(
            [("conversion_id", "=", self.id)]
        ).unlink()
        self.env["crm.vn.address.conversion.line"].create(
            [
                self._prepare_line(certainty, question, members)
                for (certainty, question), members in groups.items()
            ]
        )

    def _prepare_line(self, certainty, question, members):
        first = members[0]
        return {
            "conversion_id": self.id,
            "certainty": certainty,
            "name": {
                "exact": question,
                "choice": first["old_unit"] or first["old_address"],
                "unknown": first["old_address"],
            }[certainty],
            "example": first["old_address"],
            "reason": False if certainty == "exact" else first["reason"],
            "customer_count": len(members),
            "partner_ids": [place["partner_id"] for place in members],
            "candidate_ids": [
                fields.Command.set(first["candidates"] if certainty == "choice" else [])
            ],
            "suggested_city_id": first["candidates"][0]
            if first["reason_code"] == "split"
            else False,
        }

    def action_convert(self):
        """Convert the certain ones, and those for which a ward is chosen."""
        self.ensure_one()
        partners = self._vn_partners()
        eras = ("old", "new") if self.with_new else ("old",)
        changes = partners._vn_convert_addresses(eras)
        for line in self.choice_line_ids.filtered("city_id"):
            changes += line._vn_convert()
        if not changes:
            raise UserError(
                self.env._(
                    "There is nothing to convert: no address here is certain, and no "
                    "ward is chosen for the others."
                )
            )
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_vn_location.crm_vn_address_change_action"
        )
        action["domain"] = [("id", "in", changes.ids)]
        return action
