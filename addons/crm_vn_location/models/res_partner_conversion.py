from markupsafe import Markup

from odoo import api, fields, models
from odoo.tools import SQL

from .crm_vn_address_change import PLACE, SINGLE

_CHUNK = 20_000
_BATCH = 500


class ResPartner(models.Model):
    """Addresses of the 63 provinces, turned into those of today."""

    _inherit = "res.partner"

    def _vn_address_conversion(self, eras=("old",)):
        """Say what a conversion would do with these customers; write nothing.

        Asked about are Vietnamese customers, and those without a country, who have
        an address but no ward. A contact whose address is its company's is converted
        with the company.

        :param eras: ``old``: addresses of before July 2025 and those that are not
            understood; ``new``: addresses that name a ward of today already
        :return: list of dicts: ``partner_id``, ``old_address`` and the keys of
            :meth:`res.city._vn_locate`
        """
        self.check_access("read")
        self.flush_recordset(
            ["street", "street2", "city", "state_id", "country_id", "city_id", "type"]
        )
        City = self.env["res.city"]
        found = []
        known = {}
        for start in range(0, len(self), _CHUNK):
            rows = self._vn_address_rows(self.ids[start : start + _CHUNK])
            if len(known) > 4 * _CHUNK:
                known.clear()
            new = list(dict.fromkeys(text for __, text in rows if text not in known))
            known.update(zip(new, City._vn_locate(new), strict=True))
            for partner_id, text in rows:
                place = known[text]
                if (place["era"] or "old") in eras:
                    found.append(
                        {"partner_id": partner_id, "old_address": text, **place}
                    )
        return found

    @api.model
    def _vn_address_rows(self, ids):
        """Return (id, address on one line) of the partners to read, by id."""
        return self.env.execute_query(
            SQL(
                """SELECT p.id, concat_ws(', ', nullif(btrim(p.street), ''),
                                 nullif(btrim(p.street2), ''),
                                 nullif(btrim(p.city), ''), s.name)
                     FROM res_partner p
                LEFT JOIN res_country_state s ON s.id = p.state_id
                LEFT JOIN res_country c ON c.id = p.country_id
                LEFT JOIN res_partner o ON o.id = p.parent_id AND p.type = 'contact'
                    WHERE p.id = ANY(%s) AND p.city_id IS NULL
                      AND (c.id IS NULL OR lower(c.code) = 'vn')
                      AND (s.id IS NULL OR s.country_id = c.id OR c.id IS NULL)
                      AND coalesce(nullif(btrim(p.street), ''),
                                   nullif(btrim(p.street2), ''),
                                   nullif(btrim(p.city), '')) IS NOT NULL
                      AND (o.id IS NULL OR
                           (p.street, p.street2, p.city, p.state_id)
                           IS DISTINCT FROM (o.street, o.street2, o.city, o.state_id))
                 ORDER BY p.id""",
                list(ids),
            )
        )

    def _vn_convert_addresses(self, eras=("old",)):
        """Convert the addresses that have one ward of today, and only those.

        :return: ``crm.vn.address.change``, one for each customer that was changed;
            the others keep what they have, and twice is nothing
        :raise AccessError: the user may not change one of the customers
        """
        exact = [
            place
            for place in self._vn_address_conversion(eras)
            if place["certainty"] == "exact"
        ]
        return self._vn_apply_conversion(exact)

    @api.model
    def _vn_apply_conversion(self, places, chosen=False):
        """Write the wards of *places*, and what is needed to undo it.

        :param places: dicts of :meth:`_vn_address_conversion` whose ``city_id`` is
            the ward to write
        :param chosen: a person chose the wards
        :return: ``crm.vn.address.change``
        """
        partners = self.browse([place["partner_id"] for place in places])
        partners.check_access("write")
        changes = self.env["crm.vn.address.change"]
        for start in range(0, len(places), _BATCH):
            changes += self._vn_convert_batch(places[start : start + _BATCH], chosen)
        return changes

    @api.model
    def _vn_convert_batch(self, places, chosen):
        partners = self.browse([place["partner_id"] for place in places])
        wards = self.env["res.city"].browse({place["city_id"] for place in places})
        names = {ward.id: ward.display_name for ward in wards}
        now = fields.Datetime.now()
        log, bodies = [], {}
        for partner, place in zip(partners, places, strict=True):
            before = partner._vn_address_snapshot()
            new = ", ".join(filter(None, (place["street"], names[place["city_id"]])))
            partner.with_context(tracking_disable=True).write(
                {
                    "street": place["street"] or False,
                    "street2": False,
                    "city_id": place["city_id"],
                    "vn_old_address": partner.vn_old_address or place["old_address"],
                }
            )
            log.append(
                {
                    "partner_id": partner.id,
                    "user_id": self.env.uid,
                    "date": now,
                    "old_address": place["old_address"],
                    "new_address": new,
                    "chosen": chosen,
                    "before": before,
                    "after": partner._vn_address_snapshot(),
                }
            )
            bodies[partner.id] = Markup("%s<br/>%s<br/>→ %s") % (
                self.env._("Address converted to the wards of July 2025:"),
                place["old_address"],
                new,
            )
        partners._message_log_batch(bodies=bodies)
        # sudo: written by the engine alone; the customers could be written
        changes = self.env["crm.vn.address.change"].sudo()._vn_as_engine().create(log)
        return self.env["crm.vn.address.change"].browse(changes.ids)

    def _vn_address_snapshot(self):
        """Return the fields that a conversion changes, as they can be written."""
        values = {name: self[name] or False for name in (*SINGLE, "vn_old_address")}
        for name in PLACE:
            value = self[name]
            values[name] = (value or False) if name == "city" else value.id
        return values
