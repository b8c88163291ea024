from odoo import api, fields, models


class CrmVnKpiFactMixin(models.AbstractModel):
    """A read-only list of events that are counted, each opening its document.

    Reading the documents themselves would check the access to each of them, one by
    one; a list has plain rules: one's own events, or everybody's.
    """

    _name = "crm.vn.kpi.fact.mixin"
    _description = "Counted events"
    _auto = False
    _order = "date desc, id desc"
    _rec_name = "res_name"

    date = fields.Datetime(readonly=True)
    user_id = fields.Many2one("res.users", string="Person", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    res_model = fields.Char(
        string="Document model", readonly=True, export_string_translation=False
    )
    res_id = fields.Many2oneReference(
        string="Document ID", model_field="res_model", readonly=True, aggregator=None
    )
    res_name = fields.Char(string="Document", compute="_compute_res_name")

    @api.depends("res_model", "res_id")
    def _compute_res_name(self):
        """Name the document to those who may read it."""
        for model, facts in self.grouped("res_model").items():
            names = {}
            if model in self.env:
                documents = self.env[model].browse(facts.mapped("res_id")).exists()
                for document in documents._filtered_access("read"):
                    names[document.id] = document.display_name
            for fact in facts:
                fact.res_name = names.get(fact.res_id, False)

    @api.model
    def _get_document_models(self):
        """Return the models whose events count: the documents of customers."""
        return list(self.env["res.partner"]._vn_customer_documents())

    @api.readonly
    def action_open_document(self):
        """Open the document that the event is about."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self.res_model,
            "res_id": self.res_id,
            "views": [[False, "form"]],
        }
