from odoo import api, fields, models, tools
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ..tools.shares import shares


class CrmVnRelationship(models.Model):
    _name = "crm.vn.relationship"
    _inherit = ["crm.vn.catalog.mixin"]
    _description = "Relationship with a customer"

    _vn_customer_field = "vn_relationship_id"

    is_default = fields.Boolean(
        string="Default",
        copy=False,
        help="Relationship of a new customer. The company's own default comes "
        "before the shared one.",
    )
    contact_limit_days = fields.Integer(
        string="Contact at least every (days)",
        help="A customer who was not contacted for more days than this is not to "
        "be forgotten; 0: the number of the settings",
    )
    fold = fields.Boolean(
        string="Folded in kanban",
        help="The column is folded when there is nothing else to say",
    )
    customer_share = fields.Float(
        string="Share (%)",
        compute="_compute_customer_share",
        digits=(16, 1),
        help="Share of the customers you may read; all shares add up to 100 %",
    )

    _check_contact_limit = models.Constraint(
        "CHECK (contact_limit_days >= 0)",
        "The number of days between two contacts can't be negative.",
    )

    def _compute_customer_share(self):
        # of everyone who is a customer, whichever relationships are asked for
        groups = self.env["res.partner"]._read_group(
            [("vn_relationship_id", "!=", False)], ["vn_relationship_id"], ["__count"]
        )
        parts = shares(count for __, count in groups)
        by_id = {
            entry.id: part for (entry, __), part in zip(groups, parts, strict=True)
        }
        for entry in self:
            entry.customer_share = by_id.get(entry.id, 0.0)

    @api.constrains("is_default", "active", "company_id")
    def _check_is_default(self):
        """Allow one default relationship for each company and one shared."""
        for entry in self.filtered(lambda rec: rec.is_default and rec.active):
            other = self.sudo().search(
                [
                    ("is_default", "=", True),
                    ("company_id", "=", entry.company_id.id),
                    ("id", "!=", entry.id),
                ],
                limit=1,
            )
            if other:
                raise ValidationError(
                    self.env._(
                        "%(other)s is already the default relationship: untick it "
                        "there before you make %(name)s the default.",
                        other=other.name,
                        name=entry.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        self.env.registry.clear_cache()
        return super().create(vals_list)

    def write(self, vals):
        self.env.registry.clear_cache()
        return super().write(vals)

    def unlink(self):
        self.env.registry.clear_cache()
        return super().unlink()

    @api.model
    def _get_default(self, company=None):
        """Return the relationship of a new customer of *company*.

        :param company: ``res.company``, by default the current one
        :return: the company's default, else the shared one, else an empty recordset
        """
        return self.browse(self._get_default_id((company or self.env.company).id))

    @api.model
    @tools.ormcache("company_id")
    def _get_default_id(self, company_id):
        # sudo: which entry is the default is no secret, and rules of a user who
        # does not work for the company would hide it
        return (
            self.sudo()
            .search(
                Domain("is_default", "=", True)
                & Domain("company_id", "in", [False, company_id]),
                order="company_id, sequence, id",
                limit=1,
            )
            .id
        )

    @api.model
    @tools.ormcache()
    def _get_contact_limits(self):
        """Return ``{days: ids}`` of the relationships with a limit of their own."""
        # sudo: numbers of days only; entries of other companies match nothing
        every = self.sudo().with_context(active_test=False)
        limited = every.search([("contact_limit_days", ">", 0)])
        return {d: one.ids for d, one in limited.grouped("contact_limit_days").items()}
