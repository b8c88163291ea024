from odoo import api, models, tools
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

    #: many2one fields, to a customer or another record, that people fill in; what the
    #: system fills in is left out of a form without being named here
    _vn_customer_links = ("partner_id",)

    @api.model
    def default_get(self, fields):
        """Let no context and no saved default name somebody hidden."""
        values = super().default_get(fields)
        if not self.env.su:
            for name in self._vn_get_links() & values.keys():
                if not self._vn_may_name(name, values[name]):
                    del values[name]
        return values

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
            values = self._vn_check_form(values)
        return super().onchange(values, field_names, fields_spec)

    @api.model
    @tools.ormcache()
    def _vn_get_links(self):
        """Return the names of the many2one fields that name somebody.

        Customers, their documents, what is planned, and what of ours names people: a
        customer, or those who follow it.
        """
        documents = self.env["res.partner"]._vn_customer_documents()

        def tells(model):
            return model._name in ("mail.activity", *documents) or (
                model._name.startswith("crm.vn.")
                and any(f.comodel_name == "res.partner" for f in model._fields.values())
            )

        return frozenset(self._vn_customer_links) | {
            field.name
            for field in self._fields.values()
            if field.type == "many2one" and tells(self.env[field.comodel_name])
        }

    @api.model
    def _vn_may_name(self, name, res_id):
        """Tell whether the user may read what a field is to name; nothing is read."""
        linked = self.env[self._fields[name].comodel_name]
        return not isinstance(res_id, int) or linked.browse(res_id).has_access("read")

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
        :return: the values; what people don't fill in and may not read is as it was
        :raise AccessError: one that people fill in is hidden
        """
        values = dict(values)
        for name in self._vn_get_links():
            filled = name in self._vn_customer_links
            value = values.get(name)
            if filled and not self and name not in values:
                value = self.env.context.get(f"default_{name}")
            if isinstance(value, dict):
                value = value.get("id")
            elif isinstance(value, (list, tuple)):
                value = value[0] if value else False
            # sudo: whether it changes
            if not value or value == (known := self.sudo()[name].id):
                continue
            if filled:
                self._vn_check_links(name, [value])
            elif not self._vn_may_name(name, value):
                values[name] = known
        for name, value in values.items():
            field = self._fields.get(name)
            if field is not None and field.type == "one2many":
                values[name] = self._vn_check_lines(field, value)
        return values

    def _vn_check_lines(self, field, commands):
        """Return the commands of a one2many field, checked as the form is."""
        lines = self.env[field.comodel_name]
        if not hasattr(lines, "_vn_check_form"):
            return commands
        checked = []
        for command in commands or ():
            if len(command) == 3 and isinstance(command[2], dict):
                line = lines.browse(command[1] if command[0] == Command.UPDATE else ())
                command = (*command[:2], line._vn_check_form(command[2]))
            checked.append(command)
        return checked
