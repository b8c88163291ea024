from odoo import Command, api, fields, models
from odoo.exceptions import UserError, ValidationError

from .crm_vn_contract_status import OPEN, RUNNING, SIGNED

#: What a signature fixes; an annex changes it
LOCKED_FIELDS = {
    "name",
    "contract_type_id",
    "company_id",
    "partner_id",
    "currency_id",
    "value",
    "signed_date",
    "start_date",
    "end_date",
    "main_contract_id",
    "note",
}


class CrmVnContract(models.Model):
    """Statuses, signature and what a signature locks."""

    _inherit = "crm.vn.contract"
    _vn_engine_fields = (
        "is_signed",
        "status_date",
        "status_user_id",
        "meaning",
        "counts_as_receivable",
    )

    # === Status ===
    status_id = fields.Many2one(
        "crm.vn.contract.status",
        required=True,
        index=True,
        copy=False,
        ondelete="restrict",
        check_company=True,
        tracking=True,
        group_expand="_read_group_expand_full",
        default=lambda self: self._get_default_status(),
    )
    meaning = fields.Selection(related="status_id.meaning", store=True, index=True)
    counts_as_receivable = fields.Boolean(
        related="status_id.counts_as_receivable", store=True
    )
    allowed_status_ids = fields.Many2many(
        "crm.vn.contract.status", compute="_compute_allowed_status_ids"
    )
    status_date = fields.Datetime(string="Status since", copy=False, readonly=True)
    status_user_id = fields.Many2one(
        "res.users", string="Status set by", copy=False, readonly=True
    )
    is_signed = fields.Boolean(
        string="Signed",
        copy=False,
        readonly=True,
        index="btree_not_null",
        help="Number, type, customer, dates, value, lines and files are locked: "
        "they change by an annex",
    )

    @api.depends("status_id", "company_id", "is_signed", "end_date")
    def _compute_allowed_status_ids(self):
        statuses = self.env["crm.vn.contract.status"].search([])
        for contract in self:
            current = contract.status_id
            contract.allowed_status_ids = statuses.filtered(
                lambda status, contract=contract, current=current: (
                    status == current
                    or (
                        status.company_id.id in (False, contract.company_id.id)
                        and (
                            not current.next_status_ids
                            or status in current.next_status_ids
                        )
                        and not contract._get_status_refusal(status)
                    )
                )
            )

    @api.model_create_multi
    def create(self, vals_list):
        contracts = super().create(vals_list)
        contracts._settle({}, created=True)
        return contracts

    def write(self, vals):
        if self._vn_is_engine():
            return super().write(vals)
        if not LOCKED_FIELDS.isdisjoint(vals) or "file_ids" in vals:
            for contract in self.filtered("is_signed"):
                contract._check_unchanged(contract, vals, LOCKED_FIELDS)
                contract._check_files_kept(vals.get("file_ids"))
        if vals.get("status_id"):
            self._check_transition(self._vn_get_linked(vals, "status_id"))
        settles = {"status_id", "start_date", "end_date"} & set(vals)
        before = {contract.id: contract.meaning for contract in self}
        result = super().write(vals)
        if settles:
            self._settle(before)
        return result

    def action_sign(self):
        """Put the contracts into force, signed today where no date is given."""
        for contract in self:
            if contract.is_signed:
                raise UserError(
                    self.env._(
                        "Contract %(contract)s is signed already.",
                        contract=contract.name,
                    )
                )
            contract.status_id = contract._get_status("active")
        return True

    def action_cancel(self):
        for contract in self:
            contract.status_id = contract._get_status("cancelled")
        return True

    def _vn_contract_status_changed(self, old_meaning, new_meaning):
        """Hook: the contracts came from one meaning to another.

        Called once per change after it is written, by the form, an import, the
        API and the expiry cron alike, with all contracts that changed the same
        way. Extend it to start or stop what depends on a contract; call super.

        :param old_meaning: a meaning of ``crm.vn.contract.status``, or False for
            new contracts
        :param new_meaning: the meaning now
        """

    def _vn_get_engine_hint(self, names):
        return self.env._("Signing, statuses, dates and annexes of contracts set it.")

    def _check_unchanged(self, record, vals, locked):
        """Raise when *vals* would change a locked field of this signed contract.

        :param record: the contract or one of its lines
        """
        self.ensure_one()
        for name in locked & set(vals):
            field = record._fields[name]
            new = field.convert_to_cache(vals[name], record)
            old = field.convert_to_cache(record[name], record)
            if new != old:
                label = field.get_description(self.env, ["string"])["string"]
                raise UserError(
                    self.env._(
                        "“%(field)s” of contract %(contract)s can't change: the "
                        "contract is signed. Make an annex instead.",
                        field=label,
                        contract=self.name,
                    )
                )

    def _check_files_kept(self, commands):
        """Raise when *commands* take a file away from this signed contract."""
        self.ensure_one()
        kept = set(self.file_ids.ids)
        for command in commands or []:
            if command[0] == Command.CLEAR:
                kept = set()
            elif command[0] == Command.SET:
                kept &= set(command[2])
            elif command[0] in (Command.UNLINK, Command.DELETE):
                kept.discard(command[1])
        if kept != set(self.file_ids.ids):
            raise UserError(
                self.env._(
                    "The files of contract %(contract)s can't be removed: the "
                    "contract is signed. Add a file instead.",
                    contract=self.name,
                )
            )

    def _check_lines_open(self):
        for contract in self:
            if contract.is_signed and not self._vn_is_engine():
                raise UserError(
                    self.env._(
                        "The lines of contract %(contract)s can't change: the "
                        "contract is signed. Make an annex instead.",
                        contract=contract.name,
                    )
                )

    def _check_transition(self, status):
        """Raise unless these contracts may take *status* now."""
        for contract in self:
            current = contract.status_id
            if status == current:
                continue
            if current.next_status_ids and status not in current.next_status_ids:
                raise UserError(
                    self.env._(
                        "Contract %(contract)s can't go from “%(old)s” to “%(new)s”. "
                        "Allowed next: %(allowed)s.",
                        contract=contract.name,
                        old=current.name,
                        new=status.name,
                        allowed=", ".join(current.next_status_ids.mapped("name")),
                    )
                )
            if contract.is_signed and status.meaning in OPEN:
                raise UserError(
                    self.env._(
                        "Contract %(contract)s is signed: it can't go back to "
                        "“%(new)s”. Cancel it and make a new one, or make an annex.",
                        contract=contract.name,
                        new=status.name,
                    )
                )

    def _get_status_refusal(self, status):
        """Return why the dates or the signature forbid *status*, or False."""
        self.ensure_one()
        if self.is_signed and status.meaning in OPEN:
            return "signed"
        ended = self._is_past_end()
        if status.meaning == "expired" and not ended:
            return "running"
        if status.meaning in RUNNING and ended:
            return "ended"
        return False

    def _settle(self, before, *, created=False):
        """Bring signature, expiry and status into line after a change.

        :param before: {contract id: meaning before}; a missing id is a new one
        :param created: the contracts are new: one that ended meanwhile expires
            instead of being refused
        """
        self._register_signature(created=created)
        for contract in self:
            old = before.get(contract.id)
            if contract.meaning == "expired" and not contract._is_past_end():
                if old == "expired":
                    contract._set_status_as_engine("active")
                    continue
                raise ValidationError(
                    self.env._(
                        "Contract %(contract)s can't be “%(status)s” before its end "
                        "date is past. Correct the end date or choose another status.",
                        contract=contract.name,
                        status=contract.status_id.name,
                    )
                )
            if contract.meaning in RUNNING and contract._is_past_end():
                if not created and old not in RUNNING and old not in OPEN:
                    raise ValidationError(
                        self.env._(
                            "Contract %(contract)s ended on %(date)s: it can't be "
                            "“%(status)s”. Renew it or extend it by an annex.",
                            contract=contract.name,
                            date=contract.end_date,
                            status=contract.status_id.name,
                        )
                    )
                contract._set_status_as_engine("expired")
        self._announce_status(before)

    def _announce_status(self, before):
        """Stamp who changed the status and when, and call the hook."""
        changed = self.filtered(lambda c: before.get(c.id) != c.meaning)
        if not changed:
            return
        changed._vn_as_engine().write(
            {"status_date": fields.Datetime.now(), "status_user_id": self.env.uid}
        )
        groups = changed.grouped(lambda c: (before.get(c.id) or False, c.meaning))
        for (old, new), contracts in groups.items():
            contracts._vn_contract_status_changed(old, new)

    def _register_signature(self, *, created=False):
        """Lock the contracts that came into force just now."""
        dates = {}
        for contract in self:
            if contract.is_signed or contract.meaning not in SIGNED:
                continue
            contract._check_before_signature()
            today = contract.company_id._vn_today()
            start = contract.start_date
            day = contract.signed_date or (
                min(start, today) if created and start else today
            )
            dates.setdefault((day, start or day), []).append(contract.id)
        for (day, start), ids in dates.items():
            self.browse(ids)._vn_as_engine().write(
                {"is_signed": True, "signed_date": day, "start_date": start}
            )

    def _check_before_signature(self):
        """Raise when this contract can't be signed as it stands. To be extended."""
        self.ensure_one()

    def _set_status_as_engine(self, meaning):
        self._vn_as_engine().write({"status_id": self._get_status(meaning).id})

    @api.model
    def _get_default_status(self):
        return self.env["crm.vn.contract.status"]._get_by_meaning(
            "draft", self.env.company
        )

    def _get_status(self, meaning):
        """Return the status of a meaning that this contract would get.

        The allowed next ones come first.

        :raise UserError: no status has this meaning
        """
        self.ensure_one()
        allowed = self.status_id.next_status_ids.filtered(
            lambda s: (
                s.meaning == meaning and s.company_id.id in (False, self.company_id.id)
            )
        )
        status = allowed[:1] or self.env["crm.vn.contract.status"]._get_by_meaning(
            meaning, self.company_id
        )
        if not status:
            labels = dict(self._fields["meaning"]._description_selection(self.env))
            raise UserError(
                self.env._(
                    "No contract status means “%(meaning)s” in %(company)s. "
                    "Add one in the configuration of contracts.",
                    meaning=labels[meaning],
                    company=self.company_id.name,
                )
            )
        return status
