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
    # XML id of the server action that archives entries, if they can be
    _vn_archive_action = None

    customer_count = fields.Integer(
        string="Customers",
        compute="_compute_customer_count",
        help="Customers with this entry that you may read",
    )

    def _compute_customer_count(self):
        counts = self._get_vn_usage("res.partner")
        for entry in self:
            entry.customer_count = counts.get(entry.id, 0)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        """Refuse to delete what is used, name the number and offer archiving.

        :raise RedirectWarning: with a button that archives, where that is possible
        :raise ValidationError: the model has no archive
        """
        # sudo: entries used by records that the user can't read are used as well;
        # nothing but a number is told
        everyone = self.sudo().with_context(active_test=False)
        customers = everyone._get_vn_usage("res.partner")
        leads = everyone._get_vn_usage("crm.lead")
        for entry in self:
            used = customers.get(entry.id, 0), leads.get(entry.id, 0)
            if not any(used):
                continue
            message = self.env._(
                "%(name)s can't be deleted: %(customers)s customers and %(leads)s "
                "leads use it.",
                name=entry.display_name,
                customers=used[0],
                leads=used[1],
            )
            action = self._vn_archive_action and self.env.ref(
                self._vn_archive_action, raise_if_not_found=False
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

    def _get_vn_usage(self, model):
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
