from odoo import Command, api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from ..tools.terms import continuity_days, renewed_term
from .crm_vn_contract_status import SIGNED


class CrmVnContract(models.Model):
    """Renewal chain, and the rate of renewals."""

    _inherit = "crm.vn.contract"
    _vn_engine_fields = (
        "is_due",
        "is_renewed",
        "due_count",
        "renewed_count",
        "renewal_rate",
    )

    # === Renewal ===
    previous_id = fields.Many2one(
        "crm.vn.contract",
        string="Renews",
        index="btree_not_null",
        copy=False,
        tracking=True,
        check_company=True,
        ondelete="restrict",
        domain="[('is_annex', '=', False), ('is_signed', '=', True)]",
        help="The earlier contract that this one renews",
    )
    renewal_ids = fields.One2many("crm.vn.contract", "previous_id", string="Renewals")
    renewal_count = fields.Integer(
        string="Number of renewals", compute="_compute_renewal_count"
    )
    continuity_days = fields.Integer(
        string="Days between",
        compute="_compute_continuity_days",
        help="Days without a contract since the one it renews; "
        "less than 0: days with both",
    )
    is_gap_accepted = fields.Boolean(
        string="Gap or overlap accepted",
        copy=False,
        tracking=True,
        help="The days between the two contracts, or the days they share, are meant",
    )

    # === Renewal rate ===
    is_due = fields.Boolean(
        string="Due for renewal",
        compute="_compute_is_due",
        store=True,
        help="Signed, with an end date, of a type to be renewed, not cancelled: "
        "counts as due in the period of its end date",
    )
    is_renewed = fields.Boolean(
        string="Renewed",
        compute="_compute_is_renewed",
        store=True,
        help="A signed contract that was not cancelled renews this one",
    )
    due_count = fields.Integer(
        string="Due", compute="_compute_renewal_rate", store=True
    )
    renewed_count = fields.Integer(
        string="Renewed of due", compute="_compute_renewal_rate", store=True
    )
    renewal_rate = fields.Float(
        string="Renewal rate (%)",
        digits=(16, 1),
        compute="_compute_renewal_rate",
        store=True,
        aggregator="avg",
        help="Renewed of the contracts due, by the period of their end date",
    )

    @api.depends("renewal_ids")
    def _compute_renewal_count(self):
        for contract in self:
            contract.renewal_count = len(contract.renewal_ids)

    @api.depends("previous_id.end_date", "start_date")
    def _compute_continuity_days(self):
        for contract in self:
            previous_end = contract.previous_id.end_date
            contract.continuity_days = (
                continuity_days(previous_end, contract.start_date)
                if previous_end and contract.start_date
                else 0
            )

    @api.depends(
        "is_signed", "meaning", "end_date", "is_annex", "contract_type_id.is_renewable"
    )
    def _compute_is_due(self):
        for contract in self:
            contract.is_due = bool(
                contract.is_signed
                and contract.meaning in SIGNED
                and contract.end_date
                and contract.contract_type_id.is_renewable
                and not contract.is_annex
            )

    @api.depends("renewal_ids.is_signed", "renewal_ids.meaning")
    def _compute_is_renewed(self):
        for contract in self:
            contract.is_renewed = any(
                renewal.is_signed and renewal.meaning in SIGNED
                for renewal in contract.renewal_ids
            )

    @api.depends("is_due", "is_renewed")
    def _compute_renewal_rate(self):
        for contract in self:
            contract.due_count = int(contract.is_due)
            contract.renewed_count = int(contract.is_due and contract.is_renewed)
            contract.renewal_rate = 100.0 * contract.renewed_count

    @api.constrains("previous_id")
    def _check_previous_id(self):
        if self._has_cycle("previous_id"):
            raise ValidationError(
                self.env._(
                    "A contract can't renew itself, nor one that renews it. "
                    "Correct “Renews” of %(contracts)s.",
                    contracts=", ".join(self.mapped("name")),
                )
            )
        for contract in self:
            if contract.previous_id.is_annex:
                raise ValidationError(
                    self.env._(
                        "Contract %(contract)s can't renew the annex %(annex)s: "
                        "choose the contract of that annex.",
                        contract=contract.name,
                        annex=contract.previous_id.name,
                    )
                )

    def _check_may_renew(self):
        """Who renews a contract may read it: it is counted as renewed."""
        if not self.env.su:
            self.previous_id.check_access("read")

    @api.ondelete(at_uninstall=False)
    def _unlink_except_continued(self):
        for contract in self:
            for other in (contract.renewal_ids | contract.annex_ids) - self:
                raise UserError(
                    self.env._(
                        "Contract %(contract)s can't be deleted: %(other)s renews or "
                        "changes it. Delete that one first.",
                        contract=contract.name,
                        other=other.name,
                    )
                )

    def action_renew(self):
        """Return the contracts that follow these, made where there is none yet.

        The new contract starts the day after the old one ends and is as long; its
        owner and people to remind are copied, its lines are those of the contract and
        of its annexes in force. A renewal that was not cancelled is returned instead
        of making a second one.

        :raise UserError: the contract was not signed, was cancelled, is an annex,
            or has no end date
        """
        renewals = self.browse()
        for contract in self:
            contract._check_renewable()
            known = contract.renewal_ids.filtered(lambda c: c.meaning != "cancelled")
            renewal = known[:1]
            if not renewal:
                renewal = self.create(contract._prepare_renewal())
                contract._log_carried_value(renewal)
            renewals += renewal
        return renewals

    def action_open_renewal(self):
        """Renew, and open what came of it."""
        return self.action_renew()._get_open_action(self.env._("Renewals"))

    @api.readonly
    def action_view_renewals(self):
        return self.renewal_ids._get_open_action(self.env._("Renewals"))

    def _prepare_renewal(self):
        """Return the values of the contract that renews this one."""
        self.ensure_one()
        start, end = renewed_term(self.start_date, self.end_date)
        owner, _step = self.partner_id._vn_responsible(self, first="salesperson")
        owner = owner or self.env.user._vn_at_work(self.company_id)
        lines = self._prepare_renewal_lines()
        # with lines, the value is their sum
        value = {} if lines else {"value": self.value}
        return {
            **value,
            "title": self.title,
            "previous_id": self.id,
            "company_id": self.company_id.id,
            "contract_type_id": self.contract_type_id._get_renewal_type(
                self.company_id
            ).id,
            "partner_id": self.partner_id.id,
            "user_id": owner.id,
            "reminder_user_ids": [Command.set(self.reminder_user_ids.ids)],
            "currency_id": self.currency_id.id,
            "start_date": start,
            "end_date": end,
            "note": self.note,
            "line_ids": lines,
            "status_id": self._get_first_status().id,
        }

    def _check_renewable(self):
        self.ensure_one()
        if not self.is_signed or self.meaning == "cancelled":
            raise UserError(
                self.env._(
                    "Contract %(contract)s can't be renewed: it was not signed or "
                    "was cancelled.",
                    contract=self.name,
                )
            )
        if self.is_annex:
            raise UserError(
                self.env._(
                    "%(annex)s is an annex: renew its contract %(contract)s.",
                    annex=self.name,
                    contract=self.main_contract_id.name,
                )
            )
        if not self.end_date:
            raise UserError(
                self.env._(
                    "Contract %(contract)s has no end date: it goes on without "
                    "a renewal.",
                    contract=self.name,
                )
            )

    def _check_before_signature(self):
        result = super()._check_before_signature()
        if self.previous_id and self.continuity_days and not self.is_gap_accepted:
            raise UserError(
                self.env._(
                    "Contract %(contract)s starts on %(start)s, but %(previous)s, "
                    "which it renews, ends on %(end)s: %(days)s days between them. "
                    "Correct the start date, or tick “Gap or overlap accepted”.",
                    contract=self.name,
                    start=self.start_date,
                    previous=self.previous_id.name,
                    end=self.previous_id.end_date,
                    days=self.continuity_days,
                )
            )
        twin = self._get_twin_renewal()
        if twin and not self.is_gap_accepted:
            raise UserError(
                self.env._(
                    "Contract %(contract)s shares days with %(twin)s, which renews "
                    "%(previous)s too and is signed. Correct the dates, or tick “Gap "
                    "or overlap accepted”.",
                    contract=self.name,
                    twin=twin.name,
                    previous=self.previous_id.name,
                )
            )
        return result

    def _get_twin_renewal(self):
        """Return a signed renewal of the same contract with days in common."""
        self.ensure_one()
        start = self.start_date or self.company_id._vn_today()
        # sudo: the number of a colleague's contract is told, nothing else of it
        return self.sudo().previous_id.renewal_ids.filtered(
            lambda other: (
                other != self
                and other.meaning in SIGNED
                and (not self.end_date or other.start_date <= self.end_date)
                and (not other.end_date or other.end_date >= start)
            )
        )[:1]

    def _get_first_status(self):
        return self.env["crm.vn.contract.status"]._get_by_meaning(
            "draft", self.company_id
        )

    def _get_open_action(self, name):
        """Return the action that opens these contracts."""
        action = {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": self._name,
            "view_mode": "list,form",
            "domain": [("id", "in", self.ids)],
        }
        if len(self) == 1:
            action.update(view_mode="form", res_id=self.id)
        return action

    @api.model
    def _get_due_domain(self, date_from, date_to):
        """Return the domain of the contracts due for renewal in a period.

        A contract is due in the period of its last day.

        :param date_from: first day
        :param date_to: last day, part of the period
        """
        return Domain(
            [
                ("is_due", "=", True),
                ("end_date", ">=", date_from),
                ("end_date", "<=", date_to),
            ]
        )

    @api.model
    def _get_renewed_domain(self, date_from, date_to):
        """Return the domain of the due contracts that were renewed."""
        return self._get_due_domain(date_from, date_to) & Domain(
            "is_renewed", "=", True
        )
