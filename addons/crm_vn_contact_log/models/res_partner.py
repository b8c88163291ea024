"""Last contact: what was really said to a customer, when and by whom."""

from odoo import api, fields, models
from odoo.tools import SQL, format_date

ENGINE_FIELDS = (
    "vn_last_contact_date",
    "vn_contact_base_date",
    "vn_last_contact_kind",
    "vn_last_contact_type_id",
    "vn_last_contact_user_id",
    "vn_last_contact_model",
    "vn_last_contact_res_id",
)
# what the summary and the reason of a row are made of
SUMMARY_FIELDS = ENGINE_FIELDS[:5]
# what a new contact changes
CONTACT_FIELDS = (*ENGINE_FIELDS, "vn_last_contact_summary")


class ResPartner(models.Model):
    _name = "res.partner"
    _inherit = ["res.partner", "crm.vn.protected.mixin"]
    _vn_engine_fields = ENGINE_FIELDS

    # === Last contact (written by the engine only) ===
    vn_last_contact_date = fields.Date(
        string="Last contact",
        readonly=True,
        copy=False,
        groups="base.group_user",
        help="Day of the last real contact: an activity done, a meeting held, "
        "a message, a comment marked as contact, an order. An import, a change "
        "of a field or a bulk mail is no contact.",
    )
    vn_contact_base_date = fields.Date(
        string="In touch since",
        readonly=True,
        copy=False,
        default=lambda self: self.env.company._vn_today(),
        groups="base.group_user",
        help="Last contact, else the day the customer was created",
    )
    vn_last_contact_kind = fields.Char(
        readonly=True, copy=False, groups="base.group_user"
    )
    vn_last_contact_type_id = fields.Many2one(
        "mail.activity.type",
        string="Type of the last contact",
        readonly=True,
        copy=False,
        ondelete="set null",
        index="btree_not_null",
        groups="base.group_user",
    )
    vn_last_contact_user_id = fields.Many2one(
        "res.users",
        string="Last contact by",
        readonly=True,
        copy=False,
        ondelete="set null",
        index="btree_not_null",
        groups="base.group_user",
    )
    vn_last_contact_model = fields.Char(
        readonly=True, copy=False, groups="base.group_user"
    )
    vn_last_contact_res_id = fields.Many2oneReference(
        string="Source of the last contact",
        model_field="vn_last_contact_model",
        readonly=True,
        copy=False,
        groups="base.group_user",
    )
    vn_last_contact_summary = fields.Char(
        string="Last contact was",
        compute="_compute_vn_last_contact_summary",
        groups="base.group_user",
    )

    # whose last contact it was, when a record is taken back
    _vn_last_contact_idx = models.Index(
        "(vn_last_contact_res_id, vn_last_contact_model) "
        "WHERE vn_last_contact_res_id IS NOT NULL"
    )

    def _init_column(self, column_name):
        """Existing customers are in touch since their creation: no default of today.

        The first refresh says so (see the scheduled actions).
        """
        if column_name != "vn_contact_base_date":
            return super()._init_column(column_name)
        return None

    # === Computes ===
    @api.depends(
        "vn_last_contact_date",
        "vn_last_contact_kind",
        "vn_last_contact_type_id",
        "vn_last_contact_user_id",
    )
    @api.depends_context("lang")
    def _compute_vn_last_contact_summary(self):
        kinds = self._vn_contact_kinds()
        # sudo: the dates of the partners at hand, for who computes their summary
        known = self.sudo().filtered("vn_last_contact_date")
        people, types = self._vn_contact_names(
            known.vn_last_contact_user_id.ids, known.vn_last_contact_type_id.ids
        )
        for partner in self:
            if not partner.vn_last_contact_date:
                partner.vn_last_contact_summary = False
                continue
            what = types.get(partner.vn_last_contact_type_id.id) or kinds.get(
                partner.vn_last_contact_kind, self.env._("Contact")
            )
            who = people.get(partner.vn_last_contact_user_id.id)
            day = format_date(self.env, partner.vn_last_contact_date)
            partner.vn_last_contact_summary = (
                self.env._("%(what)s by %(who)s %(day)s", what=what, who=who, day=day)
                if who
                else self.env._("%(what)s %(day)s", what=what, day=day)
            )

    def _vn_headline(self):
        """Hook: return short texts that say in a line who this customer is.

        As the user reads it: shown while the phone rings.
        """
        self.ensure_one()
        owner = (self.user_id or self.commercial_partner_id.user_id).name
        texts = [owner and self.env._("Owner: %s", owner)]
        if self._has_field_access(self._fields["vn_last_contact_summary"], "read"):
            texts.append(self.vn_last_contact_summary)
        return [text for text in texts if text]

    @api.model
    def _vn_user_names(self, user_ids):
        """Return {id: name} of colleagues, also former ones, in one query."""
        return self._vn_contact_names(user_ids, [])[0]

    @api.model
    def _vn_contact_names(self, user_ids, type_ids):
        """Return {id: name} of colleagues and of types of activity, in one query."""
        if not (user_ids or type_ids):
            return {}, {}
        self.env["mail.activity.type"].flush_model(["name"])
        names = {True: {}, False: {}}
        for is_user, id_, name in self.env.execute_query(
            SQL(
                """
                SELECT TRUE, u.id, p.name
                  FROM res_users u JOIN res_partner p ON p.id = u.partner_id
                 WHERE u.id = ANY(%s)
                 UNION ALL
                SELECT FALSE, id, COALESCE(name->>%s, name->>'en_US')
                  FROM mail_activity_type WHERE id = ANY(%s)
                """,
                user_ids,
                self.env.lang or "en_US",
                type_ids,
            )
        ):
            names[is_user][id_] = name
        return names[True], names[False]

    @api.model
    def _vn_contact_kinds(self):
        """Return the name of each kind of contact, in the user's language.

        Extend it with the kinds that your addon gives to :meth:`_vn_touch`.
        """
        return {
            "activity": self.env._("Activity"),
            "comment": self.env._("Comment"),
            "message": self.env._("Message"),
            "reply": self.env._("Customer's reply"),
            "meeting": self.env._("Meeting"),
        }

    # === Actions ===
    @api.readonly
    def action_vn_open_last_contact(self):
        """Open what the last contact was: activity, meeting, message, order…"""
        self.ensure_one()
        model, res_id = self.vn_last_contact_model, self.vn_last_contact_res_id
        record = self.env[model].browse(res_id) if model in self.env else None
        if not record or not record.exists() or model == "mail.message":
            return {
                "type": "ir.actions.act_window",
                "res_model": "res.partner",
                "res_id": self.id,
                "views": [(False, "form")],
            }
        return {
            "type": "ir.actions.act_window",
            "res_model": model,
            "res_id": record.id,
            "views": [(False, "form")],
        }

    # === The public hook ===
    def _vn_touch(self, kind, when=None, user=None, source=None):
        """Record a real contact with these customers.

        A contact of a company counts for the company too. An older contact than
        the known one changes nothing; of the same day the later call wins, so
        calling twice is harmless. Nothing happens during an import, nor under
        the context key ``vn_no_contact`` (bulk mail).

        :param str kind: key of :meth:`_vn_contact_kinds`
        :param when: day, or UTC datetime, of the contact; default now; a contact
            in the future is none. The day is that of the company
        :param user: the employee (``res.users``); default the current user; an
            empty recordset when nobody did it (the customer wrote)
        :param source: the record that is the contact, opened by a click
        :return: the partners that changed
        """
        return self._vn_touch_all([(self, kind, when, user, source)])

    @api.model
    def _vn_touch_all(self, contacts):
        """Record many contacts by one statement.

        :param contacts: list of tuples ``(partners, kind, when, user, source)``, in
            the order of the calls of :meth:`_vn_touch` that it stands for
        :return: the partners that changed
        """
        if self.env.context.get("import_file") or self.env.context.get("vn_no_contact"):
            return self.browse()
        company = self.env.company
        today = company._vn_today()
        rows = []
        for partners, kind, when, user, source in contacts:
            user = self.env.user if user is None else user
            day = company._vn_day(when) or today
            if day > today:
                continue
            what = (kind, *self._vn_touch_source(source), user.id or None)
            rows += [(partner_id, day, *what) for partner_id in partners.ids]
        if not rows:
            return self.browse()
        self.env["res.partner"].flush_model(
            ["commercial_partner_id", "partner_share", *ENGINE_FIELDS]
        )
        told = SQL(
            """
            SELECT partner_id, day, kind, type_id, user_id, model, res_id, position
              FROM unnest(%s::int[], %s::date[], %s::varchar[], %s::int[],
                          %s::varchar[], %s::int[], %s::int[]) WITH ORDINALITY
                AS t (partner_id, day, kind, type_id, model, res_id, user_id, position)
            """,
            *map(list, zip(*rows, strict=True)),
        )
        partners = self.browse(self._vn_write_contacts(told, SQL("<=")))
        partners.invalidate_recordset(CONTACT_FIELDS, flush=False)
        return partners

    @api.model
    def _vn_touch_source(self, source):
        """Return the activity type, model and id of the record that is a contact."""
        if not source:
            return None, None, None
        kind = None
        if source._name == "mail.activity":
            # sudo: its type only, for the customer's form
            kind = source.sudo().activity_type_id.id or None
        return kind, source._name, source.id

    @api.model
    def _vn_untouch(self, sources):
        """Forget that *sources* (records of one model) were a contact.

        Call it after an event was taken back (an activity reopened, a record
        deleted or changed): the customers concerned fall back on the newest fact
        that is left, which may be the same record if it still proves a contact.
        """
        if not sources:
            return
        partners = self._vn_forget_contacts(
            SQL(
                "p.vn_last_contact_model = %s AND p.vn_last_contact_res_id = ANY(%s)",
                sources._name,
                sources.ids,
            )
        )
        if partners:
            partners._vn_contact_refresh()
