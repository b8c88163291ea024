import difflib

from odoo import api, models
from odoo.exceptions import AccessError, UserError, ValidationError

from odoo.addons.crm_vn_base.tools.text import key, tidy
from odoo.addons.crm_vn_duplicate.tools.places import (
    country_code,
    province_key,
    province_today,
    town_province,
)

# how alike two names must be for one to be proposed for the other
_ALIKE = 0.7


class CrmVnImportResolver(models.AbstractModel):
    """Finds the records that the names in a list mean, a column at a time.

    Names and codes are compared without case, accents and punctuation, in every
    language. One or two queries for a column, however many rows.
    """

    _name = "crm.vn.import.resolver"
    _description = "Names in a list matched to records"

    @api.model
    def _resolvable(self, comodel):
        """Say whether records of *comodel* can be found by :meth:`_resolve`."""
        return hasattr(self.env[comodel], "_vn_customer_field") or comodel in (
            "utm.medium",
            "utm.campaign",
            "res.partner.category",
            "res.country",
            "res.country.state",
            "res.users",
            "res.partner",
        )

    @api.model
    def _resolve(self, comodel, values):
        """Find the records of *comodel* that *values* name.

        :param values: distinct texts
        :return: ({value: id}, {value: reason why it is none})
        """
        if comodel == "res.partner":
            index = self._get_partner_index(values)
        else:
            index = self._get_index(comodel)
        fold = province_key if comodel == "res.country.state" else key
        names = {}
        for folded in index:
            names.setdefault(folded, None)
        found, unknown = {}, {}
        for value in values:
            ids = self._lookup(comodel, index, value, fold)
            if len(ids) == 1:
                found[value] = next(iter(ids))
            elif ids:
                unknown[value] = self.env._(
                    "%(count)s records are called “%(value)s”: write the code instead",
                    count=len(ids),
                    value=value[:50],
                )
            else:
                unknown[value] = self._get_unknown_reason(comodel, value, fold, names)
        return found, unknown

    @api.model
    def _lookup(self, comodel, index, value, fold):
        """Return the ids of the records that *value* names, by *index*."""
        if comodel == "res.country":
            if code := country_code(value):
                return index.get(f"code {code}") or ()
            if len(value.strip()) == 2:
                # letters of a code are capitals: "Mỹ" is no Malaysia
                return ()
        ids = index.get(fold(value)) or ()
        if not ids and comodel == "res.country.state":
            # a province of before July 2025, or a town where its province belongs
            ids = index.get(province_today(value) or town_province(value)) or ()
        return ids

    @api.model
    def _get_unknown_reason(self, comodel, value, fold, names):
        reason = self.env._(
            "%(list)s has no “%(value)s”",
            list=self.env["ir.model"]._get(comodel).name,
            value=value[:50],
        )
        alike = self._get_alike(comodel, fold(value), names)
        if not alike:
            return reason
        ids = self._get_index(comodel)[alike]
        entry = self.env[comodel].browse(sorted(ids)[:1])
        return self.env._(
            "%(reason)s; did you mean “%(name)s”?",
            reason=reason,
            name=entry.display_name,
        )

    @api.model
    def _get_alike(self, comodel, folded, names):
        """Return the one of *names* that *folded* was probably meant to be.

        It has a word in common, or differs by a slip of the finger; letters alone
        make no likeness. Of people and places nothing is proposed.
        """
        if comodel in (
            *("res.partner", "res.users", "res.country", "res.country.state"),
        ):
            return None
        for name in difflib.get_close_matches(folded[:100], names, 3, _ALIKE):
            words = {word for word in folded.split() if len(word) > 1}
            if not words.isdisjoint(name.split()) or (
                len(folded) > 4 and folded[0] == name[0] and folded[-1] == name[-1]
            ):
                return name
        return None

    @api.model
    def _get_index(self, comodel):
        """Return {folded name or code: set of ids} of a small model."""
        Model = self.env[comodel]
        names = [
            name
            for name in ("name", "code", "login", "email")
            if name in Model._fields and Model._fields[name].store is not False
        ]
        domain = []
        if comodel == "res.users":
            names = ["name", "login", "email"]
            domain = [("share", "=", False)]
        fold = key
        if comodel == "res.country":
            names = ["name"]
        if comodel == "res.country.state":
            names = ["name"]
            domain = [("country_id.code", "=", "VN")]
            fold = province_key
        extra = ["code"] if comodel == "res.country" else []
        langs = [self.env.lang or "en_US"]
        if any(Model._fields[name].translate for name in names):
            langs = [code for code, __ in self.env["res.lang"].get_installed()]
        index = {}
        for lang in langs:
            for entry in Model.with_context(lang=lang).search_fetch(
                domain, [*names, *extra]
            ):
                for name in names:
                    if folded := fold(entry[name] or ""):
                        index.setdefault(folded, set()).add(entry.id)
                if comodel == "res.country" and entry.code:
                    index.setdefault(f"code {entry.code}", set()).add(entry.id)
        return index

    @api.model
    def _get_partner_index(self, values):
        """Return {folded name or code: set of ids} of the partners named so."""
        texts = list({tidy(value) for value in values})
        index = {}
        for partner in self.env["res.partner"].search_fetch(
            ["|", ("ref", "in", texts), ("name", "in", texts)], ["ref", "name"]
        ):
            for text in {key(partner.ref or ""), key(partner.name or "")} - {""}:
                index.setdefault(text, set()).add(partner.id)
        return index

    @api.model
    def _load_rows(self, table, choose, load, partial):
        """Load the good rows of a *table*, and those that are left without what fails.

        Each attempt is in a savepoint, which is taken back when something is wrong.

        :param choose: function, returns the rows that are good so far
        :param load: function of them, the names of their fields and their lines;
            returns what Odoo's ``load`` returns
        :param bool partial: leave out what fails, else nothing is loaded
        :return: (result of the last attempt, its rows)
        """
        while True:
            rows = choose()
            stop = not partial and any(row.errors for row in table.rows)
            names = table.plain_fields()
            savepoint = self.env.cr.savepoint()
            lines = [[row.values.get(name, "") for name in names] for row in rows]
            result = load(rows, names, lines)
            failed = table.blame(rows, result["messages"])
            savepoint.close(rollback=failed or stop)
            if failed or stop:
                self.env.invalidate_all()
            if not failed or not partial:
                return result, rows
            for row in rows:
                row.outcome = None

    @api.model
    def _made(self, entry):
        """Called with each *entry* of a catalog that an import made; a hook."""

    @api.model
    def _create_missing(self, comodel, values, defaults=None):
        """Create entries for *values*, by the importer's choice.

        :param defaults: {value: values of the new entry beside its name}
        :return: ({value: id}, {value: reason why it could not be made})
        """
        Model = self.env[comodel]
        description = self.env["ir.model"]._get(comodel).name
        creatable = comodel not in ("res.users", "res.country", "res.country.state")
        if not creatable or not Model.has_access("create"):
            reason = self.env._(
                "You may not add to %(list)s: ask a sales manager, or choose what "
                "else to do with unknown values",
                list=description,
            )
            return {}, dict.fromkeys(values, reason)
        first = {}
        for value in values:
            first.setdefault(key(value), value)
        made, failed = {}, {}
        for folded, value in first.items():
            vals = {"name": tidy(value), **((defaults or {}).get(value) or {})}
            try:
                with self.env.cr.savepoint():
                    made[folded] = Model.create(vals).id
                    self._made(Model.browse(made[folded]))
            except (AccessError, UserError, ValidationError) as error:
                failed[folded] = str(error)
        return (
            {value: made[key(value)] for value in values if key(value) in made},
            {value: failed[key(value)] for value in values if key(value) in failed},
        )
