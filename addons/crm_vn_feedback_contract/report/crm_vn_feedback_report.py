from odoo import fields, models
from odoo.tools import SQL

#: a view in the database: which products a question is about
PRODUCTS = "crm_vn_feedback_report_product_rel"


class CrmVnFeedbackReport(models.Model):
    _inherit = "crm.vn.feedback.report"
    _depends = {
        "crm.vn.contract.line": ["contract_id", "product_id"],
        "crm.vn.feedback.request": ["res_model", "res_id"],
        "sale.order.line": ["order_id", "product_id"],
    }

    product_ids = fields.Many2many(
        "product.product",
        relation=PRODUCTS,
        column1="question_id",
        column2="product_id",
        string="Products",
        readonly=True,
        help="Of the order or contract that was asked about; a question about several "
        "products counts with each",
    )

    def init(self):
        """Say which products stand in the documents that were asked about."""
        result = super().init()
        self.env.cr.execute(
            SQL(
                """
                CREATE OR REPLACE VIEW %s AS (
                    SELECT r.id AS question_id, l.product_id
                      FROM crm_vn_feedback_request r
                      JOIN sale_order_line l ON l.order_id = r.res_id
                     WHERE r.res_model = 'sale.order' AND l.product_id IS NOT NULL
                           AND l.is_downpayment IS NOT TRUE
                     UNION
                    SELECT r.id, l.product_id
                      FROM crm_vn_feedback_request r
                      JOIN crm_vn_contract_line l ON l.contract_id = r.res_id
                     WHERE r.res_model = 'crm.vn.contract' AND l.product_id IS NOT NULL
                )
                """,
                SQL.identifier(PRODUCTS),
            )
        )
        return result
