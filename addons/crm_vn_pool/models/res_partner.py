from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL


class ResPartner(models.Model):
    _inherit = "res.partner"
    _vn_sudo_fields = (
        "vn_owner_date",
        "vn_former_user_id",
        "vn_pool_date",
        "vn_pool_rule_id",
        "vn_pool_warned_date",
    )

    # === Shared pool; kept by its rules ===
    vn_owner_date = fields.Date(
        string="Owner since",
        readonly=True,
        copy=False,
        groups="base.group_user",
        help="Day on which the owner became the owner",
    )
    vn_former_user_id = fields.Many2one(
        "res.users",
        string="Owner before",
        readonly=True,
        copy=False,
        groups="base.group_user",
    )
    vn_pool_date = fields.Date(
        string="In the pool since",
        readonly=True,
        copy=False,
        index="btree_not_null",
        groups="base.group_user",
    )
    vn_pool_rule_id = fields.Many2one(
        "crm.vn.pool.rule",
        string="Warned by",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        groups="base.group_user",
    )
    vn_pool_warned_date = fields.Date(
        string="Warned on", readonly=True, copy=False, groups="base.group_user"
    )

    @api.model_create_multi
    def create(self, vals_list):
        partners = super().create(vals_list)
        # with what else is new: one UPDATE of the wide table less
        # sudo: a day, of who was just made: its maker may hand it to a colleague, and
        # see it no more
        owned = partners.sudo().filtered("user_id")
        owned.write({"vn_owner_date": self.env.company._vn_today()})
        return partners

    def write(self, vals):
        if "user_id" not in vals:
            return super().write(vals)
        before = {partner: partner.user_id for partner in self}
        result = super().write(vals)
        changed = self.filtered(lambda partner: partner.user_id != before[partner])
        changed._vn_owner_changed()
        return result

    def _vn_owner_columns(self, user):
        return {
            **super()._vn_owner_columns(user),
            "vn_owner_date": self.env.company._vn_today() if user else None,
            "vn_pool_date": None,
            "vn_pool_rule_id": None,
            "vn_pool_warned_date": None,
        }

    def _vn_owner_changed(self):
        """Note since when the owner is the owner; whoever has one is in no pool."""
        if not self.ids:
            return
        self.flush_recordset(["user_id"])
        self.env.cr.execute(
            SQL(
                """
                UPDATE res_partner
                   SET vn_owner_date = CASE WHEN user_id IS NOT NULL
                                            THEN %s::date END,
                       vn_pool_date = NULL,
                       vn_pool_rule_id = NULL,
                       vn_pool_warned_date = NULL
                 WHERE id = ANY(%s)
                """,
                self.env.company._vn_today(),
                list(self.ids),
            )
        )
        self.invalidate_recordset(
            ["vn_owner_date", "vn_pool_date", "vn_pool_rule_id", "vn_pool_warned_date"],
            flush=False,
        )

    def action_vn_take_from_pool(self):
        """Take these customers out of the pool, as many as the company allows a day.

        :raise UserError: somebody was quicker, or that would be too many
        """
        user, company = self.env.user, self.env.company
        self.check_access("read")
        if not user._vn_at_work(company):
            raise UserError(self.env._("Only salespeople take customers."))
        today = company._vn_today()
        # sudo: taking needs no right to write customers that are nobody's; what may
        # be taken is checked here, row by row, under a lock
        partners = self.sudo()
        partners.lock_for_update()
        partners.invalidate_recordset(["user_id", "vn_pool_date"])
        for partner in partners:
            if partner.user_id or not partner.vn_pool_date:
                raise UserError(
                    self.env._(
                        "%(customer)s is not in the pool: somebody else was quicker.",
                        customer=partner.display_name,
                    )
                )
        moves = self.env["crm.vn.pool.move"].sudo()
        cap = company.sudo().vn_pool_daily_cap
        # one at a time: two requests of one person must not pass the cap together
        user.sudo().lock_for_update()
        taken = moves.search_count(
            [("to_user_id", "=", user.id), ("date", "=", today), ("kind", "=", "taken")]
        )
        if cap and taken + len(partners) > cap:
            raise UserError(
                self.env._(
                    "You may take %(cap)s customers a day; today you took %(taken)s.",
                    cap=cap,
                    taken=taken,
                )
            )
        moves.create(
            [
                {
                    "partner_id": partner.id,
                    "kind": "taken",
                    "date": today,
                    "from_user_id": partner.vn_former_user_id.id,
                    "to_user_id": user.id,
                }
                for partner in partners
            ]
        )
        # one by one as in the form, a few a day: open care goes to the new owner, too
        partners.write({"user_id": user.id})
        partners._vn_let_follow(user.partner_id)
        return True

    @api.readonly
    def action_vn_view_pool_moves(self):
        """Open who had this customer before, and when."""
        self.check_access("read")
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_vn_pool.crm_vn_pool_move_action"
        )
        action["domain"] = [("partner_id", "=", self.id)]
        return action
