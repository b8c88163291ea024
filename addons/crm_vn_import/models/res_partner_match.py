from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.crm_vn_base.tools.text import company_key, key
from odoo.addons.crm_vn_duplicate.tools import emails
from odoo.addons.crm_vn_duplicate.tools import phone as phones

_CHUNK = 5000


class ResPartner(models.Model):
    """Which customer a row of an imported list is about."""

    _inherit = "res.partner"

    @api.model
    def _vn_match_rows(self, table):
        """Find the existing customer of each row, and rows about the same one.

        In this order: database or external id, customer code, tax code, phone and
        name, e-mail and name. A row with none of these is about a customer who
        has the same name and already holds everything the row says.

        Of two rows about one new customer, the second only fills what the first
        leaves empty. Two rows with one code are a mistake of the list.
        """
        self._vn_match_ids(table)
        self._vn_match_codes(table)
        if "name" in table.fields:
            for row in table.rows:
                named = row.target or row.values.get("name") or row.first
                if not named and not row.errors:
                    row.errors.append((False, self.env._("the name is missing"), None))
        open_rows = [
            row
            for row in table.rows
            if not row.target and not row.errors and not row.first
        ]
        for row in open_rows:
            row.keys = self._vn_get_match_keys(row)
        index = self._vn_get_match_index(open_rows)
        first_of = {
            ("target", row.target): row
            for row in reversed(table.rows)
            if row.target and not row.errors
        }
        for row in open_rows:
            keys = row.keys
            code = row.values.get("ref")
            candidates = {id_ for match in keys for id_ in index.get(match, ())}
            if code:
                # another code is another customer, however alike
                candidates = {
                    id_ for id_ in candidates if not self.browse(id_).sudo().ref
                }
            if candidates:
                row.target = min(candidates)
                keys = [("target", row.target)]
            elif not keys and not code:
                self._vn_match_name(row, index)
            if row.outcome:
                continue
            if not keys:
                keys = [("row", self._vn_whole_row(row))]
            first = next((first_of[match] for match in keys if match in first_of), None)
            if first and not (code and first.values.get("ref")):
                self._vn_join_rows(first, row)
                # what the second row adds is told from others as well
                for match in keys:
                    first_of.setdefault(match, first)
            else:
                for match in keys:
                    first_of.setdefault(match, row)
        self._vn_check_targets(table)

    @api.model
    def _vn_match_ids(self, table):
        """Match rows that give an external or a database id."""
        xids = {}
        for row in table.rows:
            if row.values.get(".id"):
                text = str(row.values[".id"]).strip()
                partner = self.browse(int(text) if text.isdigit() else 0).exists()
                if partner:
                    row.target, row.explicit = partner.id, True
                else:
                    reason = self.env._("no customer has the id %(id)s", id=text)
                    row.errors.append((False, reason, None))
            elif xid := row.values.get("id"):
                xids.setdefault(xid if "." in xid else f"__import__.{xid}", row)
        if not xids:
            return
        # sudo: names of external ids are no secret, access to the record is checked
        Data = self.env["ir.model.data"].sudo()
        for found in Data._lookup_xmlids(list(xids), self):
            __, module, name, model, res_id, __noupdate, real_id = found
            row = xids[f"{module}.{name}"]
            if model == self._name and real_id:
                row.target, row.explicit = res_id, True
                row.values["id"] = ""

    @api.model
    def _vn_match_codes(self, table):
        """Match rows by code; refuse the second row with the same code."""
        first_of = {}
        for row in table.rows:
            code = (row.values.get("ref") or "").lower()
            if not code:
                continue
            if code in first_of:
                place = f"{{line:{first_of[code].index}}}"
                reason = self._vn_code_reason(row.values["ref"], place)
                row.errors.append((False, reason, None))
            else:
                first_of[code] = row
        if not first_of:
            return
        codes = list(first_of)
        companies = [False, *self.env.companies.ids]
        for start in range(0, len(codes), _CHUNK):
            wanted = [first_of[code].values["ref"] for code in codes[start:][:_CHUNK]]
            variants = {*wanted, *(code.upper() for code in wanted)}
            variants |= {code.lower() for code in wanted}
            # sudo: a code that the importer may not see is taken as well; access is
            # checked below, and nothing of the record is told
            for partner in (
                self.sudo()
                .with_context(active_test=False)
                .search_fetch(
                    Domain("ref", "in", list(variants))
                    & Domain("company_id", "in", companies),
                    ["ref"],
                    order="id DESC",
                )
            ):
                row = first_of.get(partner.ref.lower())
                if row and not row.target:
                    row.target, row.explicit = partner.id, True

    @api.model
    def _vn_code_reason(self, code, line):
        """Say why the second row with a *code* is refused; *line* has the first."""
        return self.env._(
            "code %(code)s is already on line %(line)s of this file",
            code=code,
            line=line,
        )

    @api.model
    def _vn_check_targets(self, table):
        """Refuse rows about customers whom the importer may not change."""
        rows = [row for row in table.rows if row.target]
        targets = self.browse({row.target for row in rows})
        allowed = set(targets._filtered_access("write")._ids)
        for row in rows:
            if row.target in allowed:
                continue
            # sudo: only the owner is told, so that the importer knows whom to ask
            owner = self.browse(row.target).sudo().user_id.name
            reason = self.env._(
                "this is already a customer, whom you may not change; ask %(owner)s",
                owner=owner or self.env._("a sales manager"),
            )
            row.errors.append((False, reason, None))

    @api.model
    def _vn_get_match_keys(self, row):
        """Return the keys that tell the customer of *row* from others."""
        name = row.values.get("name") or ""
        folded = company_key(name) if row.extra.get("is_company") else key(name)
        keys = [("vat", row.values["vat"])] if row.values.get("vat") else []
        if folded:
            keys += [("phone", number, folded) for number in row.numbers]
            keys += [("email", email.lower(), folded) for email in row.emails]
        return keys

    @api.model
    def _vn_get_match_index(self, rows):
        """Return {key: ids} of the existing partners that *rows* may be about."""
        vats = {row.values["vat"] for row in rows if row.values.get("vat")}
        numbers = {number for row in rows for number in row.numbers}
        addresses = {email.lower() for row in rows for email in row.emails}
        names = {
            row.values["name"]
            for row in rows
            if row.values.get("name") and not row.keys
        }
        index = {}
        wanted = [
            ("vat", vats),
            ("name", names),
        ]
        found = self._vn_find_keys("phone", numbers)
        found |= self._vn_find_keys("email", addresses)
        companies = Domain("company_id", "in", [False, *self.env.companies.ids])
        # sudo: customers whom the importer may not see exist as well; access is
        # checked before anything of them is told or changed
        everyone = self.sudo().with_context(active_test=False)
        for field, values in wanted:
            values = sorted(values)
            for start in range(0, len(values), _CHUNK):
                chunk = values[start : start + _CHUNK]
                found |= set(everyone._search(Domain(field, "in", chunk) & companies))
        partners = everyone.search(Domain("id", "in", list(found)) & companies)
        for partner in partners:
            folds = {key(partner.name or ""), company_key(partner.name or "")} - {""}
            if partner.vat and not partner.parent_id:
                index.setdefault(("vat", partner.vat), []).append(partner.id)
            texts = (partner.phone, partner.vn_phone2)
            for number in {n for text in texts for n in phones.parse(text).numbers}:
                for fold in folds:
                    index.setdefault(("phone", number, fold), []).append(partner.id)
            for email in emails.parse(partner.email).addresses:
                for fold in folds:
                    match = ("email", email.lower(), fold)
                    index.setdefault(match, []).append(partner.id)
            index.setdefault(("name", partner.name), []).append(partner.id)
        return index

    @api.model
    def _vn_find_keys(self, kind, values):
        """Return the ids of partners who have one of *values*, however written.

        :param kind: ``"phone"`` or ``"email"``, of `crm.vn.duplicate.key`
        :param values: set of keys: E.164 numbers, addresses in lower case
        """
        if not values:
            return set()
        rows = self.env.execute_query(
            SQL(
                "SELECT partner_id FROM crm_vn_duplicate_key "
                "WHERE kind = %s AND value = ANY(%s)",
                kind,
                list(values),
            )
        )
        return {partner_id for (partner_id,) in rows}

    @api.model
    def _vn_match_name(self, row, index):
        """Match a row without any key to a customer who holds all it says."""
        values = self._vn_relation_values(row)
        values.update(
            (name, value)
            for name, value in row.values.items()
            if value
            and (field := self._fields.get(name))
            and field.type in ("char", "text", "selection")
        )
        for candidate in index.get(("name", row.values.get("name")), ()):
            partner = self.browse(candidate)
            if not partner._filtered_access("read"):
                continue
            changes, kept = partner._vn_import_changes(values, overwrite=True)
            if not changes and not kept and not partner._vn_place(row):
                row.outcome = "skipped"
                return

    @api.model
    def _vn_whole_row(self, row):
        """Return all that the row says, to find the same row once more."""
        parts = (row.values, row.extra, row.notes, row.sites, row.contacts)
        return repr([parts, row.numbers, row.emails, row.typed_phone])
