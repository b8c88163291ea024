from odoo import api, fields, models
from odoo.tools import SQL

from ..tools import phone as phones
from ..tools.duplicate import KINDS, keys

KEY_FIELDS = {"name", "phone", "vn_phone2", "email", "vat", "is_company"}
#: how many possible duplicates are looked for
DUPLICATES_MAX = 20


class ResPartner(models.Model):
    """Possible duplicates: by tax code, phone, e-mail and company name."""

    _inherit = "res.partner"

    vn_phone2 = fields.Char(
        string="Second phone", tracking=True, groups="base.group_user"
    )
    vn_duplicate_text = fields.Text(
        string="Possible duplicates",
        compute="_compute_vn_duplicate_text",
        groups="base.group_user",
    )
    vn_duplicate_hidden = fields.Text(
        string="Hidden duplicates",
        compute="_compute_vn_duplicate_text",
        groups="base.group_user",
    )

    @api.onchange("vn_phone2")
    def _onchange_vn_phone2(self):
        if number := phones.key(self.vn_phone2):
            self.vn_phone2 = phones.display(number)

    @api.depends(*KEY_FIELDS, "parent_id", "company_id", "vn_relationship_id")
    @api.depends_context("uid", "company", "lang")
    def _compute_vn_duplicate_text(self):
        # sudo: the company's setting is no secret to its employees
        warns = self.env.company.sudo().vn_duplicate_warning
        for partner in self:
            partner.vn_duplicate_text = partner.vn_duplicate_hidden = False
            if not warns or not partner.vn_relationship_id:
                continue
            found = partner._vn_get_duplicates()
            readable = partner.browse([other.id for other, _why in found])
            readable = readable._filtered_access("read")
            partner.vn_duplicate_text = (
                "\n".join(
                    f"{other.display_name} ({self._vn_get_duplicate_reason(why)})"
                    for other, why in found
                    if other in readable
                )
                or False
            )
            hidden = partner.browse([other.id for other, _why in found]) - readable
            partner.vn_duplicate_hidden = hidden._vn_get_duplicate_hint()

    @api.depends_context("uid")
    def _compute_same_vat_partner_id(self):
        """Odoo looks everywhere: name nobody whom the user may not read."""
        super()._compute_same_vat_partner_id()
        if self.env.su:
            return
        names = ("same_vat_partner_id", "same_company_registry_partner_id")
        for partner in self:
            for name in names:
                if partner[name] and not partner[name]._origin.has_access("read"):
                    partner[name] = False

    @api.model_create_multi
    def create(self, vals_list):
        partners = super().create(vals_list)
        # sudo: the keys are the engine's
        self.env["crm.vn.duplicate.key"].sudo()._add(partners.sudo())
        return partners

    def write(self, vals):
        result = super().write(vals)
        if "parent_id" in vals or not KEY_FIELDS.isdisjoint(vals):
            # sudo: the keys are the engine's
            self.env["crm.vn.duplicate.key"].sudo()._replace(self.sudo())
        return result

    @api.readonly
    def action_vn_view_duplicates(self):
        """List this customer and those possible duplicates that can be read."""
        self.ensure_one()
        found = self.browse([other.id for other, _why in self._vn_get_duplicates()])
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Possible duplicates"),
            "res_model": "res.partner",
            "view_mode": "list,form",
            "domain": [("id", "in", (self | found._filtered_access("read")).ids)],
        }

    def action_vn_not_duplicate(self):
        """Remember that the possible duplicates shown are other customers."""
        self.ensure_one()
        self.check_access("write")
        found = self.browse([other.id for other, _why in self._vn_get_duplicates()])
        # sudo: who may write the customer may say so, nobody edits the memory
        self.env["crm.vn.not.duplicate"].sudo()._remember(
            self, found._filtered_access("read")
        )
        return True

    @api.model
    def _vn_find_duplicates(self, values):
        """Return the partners that are probably the one with these *values*.

        All of them, also those the user may not read: show nothing of a partner
        before asking ``_filtered_access("read")``.

        :param dict values: of ``name``, ``phone``, ``email``, ``vat``,
            ``is_company``; ``id`` and ``parent_id`` (integers) leave out the partner
            itself, its family, and what was said to be no duplicate of it;
            ``company_id`` those of other companies
        :return: list of (partner, tuple of ``"tax"``, ``"phone"``, ``"email"``,
            ``"name"``), the most alike first, at most 20

        ::

            for partner, why in env["res.partner"]._vn_find_duplicates(
                {"name": "Cty CP Hoà Phát", "phone": "0903 123 456"}
            ):
                ...
        """
        wanted = keys(**{name: values.get(name) for name in KEY_FIELDS})
        if not wanted:
            return []
        own_id = values.get("id") or 0
        # sudo: only to leave out the partner's own family
        family = self.sudo().browse(own_id or values.get("parent_id") or ())
        company_id = values.get("company_id") or None
        self.flush_model(["active", "company_id", "commercial_partner_id"])
        rows = self.env.execute_query(
            SQL(
                """
                SELECT k.partner_id, array_agg(DISTINCT k.kind)
                  FROM crm_vn_duplicate_key k
                  JOIN (VALUES %(keys)s) v (kind, value) USING (kind, value)
                  JOIN res_partner p ON p.id = k.partner_id AND p.active
                 WHERE p.commercial_partner_id IS DISTINCT FROM %(family)s
                   AND p.id != %(own)s
                   AND (p.company_id IS NULL OR %(company)s IS NULL
                        OR p.company_id = %(company)s)
                   AND NOT %(known)s
              GROUP BY k.partner_id
              ORDER BY count(DISTINCT k.kind) DESC, k.partner_id
                 LIMIT %(limit)s
                """,
                keys=SQL(", ").join(SQL("(%s, %s)", *key) for key in sorted(wanted)),
                family=family.commercial_partner_id.id or None,
                own=own_id,
                company=SQL("%s::integer", company_id),
                known=self.env["crm.vn.not.duplicate"]._sql_pair(
                    SQL("k.partner_id"), SQL("%s", own_id)
                ),
                limit=DUPLICATES_MAX,
            )
        )
        return [
            (self.browse(partner_id), tuple(kind for kind in KINDS if kind in kinds))
            for partner_id, kinds in rows
        ]

    def _vn_get_duplicates(self):
        """Return `_vn_find_duplicates()` of this partner, saved or not."""
        self.ensure_one()
        values = {name: self[name] for name in KEY_FIELDS}
        values.update(
            id=self._origin.id,
            parent_id=(self.parent_id._origin or self.parent_id).id,
            company_id=self.company_id.id,
        )
        return self._vn_find_duplicates(values)

    @api.model
    def _vn_get_duplicate_reason(self, kinds):
        """Return *kinds* in words."""
        words = {
            "tax": self.env._("same tax code"),
            "phone": self.env._("same phone"),
            "email": self.env._("same e-mail"),
            "name": self.env._("same company name"),
        }
        return ", ".join(words[kind] for kind in kinds)

    def _vn_get_duplicate_hint(self):
        """Say that there are duplicates the user can't read, and who to ask."""
        if not self:
            return False
        # sudo: the owner's name, to know who to ask; nothing of the customer
        owners = self.sudo().user_id | self.sudo().commercial_partner_id.user_id
        if not owners:
            return self.env._(
                "A customer like this one exists already, but you may not see it. "
                "Ask a sales manager."
            )
        return self.env._(
            "A customer like this one exists already, but you may not see it. Ask "
            "%(owners)s.",
            owners=", ".join(owners.mapped("name")),
        )

    def _vn_action_merge(self, others):
        """Return the action of Odoo's merge for `self` and *others*."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Merge"),
            "res_model": "base.partner.merge.automatic.wizard",
            "view_mode": "form",
            "target": "new",
            "context": {
                "active_model": "res.partner",
                "active_ids": (self | others).ids,
            },
        }
