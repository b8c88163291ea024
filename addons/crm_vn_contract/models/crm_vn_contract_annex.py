from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import format_date

from ..tools.terms import continuity_days
from .crm_vn_contract_status import SIGNED


class CrmVnContract(models.Model):
    """Annexes: how a signed contract changes."""

    _inherit = "crm.vn.contract"

    # === Annexes ===
    main_contract_id = fields.Many2one(
        "crm.vn.contract",
        string="Annex of",
        index="btree_not_null",
        check_company=True,
        tracking=True,
        ondelete="restrict",
        domain="[('is_annex', '=', False), ('is_signed', '=', True)]",
    )
    annex_ids = fields.One2many("crm.vn.contract", "main_contract_id", string="Annexes")
    annex_count = fields.Integer(
        string="Number of annexes", compute="_compute_annex_count"
    )
    is_end_moved = fields.Boolean(string="End date by annex", readonly=True, copy=False)
    original_end_date = fields.Date(
        string="End date as signed", readonly=True, copy=False
    )
    total_value = fields.Monetary(
        string="Value with annexes", compute="_compute_total_value"
    )

    @api.depends("annex_ids")
    def _compute_annex_count(self):
        for contract in self:
            contract.annex_count = len(contract.annex_ids)

    @api.depends("value", "annex_ids.value", "annex_ids.meaning", "currency_id")
    def _compute_total_value(self):
        for contract in self:
            today = contract.company_id._vn_today()
            total = contract.value
            for annex in contract.annex_ids:
                if annex.meaning in SIGNED:
                    total += annex.currency_id._convert(
                        annex.value,
                        contract.currency_id,
                        contract.company_id,
                        annex.signed_date or today,
                    )
            contract.total_value = total

    @api.constrains("main_contract_id", "contract_type_id", "partner_id")
    def _check_main_contract_id(self):
        for contract in self:
            main = contract.main_contract_id
            if contract.is_annex and not main:
                raise ValidationError(
                    self.env._(
                        "%(contract)s is an annex: say which contract it changes.",
                        contract=contract.name,
                    )
                )
            if main and not contract.is_annex:
                raise ValidationError(
                    self.env._(
                        "%(contract)s changes contract %(main)s: its type must be "
                        "an annex type.",
                        contract=contract.name,
                        main=main.name,
                    )
                )
            if main and (
                main.is_annex
                or main.commercial_partner_id != contract.commercial_partner_id
            ):
                raise ValidationError(
                    self.env._(
                        "Annex %(annex)s can't change %(main)s: choose a contract of "
                        "the same customer that is not an annex itself.",
                        annex=contract.name,
                        main=main.name,
                    )
                )

    # constraints are checked as superuser, who may write every contract
    @api.model_create_multi
    def create(self, vals_list):
        contracts = super().create(vals_list)
        contracts._check_may_change_main()
        contracts._check_may_renew()
        return contracts

    def write(self, vals):
        result = super().write(vals)
        if "main_contract_id" in vals:
            self._check_may_change_main()
        if "previous_id" in vals:
            self._check_may_renew()
        return result

    def _check_may_change_main(self):
        """An annex changes its contract: only who may write that one makes it."""
        if not self.env.su:
            self.main_contract_id.check_access("write")

    def action_view_annexes(self):
        return self.annex_ids._get_open_action(self.env._("Annexes"))

    def action_make_annex(self):
        """Open the form of a new annex of this contract."""
        self.ensure_one()
        if not self.is_signed or self.is_annex:
            raise UserError(
                self.env._(
                    "Contract %(contract)s is not a signed contract: only those are "
                    "changed by an annex.",
                    contract=self.name,
                )
            )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Annex of %(contract)s", contract=self.name),
            "res_model": self._name,
            "view_mode": "form",
            "context": {
                f"default_{name}": value
                for name, value in self._prepare_annex().items()
            },
        }

    def _check_before_signature(self):
        result = super()._check_before_signature()
        self._check_may_change_main()
        if not (self.main_contract_id and self.end_date):
            return result
        # sudo: the number and first day of a colleague's contract, nothing else of it
        for renewal in self.sudo().main_contract_id.renewal_ids:
            days = continuity_days(self.end_date, renewal.start_date or self.end_date)
            if renewal.meaning in SIGNED and days and not renewal.is_gap_accepted:
                raise UserError(
                    self.env._(
                        "Annex %(annex)s moves the end of %(contract)s to %(end)s, but "
                        "%(renewal)s, signed already, renews it from %(start)s on. "
                        "Correct the end date, or tick “Gap or overlap accepted” on "
                        "%(renewal)s.",
                        annex=self.name,
                        contract=self.main_contract_id.name,
                        end=format_date(self.env, self.end_date),
                        renewal=renewal.name,
                        start=format_date(self.env, renewal.start_date),
                    )
                )
        return result

    def _prepare_annex(self):
        """Return the values that a new annex of this contract starts from."""
        self.ensure_one()
        annex_type = self.env["crm.vn.contract.type"].search(
            [
                ("is_annex", "=", True),
                ("company_id", "in", [False, self.company_id.id]),
            ],
            limit=1,
        )
        return {
            "main_contract_id": self.id,
            "contract_type_id": annex_type.id,
            "company_id": self.company_id.id,
            "partner_id": self.partner_id.id,
            "user_id": self.user_id.id,
            "currency_id": self.currency_id.id,
        }

    def _vn_contract_status_changed(self, old_meaning, new_meaning):
        result = super()._vn_contract_status_changed(old_meaning, new_meaning)
        if {old_meaning, new_meaning} & set(SIGNED):
            self._check_may_change_main()
        self.main_contract_id._apply_annexes()
        return result

    def _apply_annexes(self):
        """Set the end dates to what the signed annexes say, else as signed."""
        # sudo: who signs an annex may write its contract, that was checked; only the
        # end date is written, which belongs to the engine
        for contract in self.sudo():
            annexes = contract.annex_ids.filtered(
                lambda a: a.meaning in SIGNED and a.end_date
            ).sorted(lambda a: (a.signed_date, a.id))
            if not annexes and not contract.is_end_moved:
                continue
            moved = contract.is_end_moved
            original = contract.original_end_date if moved else contract.end_date
            before = {contract.id: contract.meaning}
            contract._as_engine().write(
                {
                    "end_date": annexes[-1:].end_date or original,
                    "original_end_date": original if annexes else False,
                    "is_end_moved": bool(annexes),
                }
            )
            contract._settle(before)
