from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.crm_vn_base.models.crm_vn_condition_mixin import FAULTS


class CrmVnCampaignCondition(models.Model):
    """Whom a campaign is for: a condition that keeps bringing members in.

    It adds; who meets it no longer stays a member until somebody takes him out.
    """

    _name = "crm.vn.campaign.condition"
    _inherit = ["crm.vn.protected.mixin", "crm.vn.condition.mixin"]
    _description = "Condition for members"
    _order = "campaign_id, sequence, id"
    _vn_condition_field = "condition"
    _vn_condition_keys = ("condition",)
    _vn_sudo_fields = ("refreshed_date", "matching_count")

    campaign_id = fields.Many2one(
        "utm.campaign", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    name = fields.Char(required=True)
    condition = fields.Char(
        required=True, default="[]", help="Customers who meet it become members"
    )
    is_automatic = fields.Boolean(
        string="Every night", help="New ones are added every night while it runs"
    )
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    refreshed_date = fields.Datetime(string="Last looked", readonly=True, copy=False)
    matching_count = fields.Integer(string="Met it then", readonly=True, copy=False)
    left_count = fields.Integer(
        string="Meet it no longer",
        compute="_compute_left_count",
        help="Members it brought who stay although they no longer meet it",
    )

    @api.constrains("condition")
    def _check_condition(self):
        self._vn_check_condition()

    @api.depends("condition", "refreshed_date")
    def _compute_left_count(self):
        for one in self:
            one.left_count = one._count_left()

    def _count_left(self):
        """Return how many members meet it no longer, as far as the reader may ask."""
        members = self.env["crm.vn.campaign.member"]
        try:
            return self._vn_guarded(members.search_count, self._get_left_domain())
        except FAULTS:
            # who reads it may see less than the author, or a field is gone
            return 0

    def _vn_condition_model_name(self):
        return "res.partner"

    def _get_domain(self):
        """Return whom it means: customers only, in the company it was made for."""
        self.ensure_one()
        return (
            self._vn_condition_domain(self.condition)
            & Domain("vn_relationship_id", "!=", False)
            & Domain("company_id", "in", [False, self.company_id.id])
        )

    def _get_left_domain(self):
        """Return the members that it brought and that meet it no longer."""
        if self.condition_error or not self._origin:
            return Domain.FALSE
        brought = Domain("condition_id", "in", self._origin.ids)
        return brought & Domain("partner_id", "not any", self._get_domain())

    def action_refresh(self):
        """Add who meets these conditions by now, and say what came of it."""
        self.check_access("write")
        texts = []
        for one in self:
            result = one._refresh()
            texts.append(one.campaign_id._vn_describe_result(result))
            if one.left_count:
                texts.append(
                    self.env._(
                        "%s members meet the condition no longer, and stay.",
                        one.left_count,
                    )
                )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": "\n".join(texts),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    @api.readonly
    def action_open_left(self):
        """Open the members that meet the condition no longer."""
        self.ensure_one()
        action = self.campaign_id.action_vn_open_members()
        return {**action, "domain": list(self._get_left_domain())}

    def _refresh(self):
        """Add who meets the condition, with the rights of who asks.

        :return: what ``utm.campaign._vn_add_members`` returns
        """
        self.ensure_one()
        this = self.with_company(self.company_id)
        partners = this.env["res.partner"].search(this._get_domain())
        result = this.campaign_id._vn_add_members(partners, condition=this)
        self._vn_as_engine().write(
            {"refreshed_date": fields.Datetime.now(), "matching_count": len(partners)}
        )
        return result

    @api.model
    def _cron_refresh(self):
        """Bring new members into running campaigns, in the name of the authors.

        Strategy: condition by condition; who is a member already costs nothing, a
        second run adds nobody.
        """
        today = self.env.company._vn_today()
        running = self.search(
            Domain("is_automatic", "=", True)
            & Domain("condition_error", "=", False)
            & Domain("campaign_id.active", "=", True)
            & (
                Domain("campaign_id.vn_date_to", "=", False)
                | Domain("campaign_id.vn_date_to", ">=", today)
            )
        )
        self.env["crm.vn.cron.failure"]._vn_each(
            "crm_vn_campaign.ir_cron_refresh",
            running,
            lambda one: one._vn_as_author(one.company_id)._refresh(),
        )
