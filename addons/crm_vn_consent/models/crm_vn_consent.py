from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import hash_sign, verify_hash_signed

from odoo.addons.crm_vn_duplicate.tools import phone

from .crm_vn_channel_mixin import BY_NUMBER

SCOPE = "crm_vn_consent.preference"
#: lists of Odoo's that follow what is said about adverts
MIRRORS = {"email": "mail.blacklist", "sms": "phone.blacklist"}
METHODS = [
    ("form", "Form"),
    ("paper", "Paper"),
    ("call_centre", "Call centre"),
    ("reply", "Reply"),
    ("software", "Software"),
    ("hand", "By hand"),
]


class CrmVnConsent(models.Model):
    """The ledger: who agreed to what, or took it back. Rows are added, never changed.

    A row is about a person or about a bare number or address. Write it with
    ``res.partner._vn_record_consent()`` or :meth:`_record`.
    """

    _name = "crm.vn.consent"
    _inherit = ["crm.vn.channel.mixin", "crm.vn.protected.mixin"]
    _description = "Consent"
    _order = "date desc, id desc"
    _rec_name = "address"
    _vn_engine_only = True

    partner_id = fields.Many2one(
        "res.partner", index="btree_not_null", readonly=True, ondelete="restrict"
    )
    address = fields.Char(
        string="Number or address",
        index="btree_not_null",
        readonly=True,
        help="Phone number (E.164) or e-mail address that the row is about",
    )
    state = fields.Selection(
        [("given", "Given"), ("withdrawn", "Withdrawn")], required=True, readonly=True
    )
    date = fields.Datetime(required=True, readonly=True)
    method = fields.Selection(
        METHODS,
        required=True,
        readonly=True,
    )
    frequency = fields.Char(readonly=True)
    text_id = fields.Many2one(
        "crm.vn.consent.text",
        string="Text shown",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
    )
    evidence = fields.Binary(attachment=True, readonly=True)
    evidence_name = fields.Char(readonly=True)
    note = fields.Char(readonly=True)
    user_id = fields.Many2one("res.users", string="Recorded by", readonly=True)
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True
    )

    _whose = models.Constraint(
        "CHECK (partner_id IS NOT NULL OR address IS NOT NULL)",
        "Consent is about a person, a number or an address.",
    )
    _latest_idx = models.Index("(partner_id, channel, purpose, date DESC)")

    def _vn_get_engine_hint(self, names):
        return self.env._(
            "The ledger of consent is proof: rows are neither written nor changed nor "
            "deleted by hand. Use “Record consent” on the customer."
        )

    @api.model
    def _get_address(self, channel, value):
        """Return the form in which a number or an address is compared.

        :param str value: a phone number for calls, SMS and Zalo, else an e-mail address
        :return: E.164 number or address in small letters, ``""`` when it is none
        """
        if channel in BY_NUMBER:
            return phone.key(value)
        return (value or "").strip().lower() if channel == "email" else ""

    def _record(self, channel, purpose, state, method, **values):
        """Add one row for a person or a bare number or address.

        :param values: ``partner_id`` or ``address``, and what else is known: ``date``
            (naive UTC, now by default), ``text_id``, ``frequency``, ``evidence``, …
        :return: the new row
        :raise UserError: when the date lies in the future or something is unknown
        """
        self._check_values(channel, purpose, state, method)
        now = fields.Datetime.now()
        date = fields.Datetime.to_datetime(values.get("date")) or now
        if date > now:
            raise UserError(
                self.env._("Consent can't be recorded before it is given: %s.", date)
            )
        values["date"] = date
        values.setdefault("company_id", self.env.company.id)
        values.setdefault("user_id", self.env.uid)
        # sudo: nobody has the right to write the ledger; who may act was checked
        row = (
            self.sudo()
            ._vn_as_engine()
            .create(
                {
                    "channel": channel,
                    "purpose": purpose,
                    "state": state,
                    "method": method,
                    **values,
                }
            )
        )
        row._mirror_blacklist()
        return row.with_env(self.env)

    @api.model
    def _check_values(self, channel, purpose, state, method):
        for name, value in (
            ("channel", channel),
            ("purpose", purpose),
            ("state", state),
            ("method", method),
        ):
            known = self._get_labels(name)
            if value not in known:
                raise UserError(
                    self.env._(
                        "%(value)s is no %(name)s. Known are: %(known)s.",
                        value=value,
                        name=name,
                        known=", ".join(known),
                    )
                )

    @api.model
    def _make_demo(self):
        """Let customers of the demo company say something about adverts."""
        text = self.env.ref("crm_vn_consent.crm_vn_consent_text_1")
        customers = self.env["res.partner"].search(
            [("vn_relationship_id", "!=", False), ("user_id", "!=", False)],
            order="id",
            limit=60,
        )
        for number, partner in enumerate(customers):
            for channel in ("sms", "email", "call")[: number % 4]:
                partner._vn_record_consent(
                    channel, "advert", "given", "form", text_id=text.id
                )
            if number % 7 == 3:
                partner._vn_record_consent("sms", "advert", "withdrawn", "reply")

    # === Signed pages of preferences ===
    @api.model
    def _sign(self, partner, valid):
        """Return a token that opens the preferences of *partner* for a while.

        It names the company that writes: what is refused is refused to that one.
        """
        company = partner.company_id or self.env.company
        # sudo: the secret of the database signs, it is not told
        return hash_sign(
            self.sudo().env, SCOPE, [partner.id, company.id], expiration=valid
        )

    @api.model
    def _read_token(self, token):
        """Return the partner of a token, in the company that it names.

        :return: nobody for a wrong or an old token
        """
        # sudo: the token is signed with the secret of the database
        try:
            signed = verify_hash_signed(self.sudo().env, SCOPE, token or "")
        except ValueError:
            signed = None
        # links that left before they named a company name the person only
        ids = signed if isinstance(signed, list) else [signed, None]
        company = self.env["res.company"].sudo().browse(ids[1] or ()).exists()
        partner = self.env["res.partner"].sudo().browse(ids[0] or ()).exists()
        return partner.with_company(partner.company_id or company or self.env.company)

    def _mirror_blacklist(self):
        """Tell Odoo's blacklists, which its own mass mailings ask, the latest word.

        They know no companies: who refuses one of them stands there.
        """
        # sudo: salespeople may record a refusal without the right on the blacklist
        for row in self.sudo():
            if row.purpose != "advert" or not row.address or row.channel not in MIRRORS:
                continue
            said = self.sudo().search(
                [
                    ("address", "=", row.address),
                    ("channel", "=", row.channel),
                    ("purpose", "=", "advert"),
                ],
                order="date, state, id",
            )
            latest = {one.company_id: one.state for one in said}
            row.env[MIRRORS[row.channel]]._vn_mirror(
                row.address, "withdrawn" in latest.values()
            )
