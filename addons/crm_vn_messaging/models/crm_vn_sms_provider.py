from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.crm_vn_base.tools import paths
from odoo.addons.crm_vn_base.tools.mobile import spell

from ..tools import gateways
from ..tools.gateway import Config, Message
from ..tools.line import Line

#: what the address of the page of refusal has in it
REFUSAL = "/vn/consent/"
#: a blocked gateway is asked again with one message after this time
PROBE = timedelta(hours=1)


class CrmVnSmsProvider(models.Model):
    """A gateway that sends SMS for one company under one brand.

    What a gateway is asked and answers is plain data (``tools/gateways.py``); this
    record holds the account, and opens the connections.
    """

    _name = "crm.vn.sms.provider"
    _inherit = ["mail.thread", "crm.vn.webhook.mixin"]
    _description = "SMS gateway"
    _order = "sequence, id"
    _check_company_auto = True

    name = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        default=lambda self: self.env.company,
        index=True,
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    kind = fields.Selection(
        [
            ("esms", "eSMS"),
            ("speedsms", "SpeedSMS"),
            ("vietguys", "VietGuys"),
            ("stringee", "Stringee"),
            ("generic", "Generic HTTP"),
        ],
        required=True,
        default="esms",
    )
    brand = fields.Char(
        string="Brand name",
        help="The sender that customers see, as registered with the carriers",
    )
    scope = fields.Selection(
        [
            ("all", "All messages"),
            ("advert", "Adverts"),
            ("service", "All but adverts"),
        ],
        string="Used for",
        default="all",
        required=True,
    )
    sms_type = fields.Char(
        string="Type of message",
        help="The gateway's own code: eSMS 2 is care; SpeedSMS 3 is a brand name, "
        "2 a random number",
    )
    number_form = fields.Selection(
        [
            ("auto", "As the gateway documents it"),
            ("national", "0912345678"),
            ("plain", "84912345678"),
            ("plus", "+84912345678"),
        ],
        string="Numbers as",
        default="auto",
        required=True,
    )
    strip_accents = fields.Boolean(
        string="Without accents",
        help="Texts leave without accents: a part holds 160 signs instead of 70",
    )
    advert_footer = fields.Char(
        string="Below adverts",
        default="Tu choi: {link}",
        help="Added to every advert to a customer; {link} is the page on which that "
        "person refuses them",
    )
    part_price = fields.Monetary(
        string="Price of a part",
        help="Taken where the gateway doesn't tell what a message cost",
    )
    parallel = fields.Integer(string="Requests at once", default=4)
    rate = fields.Integer(string="Messages per second", help="0: as fast as it goes")
    # === The account ===
    url = fields.Char(
        string="Address",
        groups="base.group_system",
        help="Empty: the gateway's own address",
    )
    key = fields.Char(string="API key", groups="base.group_system", copy=False)
    secret = fields.Char(groups="base.group_system", copy=False)
    # === Generic HTTP ===
    method = fields.Selection(
        [("POST", "POST"), ("GET", "GET"), ("PUT", "PUT")], default="POST"
    )
    body_kind = fields.Selection(
        [("json", "JSON"), ("form", "Form"), ("xml", "XML")],
        string="Body as",
        default="json",
    )
    headers = fields.Text(groups="base.group_system", help="One a line: Name: value")
    body = fields.Text(groups="base.group_system")
    accept_path = fields.Char(string="Accepted: where", help="As data.status")
    accept_value = fields.Char(string="Accepted: value", help="Several with |")
    id_path = fields.Char(string="Gateway's ID: where")
    code_path = fields.Char(string="Error code: where")
    report_id_path = fields.Char(string="Report: ID")
    report_state_path = fields.Char(string="Report: state")
    report_number_path = fields.Char(string="Report: number")
    reply_path = fields.Char(string="Reply: text")
    knows_repeats = fields.Boolean(
        string="Knows repeats",
        help="The same request ID again is not sent again by the gateway",
    )
    code_ids = fields.One2many("crm.vn.sms.code", "provider_id", copy=True)
    # === Health ===
    blocked_reason = fields.Char(readonly=True, copy=False)
    blocked_date = fields.Datetime(readonly=True, copy=False)

    _brand_uniq = models.UniqueIndex(
        "(company_id, kind, scope, brand) WHERE active",
        "This company has a gateway of this kind for this brand already.",
    )
    _check_parallel = models.Constraint(
        "CHECK (parallel BETWEEN 1 AND 20 AND rate >= 0)",
        "Between 1 and 20 requests at once.",
    )

    @api.constrains("kind", "url", "body", "headers")
    def _check_generic(self):
        for provider in self.filtered(lambda one: one.kind == "generic"):
            if not provider.url:
                raise ValidationError(
                    self.env._(
                        "%s: a generic gateway needs its address.", provider.name
                    )
                )
            for text in (provider.url, provider.body, provider.headers):
                if unknown := paths.unknown_places(text):
                    raise ValidationError(
                        self.env._(
                            "%(name)s: nothing fills {%(place)s}. Known: %(known)s.",
                            name=provider.name,
                            place=unknown[0],
                            known=", ".join(paths.PLACES),
                        )
                    )

    # === CRUD ===
    def copy_data(self, default=None):
        """A copy is put away: it sends nothing in the original's place."""
        return super().copy_data({"active": False, **(default or {})})

    # === Which one ===
    @api.model
    def _vn_find(self, company, purpose, limit=1):
        """Return the gateway that sends for *company* and *purpose*, or none.

        :param int limit: 1 for the first, None for all that a person can choose from
        """
        scope = "advert" if purpose == "advert" else "service"
        # sudo: that there is one is no secret; its keys are read where they are used
        return self.sudo().search(
            Domain("company_id", "=", company.id)
            & Domain("scope", "in", ["all", scope]),
            limit=limit,
        )

    def _add_footer(self, text, purpose, partner):
        """Return a text as it leaves: an advert with the way to refuse it."""
        footer = self.advert_footer
        if purpose != "advert" or not footer or not partner or REFUSAL in text:
            return text
        # sudo: who receives it may refuse, whatever the sender may read
        link = partner.sudo().with_company(self.company_id)._vn_preference_url()
        return f"{text.rstrip()}\n{footer.replace('{link}', link)}"

    def _get_gateway(self):
        """Return the adapter."""
        return gateways.GATEWAYS[self.kind]

    def _vn_knows_repeats(self):
        """Tell whether the same message may be asked for again without harm."""
        return self.knows_repeats or self._get_gateway().KNOWS_REPEATS

    def _get_config(self):
        """Return what the adapter has to know, the keys included (superuser)."""
        spec = {}
        if self.kind == "generic":
            names = (
                *("method", "body_kind", "headers", "body", "accept_path"),
                *("accept_value", "id_path", "code_path", "report_id_path"),
                *("report_state_path", "report_number_path", "reply_path"),
            )
            spec = {name: self[name] or "" for name in names}
            spec["codes"] = {
                line.code: (line.meaning, "unknown")
                for line in self.code_ids.filtered(lambda line: not line.is_report)
            }
            spec["states"] = {
                line.code: line.meaning for line in self.code_ids.filtered("is_report")
            }
        return Config(
            url=(self.url or "").rstrip("/") if self.kind != "generic" else self.url,
            brand=self.brand or "",
            key=self.key or "",
            secret=self.secret or "",
            sms_type=self.sms_type or "",
            spec=spec,
        )

    # === Sending ===
    def _open_line(self):
        """Return the connections to the gateway, to be used in a ``with``."""
        self.ensure_one()
        provider = self.sudo()  # sudo: the keys go to the gateway and nowhere else
        return Line(
            provider._get_gateway(),
            provider._get_config(),
            provider.rate,
            provider.parallel,
        )

    def _send_many(self, items, line):
        """Send messages, each to one number, a few at a time.

        Nothing is read or written while the gateway is asked.

        :param items: list of ``(uuid, number in E.164 form, text)``
        :param line: what :meth:`_open_line` returned
        :return: ``{uuid: Answer}``
        """
        self.ensure_one()
        self = self.sudo()  # sudo: the keys went to the gateway and nowhere else
        gateway = self._get_gateway()
        form = self.number_form if self.number_form != "auto" else gateway.NUMBER_FORM
        callback = self.callback_url or ""
        todo = [
            Message(uuid, spell(number, form), text, callback)
            for uuid, number, text in items
        ]
        answers = {}
        if self.blocked_reason and todo:
            # one first: perhaps money came, perhaps not
            answers[todo[0].uuid] = line.send(todo[0])
            todo = todo[1:]
        answers.update(line.send_all(todo))
        self._take_health(answers.values(), line)
        return answers

    def _take_health(self, answers, line):
        """Remember that nothing goes through, or that it does again."""
        if line.blocked:
            first = not self.blocked_reason
            reason = f"{line.blocked.code} {line.blocked.text}".strip()
            self.write(
                {
                    "blocked_reason": reason or self.env._("No reason given"),
                    "blocked_date": fields.Datetime.now(),
                }
            )
            if first:
                self._alert()
        elif self.blocked_reason and any(one.outcome == "accepted" for one in answers):
            self.write({"blocked_reason": False, "blocked_date": False})

    def _alert(self):
        """Tell administrators once that a person must act."""
        administrators = self.env.ref("base.group_system").all_user_ids.filtered(
            lambda user: self.company_id in user.company_ids and user.active
        )
        self.message_post(
            body=self.env._(
                "%(name)s refuses every message: %(reason)s. Messages wait; one is "
                "tried every hour.",
                name=self.name,
                reason=self.blocked_reason,
            ),
            partner_ids=administrators.partner_id.ids,
            subtype_xmlid="mail.mt_note",
        )

    def action_unblock(self):
        """Try again at once: the account was put right."""
        self.check_access("write")
        self.write({"blocked_reason": False, "blocked_date": False})
        # sudo: the queue is nobody's, the right on the gateway was checked
        waiting = (
            self.env["sms.sms"]
            .sudo()
            .search(
                [
                    ("state", "=", "outgoing"),
                    ("vn_provider_id", "in", self.ids),
                    ("vn_message_id.error_code", "!=", False),
                ]
            )
        )
        waiting.vn_not_before = False
        waiting.vn_message_id._vn_write({"not_before": False})
        self.env.ref("sms.ir_cron_sms_scheduler_action").sudo()._trigger()

    # === Test ===
    def action_test(self):
        """Send one message to one's own phone."""
        self.ensure_one()
        self.check_access("write")
        me = self.env.user.partner_id
        if not me.phone:
            raise UserError(
                self.env._("Your own contact has no phone number: %s.", me.display_name)
            )
        # sudo: the queue is nobody's, the right on the gateway was checked
        self.env["sms.sms"].sudo().create(
            {
                "number": me._phone_format(fname="phone") or me.phone,
                "partner_id": me.id,
                "body": self.env._("Test of %s", self.brand or self.name),
                "vn_purpose": "transaction",
                "vn_company_id": self.company_id.id,
                "vn_provider_id": self.id,
            }
        )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("One message is on its way to %s.", me.phone),
            },
        }

    def _vn_count_waiting(self):
        """Return {gateway id: messages in its queue}."""
        rows = self.env.execute_query(
            SQL(
                "SELECT vn_provider_id, count(*) FROM sms_sms"
                " WHERE state = 'outgoing' AND vn_provider_id = ANY(%s) GROUP BY 1",
                self.ids,
            )
        )
        return dict(rows)
