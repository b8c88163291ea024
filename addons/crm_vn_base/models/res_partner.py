from odoo import api, models


class ResPartner(models.Model):
    _name = "res.partner"
    _inherit = ["res.partner", "crm.vn.day.mixin"]

    @api.model
    def _vn_customer_documents(self):
        """Return {model: path to the customer} of what a customer is worked on with.

        The addon that brings a model extends it. The path is ``id`` for the customer
        itself, else one or more stored many2one fields, such as ``partner_id`` or
        ``order_id.partner_id``, that end at a contact or a company. Last contact,
        "nothing planned", score, KPI and desk then count what is planned, done and
        said on the document for the customer, and for the company of a contact.

        ::

            def _vn_customer_documents(self):
                documents = super()._vn_customer_documents()
                return {**documents, "repair.order": "partner_id"}
        """
        return {"res.partner": "id", "crm.lead": "partner_id"}

    @api.model
    def _vn_personal_fields(self):
        """Return the names of fields that describe a person, but are no text or date.

        Texts, pictures and dates of a person who is erased are emptied without being
        named; the addon that brings a number about a person extends this.
        """
        return set()

    def _vn_address_line(self):
        """Return the address in one line, without the name of the company.

        Odoo's ``contact_address_inline`` begins with that name, which a screen that
        shows the customer has already.

        :return: text, empty where there is no address
        """
        self.ensure_one()
        lines = self._display_address(without_company=True).splitlines()
        return ", ".join(filter(None, map(str.strip, lines)))
