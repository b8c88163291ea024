from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools import properties


class CrmLead(models.Model):
    _inherit = "crm.lead"

    # === Classification ===
    vn_need_id = fields.Many2one(
        "crm.vn.need",
        string="Need",
        index="btree_not_null",
        tracking=True,
        check_company=True,
        ondelete="restrict",
    )
    vn_situation_id = fields.Many2one(
        "crm.vn.situation",
        string="Situation",
        index="btree_not_null",
        tracking=True,
        check_company=True,
        ondelete="restrict",
        help="How the customer stands to the offer, apart from the handling step",
    )

    # === CRUD ===
    @api.model_create_multi
    def create(self, vals_list):
        free, vals_list = self._vn_split_free(vals_list)
        if self.env.user.share:
            # whoever writes in from outside is nobody's salesperson
            vals_list = [{"user_id": False, **vals} for vals in vals_list]
        leads = super().create(vals_list)
        leads._vn_check_created_lost(vals_list)
        for_rules = leads.browse(
            [lead.id for lead, is_free in zip(leads, free, strict=True) if is_free]
        )
        # sudo: rules hand out leads that their creator may not assign; who
        # gets one, and why, stands in its discussion
        for_rules.sudo()._vn_assign_by_rules()
        leads.sudo().filtered(
            lambda lead: lead.user_id and not lead.vn_dispatch_date
        )._vn_start_deadline()
        leads.sudo()._vn_notify_new()
        return leads

    def write(self, vals):
        values = dict(vals)
        values.pop("vn_by_rules", None)
        before = {
            lead.id: (lead.user_id.id, lead.stage_id.id, lead.active)
            for lead in self
            if values.keys() & {"user_id", "stage_id", "active"}
        }
        carried = self._vn_properties_before(values)
        result = super().write(values)
        if before:
            self._vn_follow_deadline(before, values)
        self._vn_carry_properties(carried)
        if not {"probability", "lost_reason_id"}.isdisjoint(values):
            self._vn_check_lost_reason()
        elif "active" in values:
            self._vn_check_archived_lost(before)
        return result

    def action_set_lost(self, **additional_values):
        # Odoo archives first, and says why afterwards
        if reason := additional_values.get("lost_reason_id"):
            self.lost_reason_id = reason
        return super().action_set_lost(**additional_values)

    def _vn_check_created_lost(self, vals_list):
        """Raise for what comes into being as lost without a reason.

        To be lost is to be archived with a probability of 0. What is only put away
        may have that by Odoo's estimate: it counts where somebody gave the number.
        """
        given = "default_probability" in self.env.context
        self.browse(
            [
                lead.id
                for lead, vals in zip(self, vals_list, strict=True)
                if given or "probability" in vals
            ]
        )._vn_check_lost_reason()

    def _vn_check_archived_lost(self, before):
        """Raise for what archiving made lost, without a reason.

        Whose probability of 0 is Odoo's own estimate is only put away.

        :param before: {id: (owner, stage, active)} of the opportunities before
        """
        self.filtered(
            lambda lead: before[lead.id][2] and not lead.is_automated_probability
        )._vn_check_lost_reason()

    def _vn_check_lost_reason(self):
        """Raise for what was lost without a reason where the company wants one."""
        for lead in self.filtered(lambda lead: lead.won_status == "lost"):
            company = lead.company_id or self.env.company
            # sudo: a setting of the company, no data
            if not lead.lost_reason_id and company.sudo().vn_lost_reason_required:
                raise UserError(
                    self.env._(
                        "Choose why it is lost: %(leads)s.", leads=lead.display_name
                    )
                )

    def _merge_get_fields(self):
        return [*super()._merge_get_fields(), "vn_need_id", "vn_situation_id"]

    # === Custom fields ===
    def _prepare_customer_values(self, partner_name, is_company=False, parent_id=False):
        values = super()._prepare_customer_values(
            partner_name, is_company=is_company, parent_id=parent_id
        )
        carried = self._vn_customer_properties()
        if carried:
            values["properties"] = carried
        return values

    def _vn_customer_properties(self):
        """Return the custom fields of a new customer of this lead: {name: value}.

        A field of the lead follows into the field of customers that has the same
        label and type.
        """
        self.ensure_one()
        filled = self._vn_read_properties().get(self.id)
        if not filled:
            return {}
        # sudo: the definition says which fields customers have, nobody's data
        definition = (
            self.env["properties.base.definition"]
            .sudo()
            ._get_definition_for_property_field("res.partner", "properties")
        )
        return properties.carry(filled, definition.properties_definition or [])

    def _vn_read_properties(self):
        """Return the custom fields of leads whose team has any: {lead id: list}."""
        leads = self.filtered(
            lambda lead: lead.team_id and lead.team_id.sudo().lead_properties_definition
        )
        return {
            row["id"]: row["lead_properties"] for row in leads.read(["lead_properties"])
        }

    def _vn_properties_before(self, values):
        """Return what must follow leads into another team: {lead: (team, values)}."""
        if not values.keys() & {"team_id", "user_id"} or "lead_properties" in values:
            return {}
        filled = self._vn_read_properties()
        return {
            lead: (lead.team_id, filled[lead.id]) for lead in self if lead.id in filled
        }

    def _vn_carry_properties(self, carried):
        """Give leads that changed their team the values that Odoo drops."""
        for lead, (team, filled) in carried.items():
            if lead.team_id and lead.team_id != team:
                # sudo: only labels and types of the fields are read
                definition = lead.team_id.sudo().lead_properties_definition or []
                found = properties.carry(filled, definition)
                if found:
                    [row] = lead.read(["lead_properties"])
                    lead.lead_properties = [
                        {**field, "value": found.get(field["name"], field.get("value"))}
                        for field in row["lead_properties"]
                    ]
