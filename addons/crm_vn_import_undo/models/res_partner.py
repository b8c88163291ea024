from odoo import Command, api, models


class ResPartner(models.Model):
    """What an import makes and changes, remembered so that it can be undone."""

    _inherit = "res.partner"

    def _vn_import_writes(self, row, vals):
        result = super()._vn_import_writes(row, vals)
        row.written = list(vals)
        if self and self.env["crm.vn.import"]._current():
            Change = self.env["crm.vn.import.change"]
            row.before = Change._snapshot(self, vals)
            for command in vals.get("child_ids") or ():
                if command[0] != Command.UPDATE:
                    continue
                contact, names = self.browse(command[1]), list(command[2])
                before = Change._snapshot(contact, names)
                stamp = Change._stamps(contact)[contact.id]
                row.changed_contacts.append((contact, before, names, stamp))
        return result

    @api.model
    def _vn_import_wrote(self, table, rows, ids):
        super()._vn_import_wrote(table, rows, ids)
        record = self.env["crm.vn.import"]._current()
        if not record:
            return
        made = []
        done = [row for row in rows if row.outcome in ("created", "updated")]
        for row, partner in zip(done, self.browse(ids), strict=True):
            made.append((partner, row.outcome, row.before, row.written, row.stamp))
            made += [
                (contact, "updated", before, names, stamp)
                for contact, before, names, stamp in row.changed_contacts
            ]
            if "child_ids" in row.written:
                known = set(row.before.get("child_ids") or ())
                made += [
                    (child, "created", {}, ["name", "phone", "email"], [])
                    for child in partner.child_ids
                    if child.id not in known
                ]
        self.env["crm.vn.import.change"]._remember(record, made)

    @api.model
    def _vn_match_rows(self, table):
        """Note who changed the customers last, before anything is written."""
        result = super()._vn_match_rows(table)
        if self.env["crm.vn.import"]._current():
            targets = [row.target for row in table.rows if row.target]
            stamps = self.env["crm.vn.import.change"]._stamps(self.browse(targets))
            for row in table.rows:
                row.stamp = stamps.get(row.target) or []
        return result
