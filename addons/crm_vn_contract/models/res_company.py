from odoo import api, models

SEQUENCE_CODE = "crm.vn.contract"


class ResCompany(models.Model):
    _inherit = "res.company"

    @api.model_create_multi
    def create(self, vals_list):
        companies = super().create(vals_list)
        companies._vn_create_contract_sequence()
        return companies

    def _vn_create_contract_sequence(self):
        """Give each company a contract series of its own where it has none."""
        # Number series are the system's; whoever makes a company gets one.
        sequences = self.env["ir.sequence"].sudo()
        known = sequences.search(
            [("code", "=", SEQUENCE_CODE), ("company_id", "in", self.ids)]
        ).company_id
        return sequences.create(
            [
                {
                    "name": self.env._(
                        "Contracts of %(company)s", company=company.name
                    ),
                    "code": SEQUENCE_CODE,
                    "company_id": company.id,
                    "prefix": "HD/%(range_year)s/",
                    "padding": 5,
                    "use_date_range": True,
                }
                for company in self - known
            ]
        )

    def _vn_next_contract_number(self, day=None):
        """Return the next number of the company's contract series.

        :param date day: the day that decides the year in the number; today when
            not given
        """
        self.ensure_one()
        # Drawing a number needs no right on the series itself.
        sequences = self.env["ir.sequence"].sudo()
        sequence = (
            sequences.search(
                [("code", "=", SEQUENCE_CODE), ("company_id", "=", self.id)], limit=1
            )
            or self._vn_create_contract_sequence()
        )
        return sequence.next_by_id(sequence_date=day or self._vn_today())
