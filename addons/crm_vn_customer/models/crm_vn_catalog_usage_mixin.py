from odoo import api, fields, models
from odoo.exceptions import RedirectWarning, ValidationError


class CrmVnCatalogUsageMixin(models.AbstractModel):
    """Entries that customers use: counted, listed and safe from deletion.

    A model sets `_vn_customer_field` to the name of the field of ``res.partner``
    (and ``crm.lead``) that holds its entries.
    """

    _name = "crm.vn.catalog.usage.mixin"
    _description = "Usage of a catalog by customers"

    # name of the field of res.partner and crm.lead that points to this model
    _vn_customer_field = None

    customer_count = fields.Integer(
        string="Customers",
        compute="_compute_customer_count",
        help="Customers with this entry that you may read",
    )

    def _compute_customer_count(self):
        counts = self._vn_get_usage("res.partner")
        for entry in self:
            entry.customer_count = counts.get(entry.id, 0)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        """Refuse to delete what is used, name the number and offer archiving.

        :raise RedirectWarning: with a button that archives, where that is possible
        :raise ValidationError: the model has no archive
        """
        for _entry, message in self._vn_get_uses():
            action = "active" in self._fields and self.env.ref(
                "crm_vn_customer.crm_vn_catalog_action_archive",
                raise_if_not_found=False,
            )
            if not action:
                raise ValidationError(
                    message
                    + " "
                    + self.env._("Give them another entry first, then delete it.")
                )
            raise RedirectWarning(
                message
                + " "
                + self.env._(
                    "Archive it instead: it keeps its customers and is offered no more."
                ),
                action.id,
                self.env._("Archive"),
                {
                    "active_model": self._name,
                    "active_id": self[:1].id,
                    "active_ids": self.ids,
                },
            )

    def _vn_get_uses(self):
        """Hook: return [(entry, sentence)] of the entries that can't be deleted.

        The sentence says how many records use the entry, whoever may read them.
        """
        # sudo: entries used by records that the user can't read are used as well;
        # nothing but a number is told
        everyone = self.sudo().with_context(active_test=False)
        customers = everyone._vn_get_usage("res.partner")
        leads = everyone._vn_get_usage("crm.lead")
        return [
            (
                entry,
                self.env._(
                    "%(name)s can't be deleted: %(customers)s customers and %(leads)s "
                    "leads use it.",
                    name=entry.display_name,
                    customers=customers.get(entry.id, 0),
                    leads=leads.get(entry.id, 0),
                ),
            )
            for entry in self
            if customers.get(entry.id) or leads.get(entry.id)
        ]

    @api.readonly
    def action_view_customers(self):
        """Open the customers that `customer_count` counts."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_vn_customer.res_partner_action"
        )
        action.update(
            domain=[(self._vn_customer_field, "in", self.ids)],
            display_name=self.env._(
                "Customers of %(name)s", name=", ".join(self.mapped("display_name"))
            ),
            context={},
        )
        return action

    def _vn_get_usage(self, model):
        """Return how many records of *model* use each entry: {entry id: number}."""
        name = self._vn_customer_field
        Model = self.env[model]
        if not name or name not in Model._fields or not self.ids:
            return {}
        return {
            entry.id: count
            for entry, count in Model._read_group(
                [(name, "in", self.ids)], [name], ["__count"]
            )
            if entry.id in self._ids
        }
