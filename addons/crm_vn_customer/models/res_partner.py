from odoo import api, fields, models
from odoo.fields import Domain
from odoo.modules.db import FunctionStatus


def _trigram(column):
    """Return the definition of the index that finds parts of *column*'s words.

    It exists only where the database can use it: extension ``pg_trgm``, and a
    function ``unaccent`` that is immutable.
    """

    def definition(registry):
        if (
            not registry.has_trigram
            or registry.has_unaccent != FunctionStatus.INDEXABLE
        ):
            return ""
        return f"USING gin ({registry.unaccent(column)} gin_trgm_ops)"

    return definition


class ResPartner(models.Model):
    _name = "res.partner"
    _inherit = [
        "res.partner",
        "utm.mixin",
        "crm.vn.classification.mixin",
        "crm.vn.customer.link.mixin",
    ]
    _vn_customer_links = ("parent_id", "vn_referrer_partner_id", "vn_collaborator_id")

    # === Relationship ===
    vn_relationship_id = fields.Many2one(
        "crm.vn.relationship",
        string="Relationship",
        default=lambda self: self._default_vn_relationship_id(),
        index="btree_not_null",
        group_expand="_read_group_vn_relationship_id",
        tracking=True,
        groups="base.group_user",
        help="Who has one is a customer",
    )

    # === Wishes ===
    vn_do_not_contact = fields.Boolean(
        string="Do not contact",
        tracking=True,
        copy=False,
        groups="base.group_user",
        help="Nobody calls or writes, and nothing is planned for this customer",
    )

    # === Catalogs of Odoo ===
    source_id = fields.Many2one(
        string="Customer source", tracking=True, groups="base.group_user"
    )
    industry_id = fields.Many2one(string="Field of business", tracking=True)

    # === Activities ===
    # customers have many done activities; lists and kanbans show planned ones, and
    # would read all of them without this. History is in mail.activity itself.
    activity_ids = fields.One2many(context={"active_test": True})

    # === Entry ===
    vn_entry_required = fields.Boolean(
        string="Required at entry",
        compute="_compute_vn_entry_required",
        groups="base.group_user",
    )

    # the first page of the customers' list, and its number
    _vn_customer_name_idx = models.Index(
        "(complete_name, id DESC) WHERE active IS TRUE AND vn_relationship_id "
        "IS NOT NULL"
    )
    # the search bar looks at all of these at once: one without an index would make
    # PostgreSQL read the whole table
    _vn_complete_name_trgm_idx = models.Index(_trigram("complete_name"))
    _vn_email_trgm_idx = models.Index(_trigram("email"))
    _vn_ref_trgm_idx = models.Index(_trigram("ref"))
    _vn_vat_trgm_idx = models.Index(_trigram("vat"))
    _vn_company_registry_trgm_idx = models.Index(_trigram("company_registry"))

    @api.model
    def _default_vn_relationship_id(self):
        """A partner made from the customers' screens is a customer at once.

        Contacts made inside a customer's form are not: the customer is one.
        """
        context = self.env.context
        if not context.get("vn_customer") or context.get("default_parent_id"):
            return False
        return self.env["crm.vn.relationship"]._get_default()

    @api.depends_context("company", "vn_customer")
    @api.depends("company_id", "vn_relationship_id")
    def _compute_vn_entry_required(self):
        entering = bool(self.env.context.get("vn_customer"))
        for partner in self:
            company = partner.company_id or self.env.company
            # sudo: the company's setting is no secret to its employees
            partner.vn_entry_required = company.sudo().vn_required_at_entry and bool(
                entering
                or partner.vn_relationship_id
                or partner._origin.vn_relationship_id
            )

    @api.model
    def _vn_is_customer_domain(self):
        """Return the domain of customers: partners that have a relationship."""
        return Domain("vn_relationship_id", "!=", False)

    @api.model
    def _read_group_vn_relationship_id(self, relationships, domain):
        """Show every relationship as a column, those without customers as well."""
        shown = relationships | self.env["crm.vn.relationship"].search([])
        # those in use may be archived; all of them in the order of the list
        return shown.with_context(active_test=False).search([("id", "in", shown.ids)])

    def _vn_get_self_partner(self):
        return self
