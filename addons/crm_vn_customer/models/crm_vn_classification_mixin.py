from odoo import api, fields, models
from odoo.exceptions import ValidationError

CATALOG_FIELDS = (
    "vn_type_id",
    "vn_group_ids",
    "vn_channel_id",
    "source_id",
    "industry_id",
    "vn_size_id",
    "vn_collaborator_id",
)
REFERRER_FIELDS = ("vn_referrer_partner_id", "vn_referrer_user_id")


class CrmVnClassificationMixin(models.AbstractModel):
    """What customers and leads have in common: catalogs, collaborator, referrer.

    The model that inherits it has `company_id`, `source_id` and `industry_id`, and
    says in `_vn_get_self_partner` who "oneself" is.
    """

    _name = "crm.vn.classification.mixin"
    _description = "Classification of customers and leads"

    # === Catalogs ===
    vn_type_id = fields.Many2one(
        "crm.vn.customer.type",
        string="Customer type",
        index="btree_not_null",
        tracking=True,
        groups="base.group_user",
    )
    vn_group_ids = fields.Many2many(
        "crm.vn.customer.group",
        string="Customer groups",
        # an archived group is still one of the customer's
        context={"active_test": False},
        tracking=True,
        groups="base.group_user",
    )
    vn_channel_id = fields.Many2one(
        "crm.vn.channel",
        string="Sales channel",
        index="btree_not_null",
        tracking=True,
        groups="base.group_user",
    )
    vn_size_id = fields.Many2one(
        "crm.vn.customer.size",
        string="Customer size",
        index="btree_not_null",
        tracking=True,
        groups="base.group_user",
    )

    # === Who brought the customer ===
    vn_collaborator_id = fields.Many2one(
        "res.partner",
        string="Collaborator",
        index="btree_not_null",
        domain="[('vn_is_collaborator', '=', True)]",
        tracking=True,
        groups="base.group_user",
    )
    vn_referrer_partner_id = fields.Many2one(
        "res.partner",
        string="Referred by customer",
        index="btree_not_null",
        tracking=True,
        groups="base.group_user",
    )
    vn_referrer_user_id = fields.Many2one(
        "res.users",
        string="Referred by employee",
        index="btree_not_null",
        domain="[('share', '=', False)]",
        tracking=True,
        groups="base.group_user",
    )

    @api.constrains(
        "company_id", "vn_type_id", "vn_group_ids", "vn_channel_id", "vn_size_id"
    )
    def _check_vn_catalog_company(self):
        """Refuse an entry of another company than the record's.

        A record of no company may have entries of any company whose users share it.
        """
        # sudo: an entry of another company can't be read and must still be refused
        for record in self.sudo().filtered("company_id"):
            for name in ("vn_type_id", "vn_group_ids", "vn_channel_id", "vn_size_id"):
                for entry in record[name]:
                    if entry.company_id and entry.company_id != record.company_id:
                        raise ValidationError(
                            self.env._(
                                "%(record)s belongs to %(company)s and can't have "
                                "%(entry)s, which belongs to %(other)s.",
                                record=record.display_name,
                                company=record.company_id.name,
                                entry=entry.name,
                                other=entry.company_id.name,
                            )
                        )

    @api.constrains("vn_referrer_partner_id", "vn_referrer_user_id")
    def _check_vn_one_referrer(self):
        for record in self:
            if record.vn_referrer_partner_id and record.vn_referrer_user_id:
                raise ValidationError(
                    self.env._(
                        "%(name)s was referred either by a customer or by an "
                        "employee, not by both: leave one of them blank.",
                        name=record.display_name,
                    )
                )

    @api.onchange("vn_referrer_partner_id")
    def _onchange_vn_referrer_partner_id(self):
        if self.vn_referrer_partner_id:
            self.vn_referrer_user_id = False

    @api.onchange("vn_referrer_user_id")
    def _onchange_vn_referrer_user_id(self):
        if self.vn_referrer_user_id:
            self.vn_referrer_partner_id = False

    @api.onchange("vn_group_ids")
    def _onchange_vn_group_ids(self):
        types = self.vn_group_ids.type_id
        if not self.vn_type_id and len(types) == 1:
            self.vn_type_id = types._origin

    @api.model
    def _vn_get_classification_fields(self):
        """Return the names of the fields that follow a lead into its customer.

        Extend it in an addon that adds such a field to both models.
        """
        return [*CATALOG_FIELDS, *REFERRER_FIELDS]

    def _vn_get_self_partner(self):
        """Return the customer that the record is about, who can't bring himself."""
        return self.env["res.partner"]

    def _vn_prepare_classification(self, source, partner=None):
        """Return the values of *source* that this record does not have yet.

        :param source: record of a model with this mixin; or two, the first wins
        :param partner: the customer that the values are for, else `self`'s own
        :return: values for `create` or `write`; never for a field that has a value
        """
        partner = partner or self._vn_get_self_partner()
        has_referrer = any(self[name] for name in REFERRER_FIELDS)
        values = {}
        for name in self._vn_get_classification_fields():
            if self[name] or (name in REFERRER_FIELDS and has_referrer):
                continue
            value = next((record[name] for record in source if record[name]), False)
            if not value or (value._name == "res.partner" and value == partner):
                continue
            if value._name == "res.users" and value.partner_id == partner:
                continue
            if self._fields[name].type == "many2many":
                values[name] = [fields.Command.set(value.ids)]
            else:
                values[name] = value.id
            has_referrer = has_referrer or name in REFERRER_FIELDS
        return values
