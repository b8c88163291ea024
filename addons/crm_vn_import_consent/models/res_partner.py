from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import clean_context

from ..tools.answers import read_answer, read_method

#: columns of a list, which customers themselves don't keep
COLUMNS = {
    *("vn_agreed_channels", "vn_agreed_date", "vn_agreed_method", "vn_agreed_proof"),
}


class ResPartner(models.Model):
    """Consent of imported customers goes into the ledger, never without its proof."""

    _inherit = "res.partner"

    vn_agreed_channels = fields.Char(
        string="Agreed to adverts by",
        store=False,
        exportable=False,
        groups="base.group_user",
        help="Only for lists: channels (call, SMS, Zalo, e-mail), or “no”",
    )
    vn_agreed_date = fields.Date(
        string="Agreed on",
        store=False,
        exportable=False,
        groups="base.group_user",
        help="Only for lists: the day on which the customer agreed",
    )
    vn_agreed_method = fields.Char(
        string="Agreed how",
        store=False,
        exportable=False,
        groups="base.group_user",
        help="Only for lists: form, paper, call centre, reply, software or by hand",
    )
    vn_agreed_proof = fields.Char(
        string="Proof of consent",
        store=False,
        exportable=False,
        groups="base.group_user",
        help="Only for lists: where the proof is kept",
    )

    @api.model
    def _vn_clean_rows(self, table):
        if COLUMNS & {*table.fields}:
            for row in table.rows:
                self._vn_take_consent(row)
        return super()._vn_clean_rows(table)

    @api.model
    def _vn_take_consent(self, row):
        """Read what *row* says about adverts; consent needs its day and its way."""
        cells = {name: row.values.pop(name, None) for name in COLUMNS}
        said = str(cells["vn_agreed_channels"] or "").strip()
        if not said:
            return
        labels = self.env["crm.vn.consent"]._get_labels("method").items()
        answer = read_answer(said)
        method = read_method(cells["vn_agreed_method"], labels)
        day, reason = self._vn_read_agreed_day(cells["vn_agreed_date"])
        if not answer:
            reason = self.env._(
                "“%s” says nothing about adverts: name the channels (call, SMS, Zalo, "
                "e-mail), or “no”",
                said[:40],
            )
        elif answer[0] == "given" and not reason and not (day and method):
            reason = self.env._(
                "consent comes with the day and the way in which it was given: fill "
                "“Agreed on” and “Agreed how” (form, paper, call centre, reply, "
                "software, by hand), or leave “Agreed to adverts by” empty"
            )
        if reason:
            row.errors.append((False, reason, None))
            return
        state, channels = answer
        row.told["consent"] = {
            "state": state,
            "channels": channels,
            "day": day,
            "method": method or "software",
            "note": str(cells["vn_agreed_proof"] or "").strip()[:200] or False,
        }

    @api.model
    def _vn_read_agreed_day(self, cell):
        """Return the day of a cell or None, and what is wrong with it or False."""
        if not cell:
            return None, False
        try:
            day = fields.Date.to_date(str(cell).strip())
        except ValueError:
            day = None
        if not day:
            return None, self.env._("“%s” is no day of consent", str(cell)[:40])
        if day > self.env.company._vn_today():
            return None, self.env._("consent can't be of a day to come: %s", day)
        return day, False

    @api.model
    def _vn_import_wrote(self, table, rows, ids):
        result = super()._vn_import_wrote(table, rows, ids)
        written = [row for row in rows if row.outcome in ("created", "updated")]
        made = {id(row): id_ for row, id_ in zip(written, ids, strict=False)}
        for row in table.due():
            said = row.told.get("consent")
            first = row.first or row
            partner = self.browse(made.get(id(first)) or first.target or ())
            if not said or row.errors or first.errors or not partner:
                continue
            # what the dialog of imports knows is no default of the ledger
            partner = partner.with_context(clean_context(self.env.context))
            if partner.has_access("write"):
                partner._vn_record_imported(**said)
            else:
                row.kept.append(
                    self.env._("consent of somebody else's customer is not recorded")
                )
        return result

    def _vn_record_imported(self, state, channels, day, method, note):
        """Write what a list says into the ledger, unless it stands there.

        Of the day only the day is known: consent counts from its beginning on, a
        refusal until its end, so that no list beats a refusal of the same day.
        """
        self.ensure_one()
        company = self.company_id or self.env.company
        now = fields.Datetime.now()
        moment = now
        if day and state == "given":
            moment = company._vn_moment(day)
        elif day:
            tomorrow = company._vn_moment(day + timedelta(days=1))
            moment = min(now, tomorrow - timedelta(seconds=1))
        for channel in channels:
            words = self.vn_consent_ids.filtered(
                lambda row, channel=channel: (
                    (row.channel, row.purpose) == (channel, "advert")
                    and row.company_id == company
                )
            )
            alike = words.filtered(lambda row: row.state == state)
            # a refusal of no day is known where the last word is one
            known = alike.filtered(lambda row: row.date == moment)
            if not day:
                known |= alike & words[:1]
            if not known:
                self._vn_record_consent(
                    channel, "advert", state, method, moment, note=note
                )
