from odoo import api, models


class CrmVnCustomerLinkMixin(models.AbstractModel):
    """Documents that name a customer: only one whom their writer may read.

    The name alone would give a hidden customer away: the document takes over the
    phone, the e-mail and the tax code, and shows them to its owner. The same holds for
    a lead or whatever else a field names.
    """

    _name = "crm.vn.customer.link.mixin"
    _description = "Document that names a customer"

    #: many2one fields, to a customer or another record, that people fill in
    _vn_customer_links = ("partner_id",)

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            context = self.env.context
            for name in self._vn_customer_links:
                given = context.get(f"default_{name}")
                self._vn_check_links(
                    name, (vals.get(name, given) for vals in vals_list)
                )
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su:
            for name in self._vn_customer_links:
                # sudo: whether it changes
                if vals.get(name) and any(
                    record[name].id != vals[name] for record in self.sudo()
                ):
                    self._vn_check_links(name, [vals[name]])
        return super().write(vals)

    @api.model
    def _vn_check_links(self, name, ids):
        """Refuse what the user may not read.

        :param str name: of the field
        :param ids: what it is to be filled with; what is no number is left out
        :raise AccessError: one of them is hidden
        """
        ids = {res_id for res_id in ids if isinstance(res_id, int) and res_id}
        linked = self.env[self._fields[name].comodel_name].browse(ids)
        # one that is not there is refused by its foreign key: asking for each costs a
        # query for every document
        if not linked.has_access("read"):
            linked.exists().check_access("read")
