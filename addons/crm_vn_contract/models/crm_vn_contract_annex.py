from odoo import Command, api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import format_date, formatLang

from ..tools.terms import continuity_days
from .crm_vn_contract_status import RUNNING, SIGNED

#: Nothing is in force any more, whatever the dates say
OVER = ("closed", "cancelled")


class CrmVnContract(models.Model):
    """Annexes: how a signed contract changes."""

    _inherit = "crm.vn.contract"
    _vn_engine_fields = ("is_end_moved", "original_end_date")

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

    @api.readonly
    def action_view_annexes(self):
        return self.annex_ids._get_open_action(self.env._("Annexes"))

    @api.readonly
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
        # sudo: the state of a colleague's contract, nothing else of it
        main = self.sudo().main_contract_id
        if main.meaning in OVER:
            raise UserError(
                self.env._(
                    "Annex %(annex)s can't be signed: contract %(contract)s is over "
                    "(%(status)s).",
                    annex=self.name,
                    contract=main.name,
                    status=main.status_id.name,
                )
            )
        return result

    def _check_renewals_follow(self):
        """Raise when this contract's end leaves its signed renewals behind.

        Days without a contract, or with two, need the same acceptance wherever they
        come from: a renewal's dates, an annex signed, an annex taken back.
        """
        for renewal in self.renewal_ids:
            days = continuity_days(self.end_date, renewal.start_date or self.end_date)
            if renewal.meaning in SIGNED and days and not renewal.is_gap_accepted:
                raise UserError(
                    self.env._(
                        "The annexes of %(contract)s move its end to %(end)s, but "
                        "%(renewal)s, signed already, renews it from %(start)s on. "
                        "Correct the end date, or tick “Gap or overlap accepted” on "
                        "%(renewal)s.",
                        contract=self.name,
                        end=format_date(self.env, self.end_date),
                        renewal=renewal.name,
                        start=format_date(self.env, renewal.start_date),
                    )
                )

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
        # An annex goes the way of its contract, whoever owns it
        self.sudo()._carry_annexes(old_meaning, new_meaning)
        self.main_contract_id._apply_annexes()
        return result

    def _carry_annexes(self, old_meaning, new_meaning):
        """Give the annexes of these contracts the status that ends or revives them.

        What ends the contract ends them; what comes back with the contract is what
        went with it: annexes that expired by a date of their own stay expired.
        """
        for contract in self.filtered("annex_ids"):
            annexes = contract.annex_ids.filtered(
                lambda annex, old=old_meaning, new=new_meaning: annex._goes_with(
                    old, new
                )
            )
            if not annexes:
                continue
            before = {annex.id: annex.meaning for annex in annexes}
            for annex in annexes:
                annex._set_status_as_engine(new_meaning)
            annexes._announce_status(before)

    def _goes_with(self, old_meaning, new_meaning):
        """Say whether this annex changes when its contract changes like this."""
        self.ensure_one()
        if new_meaning in OVER:
            return self.meaning in SIGNED and self.meaning != new_meaning
        if new_meaning == "expired":
            return self.meaning in RUNNING
        if new_meaning == "suspended":
            return self.meaning == "active"
        came_back = new_meaning == "active" and old_meaning in ("suspended", "expired")
        return came_back and self.meaning == old_meaning and not self._is_past_end()

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
            end = annexes[-1:].end_date or original
            before = {contract.id: contract.meaning}
            changes = end != contract.end_date
            contract._vn_as_engine().write(
                {
                    "end_date": end,
                    "original_end_date": original if annexes else False,
                    "is_end_moved": bool(annexes),
                }
            )
            if changes and end:
                contract._check_renewals_follow()
            contract._settle(before)

    # === What a renewal carries on ===
    def _get_carried_annexes(self):
        """Return the annexes whose value a renewal of this contract carries on."""
        self.ensure_one()
        # sudo: what a contract is worth is its owner's to know, whoever of the
        # colleagues made the annex; values and lines only are carried over
        return self.sudo().annex_ids.filtered(
            lambda annex: annex.meaning in SIGNED and (annex.line_ids or annex.value)
        )

    def _prepare_renewal_lines(self):
        """Return the commands of a renewal's lines: the contract's, its annexes'.

        Each line of an annex says which one it comes from. What is worth something
        without lines becomes a line, so that their sum is the value with annexes.
        """
        self.ensure_one()
        annexes = self._get_carried_annexes()
        if not annexes:
            return self._prepare_line_commands()
        values_list = []
        for part in self | annexes:
            values_list += part._prepare_carried_lines(self)
        return [
            Command.create({**values, "sequence": 10 * number})
            for number, values in enumerate(values_list, 1)
        ]

    def _prepare_carried_lines(self, main):
        """Return the values of this contract's or annex's lines in a renewal.

        :param main: the contract that is renewed; in its currency
        """
        self.ensure_one()
        rate = self._convert_to(main, 1.0, rounded=False)
        if not self.line_ids:
            if not self.value:
                return []
            text = self.env._("Value of %(contract)s", contract=self.display_name)
            return [{"name": text, "price_unit": self._convert_to(main, self.value)}]
        values_list = self.line_ids.copy_data()
        for line, values in zip(self.line_ids, values_list, strict=True):
            # said, so that the new contract's currency computes nothing anew
            values["price_unit"] = line.price_unit * rate
            if self != main:
                values["name"] = self.env._(
                    "%(line)s (annex %(annex)s)", line=line.name, annex=self.name
                )
        return values_list

    def _convert_to(self, main, amount, *, rounded=True):
        """Return an amount of this annex in the currency of its contract."""
        self.ensure_one()
        return self.currency_id._convert(
            amount,
            main.currency_id,
            main.company_id,
            self.signed_date or main.company_id._vn_today(),
            round=rounded,
        )

    def _log_carried_value(self, renewal):
        """Say on a new renewal what its value is made of, where there are annexes."""
        self.ensure_one()
        annexes = self._get_carried_annexes()
        if not annexes:
            return
        parts = [
            self.env._(
                "%(contract)s: %(value)s",
                contract=part.name,
                value=formatLang(
                    self.env,
                    part._convert_to(self, part.value),
                    currency_obj=self.currency_id,
                ),
            )
            for part in self | annexes
        ]
        renewal._message_log(
            body=self.env._(
                "Value of the contract and its annexes in force: %(parts)s.",
                parts="; ".join(parts),
            )
        )
