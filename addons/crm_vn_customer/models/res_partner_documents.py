"""Whose is this document? The one answer, which every addon extends and asks."""

from odoo import api, models
from odoo.exceptions import MissingError
from odoo.tools import SQL


class ResPartner(models.Model):
    _inherit = "res.partner"

    @api.model
    def _vn_customer_events(self):
        """Return {name: event} of what customers do, beside activities.

        An event is a dict: ``label`` (for people), ``model``, ``partner`` (its
        many2one to a contact), ``date`` (its date or datetime field), ``domain``
        (which records are such an event). The addon that brings the model extends it.
        """
        return {}

    @api.model
    def _vn_get_customers(self, model, ids):
        """Return {id of a document: its customer}; without those that have none.

        As superuser: ask for the access to a customer before showing it.

        :param str model: a model of :meth:`_vn_customer_documents`
        :param ids: ids of documents, also of deleted ones
        """
        path = self._vn_customer_documents()[model]
        # sudo: whose document it is decides what is kept for whom, nothing is shown
        documents = self.env[model].sudo().browse(ids)
        if path == "id":
            return {document.id: document for document in documents}
        try:
            found = {document.id: document.mapped(path) for document in documents}
        except MissingError:
            found = {
                document.id: document.mapped(path) for document in documents.exists()
            }
        return {id_: customer for id_, customer in found.items() if customer}

    @api.model
    def _vn_link_customer(self, model, column, alias="doc"):
        """Return the JOINs from a document, and the column of its customer's id.

        ::

            joins, customer = self._vn_link_customer("crm.lead", SQL("a.res_id"))
            SQL("SELECT %s FROM mail_activity a %s", customer, joins)

        :param str model: a model of :meth:`_vn_customer_documents`
        :param SQL column: where the id of the document stands
        :param str alias: what the tables that are joined are called, with a number
        """
        path = self._vn_customer_documents()[model]
        joins = []
        Document = self.env[model]
        for position, name in enumerate(path.split(".") if path != "id" else ()):
            table = f"{alias}{position}"
            joins.append(
                SQL(
                    "JOIN %s %s ON %s = %s",
                    SQL.identifier(Document._table),
                    SQL.identifier(table),
                    SQL.identifier(table, "id"),
                    column,
                )
            )
            column = SQL.identifier(table, name)
            Document = self.env[Document._fields[name].comodel_name]
        return SQL(" ").join(joins), column

    @api.model
    def _vn_flush_documents(self):
        """Write what is pending to the columns that `_vn_link_customer` reads."""
        self.env["res.partner"].flush_model(["commercial_partner_id"])
        for model, path in self._vn_customer_documents().items():
            Document = self.env[model]
            for name in path.split(".") if path != "id" else ():
                Document.flush_model([name])
                Document = self.env[Document._fields[name].comodel_name]
