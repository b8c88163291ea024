from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL


class ResCompany(models.Model):
    _inherit = "res.company"

    # === Customer code ===
    vn_code_prefix = fields.Char(
        string="Prefix of customer codes",
        default="KH",
        help="May hold %(year)s, %(y)s, %(month)s and %(day)s",
    )
    vn_code_padding = fields.Integer(
        string="Digits of customer codes",
        default=5,
        help="Shorter numbers are filled up with zeros",
    )
    vn_code_sequence_id = fields.Many2one(
        "ir.sequence", string="Sequence of customer codes", copy=False, readonly=True
    )

    # === Customer form ===
    vn_required_at_entry = fields.Boolean(
        string="Source, group and relationship are mandatory",
        help="People have to fill them in in the customer form; imports, the website "
        "and other systems are not stopped",
    )

    # === Work ===
    vn_deputy_user_id = fields.Many2one(
        "res.users",
        string="Stands in when nobody is in charge",
        domain="[('share', '=', False)]",
        help="Gets care, documents and reminders of customers whose owner, salesperson "
        "and team leader are not active salespeople; empty: they stay nobody's, and "
        "are listed as such",
    )

    _check_vn_code_padding = models.Constraint(
        "CHECK (vn_code_padding BETWEEN 0 AND 20)",
        "A customer code has between 0 and 20 digits.",
    )

    @api.constrains("vn_code_prefix")
    def _check_vn_code_prefix(self):
        for company in self:
            company._check_vn_code_pattern()

    def _check_vn_code_pattern(self):
        try:
            self.env["ir.sequence"].new(
                {"prefix": self.vn_code_prefix, "padding": 1}
            ).get_next_char(1)
        except (UserError, TypeError, ValueError) as error:
            raise ValidationError(
                self.env._(
                    "%(prefix)s can't be the prefix of the customer codes of "
                    "%(company)s: of the placeholders only those of dates are "
                    "known, such as %%(year)s.",
                    prefix=self.vn_code_prefix,
                    company=self.name,
                )
            ) from error

    def write(self, vals):
        result = super().write(vals)
        if {"vn_code_prefix", "vn_code_padding"} & vals.keys():
            for company in self.filtered("vn_code_sequence_id"):
                # sudo: the sequence belongs to the setting just written
                company.sudo().vn_code_sequence_id.write(
                    company._vn_prepare_code_sequence()
                )
        return result

    def _vn_prepare_code_sequence(self):
        return {
            "name": self.env._("Customer code of %(company)s", company=self.name),
            "code": "crm.vn.customer.code",
            "prefix": self.vn_code_prefix or "",
            "padding": self.vn_code_padding,
            "company_id": self.id,
        }

    def _vn_next_codes(self, count=1):
        """Take the next free customer codes of the company.

        Codes that a partner has already, of whichever company, are passed over.

        :param count: how many
        :return: list of *count* different codes
        """
        self.ensure_one()
        # sudo: salespeople give codes without any right on sequences
        company = self.sudo()
        if not company.vn_code_sequence_id:
            company.vn_code_sequence_id = (
                self.env["ir.sequence"]
                .sudo()
                .create(company._vn_prepare_code_sequence())
            )
        sequence = company.vn_code_sequence_id
        codes = []
        while len(codes) < count:
            codes += self._vn_draw_codes(sequence, count - len(codes))
        return codes

    @api.model
    def _vn_draw_codes(self, sequence, count):
        """Take *count* numbers of *sequence* and return the codes that are free.

        Numbers are filled up as ``ir.sequence.get_next_char`` does. Numbers and
        partners are asked for at once: leads are converted one by one.
        """
        prefix, suffix = sequence._get_prefix_suffix()
        self.env["res.partner"].flush_model(["ref"])
        rows = self.env.execute_query(
            SQL(
                """
                  WITH drawn AS MATERIALIZED (
                       SELECT nextval(%(sequence)s)::text AS number
                         FROM generate_series(1, %(count)s)
                       ),
                       code AS MATERIALIZED (
                       SELECT %(prefix)s::text
                              || lpad(
                                     number, greatest(%(padding)s, length(number)), '0'
                                 )
                              || %(suffix)s::text AS code
                         FROM drawn
                       )
                SELECT code
                  FROM code
                 WHERE NOT EXISTS (
                           SELECT FROM res_partner WHERE lower(ref) = lower(code)
                       )
                """,
                sequence=f"ir_sequence_{sequence.id:03d}",
                count=count,
                prefix=prefix,
                padding=sequence.padding,
                suffix=suffix,
            )
        )
        # one by one the sequence would have given them in order
        return sorted((code for (code,) in rows), key=lambda code: (len(code), code))
