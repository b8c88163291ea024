from odoo import api, models
from odoo.fields import Command


class CrmVnCustomerLinkMixin(models.AbstractModel):
    """Documents that name a customer: only one whom their writer may read.

    The name alone would give a hidden customer away: the document takes over the
    phone, the e-mail and the tax code, and shows them to its owner. The same holds for
    a lead or whatever else a field names, and while a form is filled in: Odoo tells
    the name and computes the rest before anything is saved.
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

    def onchange(self, values, field_names, fields_spec):
        if not self.env.su:
            # before anything is compared: an answer would tell of a hidden record
            self.check_access("write" if self else "create")
            self._vn_check_form(values)
        return super().onchange(values, field_names, fields_spec)

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
            # what it is linked with is told to nobody who may not write it
            self.check_access("write" if self else "create")
            linked.exists().check_access("read")

    def _vn_check_form(self, values):
        """Refuse a form, or a line of it, that names what the user may not read.

        :param dict values: of the fields, as the client sends them; self is the record
            that is changed, or none
        :raise AccessError: one of them is hidden
        """
        for name in self._vn_customer_links:
            value = values.get(name)
            if not self and name not in values:
                value = self.env.context.get(f"default_{name}")
            if isinstance(value, dict):
                value = value.get("id")
            elif isinstance(value, (list, tuple)):
                value = value[0] if value else False
            # sudo: whether it changes
            if value and value != self.sudo()[name].id:
                self._vn_check_links(name, [value])
        for name, value in values.items():
            field = self._fields.get(name)
            if field is None or field.type != "one2many":
                continue
            lines = self.env[field.comodel_name]
            if not hasattr(lines, "_vn_check_form"):
                continue
            for command in value or ():
                if len(command) == 3 and isinstance(command[2], dict):
                    known = command[0] == Command.UPDATE
                    line = lines.browse(command[1] if known else ())
                    line._vn_check_form(command[2])
