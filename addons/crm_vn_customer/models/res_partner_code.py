from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

from odoo.addons.crm_vn_base.tools.text import tidy


class ResPartner(models.Model):
    """The customer code, kept in `ref`."""

    _name = "res.partner"
    _inherit = ["res.partner", "crm.vn.protected.mixin"]

    ref = fields.Char(string="Customer code", copy=False, tracking=True)

    _vn_ref_lower_idx = models.Index("(lower(ref)) WHERE ref IS NOT NULL")

    @api.constrains("ref", "company_id", "vn_relationship_id")
    def _check_vn_code_unique(self):
        """Refuse a code that another customer of the same company has.

        A customer of no company is a customer of every company. Contacts that are
        no customers keep whatever reference they have.
        """
        # sudo: a customer that the user can't read has its code as well; who it is
        # is told only to those who may read it
        customers = self.sudo().filtered(lambda rec: rec.vn_relationship_id and rec.ref)
        others = customers._vn_get_same_code()
        for customer in customers:
            for other in others.get(customer.ref.lower(), ()):
                if other == customer or (
                    customer.company_id
                    and other.company_id
                    and customer.company_id != other.company_id
                ):
                    continue
                raise ValidationError(self._vn_get_code_error(customer, other))

    @api.model_create_multi
    def create(self, vals_list):
        return super().create(self._vn_prepare_codes(vals_list))

    def write(self, vals):
        if "ref" in vals:
            vals = {**vals, "ref": tidy(vals["ref"]) or False}
        result = super().write(vals)
        if {"vn_relationship_id", "ref"} & vals.keys():
            self._vn_give_codes()
        return result

    def _vn_give_codes(self):
        """Give the next free code to those customers of `self` without one."""
        # sudo: also when an internal flow of a portal user makes the customer
        blank = self.sudo().filtered(lambda rec: rec.vn_relationship_id and not rec.ref)
        for company, customers in blank.grouped("company_id").items():
            codes = (company or self.env.company)._vn_next_codes(len(customers))
            for customer, code in zip(customers, codes, strict=True):
                customer.ref = code

    @api.model
    def _vn_prepare_codes(self, vals_list):
        """Return *vals_list* with a code for each customer that has none."""
        vals_list = [dict(vals) for vals in vals_list]
        default = None
        blank = defaultdict(list)
        for index, vals in enumerate(vals_list):
            if "ref" in vals:
                vals["ref"] = tidy(vals["ref"]) or False
            if vals.get("parent_id"):
                # a contact of a customer is no customer unless somebody says so
                vals.setdefault("vn_relationship_id", False)
            if vals.get("ref"):
                continue
            if "vn_relationship_id" in vals:
                relationship = vals["vn_relationship_id"]
            else:
                if default is None:
                    # sudo: a catalog's default entry is no secret
                    default = self.sudo().default_get(["vn_relationship_id"])
                relationship = default.get("vn_relationship_id")
            if relationship:
                company_id = vals.get("company_id") or self.env.company.id
                blank[company_id].append(index)
        for company_id, indexes in blank.items():
            company = self.env["res.company"].browse(company_id)
            codes = company._vn_next_codes(len(indexes))
            for index, code in zip(indexes, codes, strict=True):
                vals_list[index]["ref"] = code
        return vals_list

    def _vn_get_same_code(self):
        """Return the customers with a code of `self`: {code: recordset}.

        Archived ones count; those that are being merged away do not.
        """
        if not self:
            return {}
        self.flush_model(["ref", "vn_relationship_id", "company_id"])
        codes = tuple({customer.ref.lower() for customer in self})
        rows = self.env.execute_query(
            SQL(
                """
                SELECT lower(ref), array_agg(id ORDER BY id)
                  FROM res_partner
                 WHERE lower(ref) IN %s AND vn_relationship_id IS NOT NULL
              GROUP BY lower(ref)
                """,
                codes,
            )
        )
        key = "vn_merged_partner_ids"
        merged = self.env.context[key] if self._vn_is_engine(key) else ()
        return {
            code: self.browse(set(ids) - set(merged)).sorted("id") for code, ids in rows
        }

    def _vn_get_code_error(self, customer, other):
        """Return why *customer* can't have its code, naming *other* if allowed."""
        if other.with_user(self.env.user).has_access("read"):
            return self.env._(
                "Code %(code)s is already used by customer %(other)s. Type another "
                "one, or leave it blank to get the next free one.",
                code=customer.ref,
                other=other.display_name,
            )
        return self.env._(
            "Code %(code)s is already used by another customer, which you may not "
            "see. Type another one, or leave it blank to get the next free one.",
            code=customer.ref,
        )
