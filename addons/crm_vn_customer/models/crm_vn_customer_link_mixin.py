from odoo import api, models


class CrmVnCustomerLinkMixin(models.AbstractModel):
    """Documents that name a customer: only one whom their writer may read.

    The name alone would give a hidden customer away: the document takes over the
    phone, the e-mail and the tax code, and shows them to its owner.
    """

    _name = "crm.vn.customer.link.mixin"
    _description = "Document that names a customer"

    #: many2one fields to a customer that people fill in
    _vn_customer_links = ("partner_id",)

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            context = self.env.context
            self._vn_check_links(
                vals.get(name, context.get(f"default_{name}"))
                for vals in vals_list
                for name in self._vn_customer_links
            )
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su:
            self._vn_check_links(
                vals[name]
                for name in self._vn_customer_links
                if vals.get(name)
                # sudo: whether it changes
                and any(record[name].id != vals[name] for record in self.sudo())
            )
        return super().write(vals)

    @api.model
    def _vn_check_links(self, ids):
        """Refuse customers whom the user may not read.

        :param ids: what fields are to be filled with; what is no number is left out
        :raise AccessError: one of them is hidden
        """
        ids = {res_id for res_id in ids if isinstance(res_id, int) and res_id}
        customers = self.env["res.partner"].browse(ids)
        # one that is not there is refused by its foreign key: asking for each costs a
        # query for every document
        if not customers.has_access("read"):
            customers.exists().check_access("read")
