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
                    company._prepare_vn_code_sequence()
                )
        return result

    def _prepare_vn_code_sequence(self):
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
        # sudo: salespeople give codes without any right on sequences, and a code is
        # taken even if its owner can't be read
        company = self.sudo()
        if not company.vn_code_sequence_id:
            company.vn_code_sequence_id = (
                self.env["ir.sequence"]
                .sudo()
                .create(company._prepare_vn_code_sequence())
            )
        sequence = company.vn_code_sequence_id
        # sudo: codes of unreadable customers are taken too; only free ones are said
        Partner = self.env["res.partner"].sudo()
        codes = []
        while len(codes) < count:
            numbers = self.env.execute_query(
                SQL(
                    "SELECT nextval(%s) FROM generate_series(1, %s)",
                    f"ir_sequence_{sequence.id:03d}",
                    count - len(codes),
                )
            )
            drawn = [sequence.get_next_char(number) for (number,) in numbers]
            taken = Partner._vn_taken_codes(drawn)
            codes += [code for code in drawn if code.lower() not in taken]
        return codes
