from collections import defaultdict
from datetime import UTC, timedelta
from zoneinfo import ZoneInfo

from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.crm_vn_base.tools.plans import look_up

from ..tools import hours
from .crm_vn_channel_mixin import BY_NUMBER

DAY = timedelta(hours=24)
#: reasons that hold for every purpose but what a contract needs
WISHES = ("do_not_contact", "blacklisted", "own_list")


class CrmVnContactVerdict(models.AbstractModel):
    """May we contact these people, now, in this way, for this purpose?

    One statement finds what speaks against each person; the limits by hour are the same
    for all people of a company. The first reason in the order of the statement counts.
    """

    _name = "crm.vn.contact.verdict"
    _description = "Verdict on contacts"

    @api.model
    def _get_verdicts(self, partners, channel, purpose, when=None):
        """Return ``{partner id: (allowed, code, not_before)}``.

        :param partners: customers and contacts of any companies
        :param datetime when: naive UTC; now by default
        :return: *code* is a key of :meth:`_get_reasons`; *not_before* is the first
            moment (naive UTC) from which nothing speaks against it any more, False when
            waiting does not help
        """
        by_channel = self._get_verdicts_of_channels(partners, [channel], purpose, when)
        return by_channel[channel]

    @api.model
    def _get_verdicts_of_channels(self, partners, channels, purpose, when=None):
        """Return ``{channel: verdicts}`` as of `_get_verdicts`, all asked at once."""
        for channel in channels:
            self.env["crm.vn.consent"]._check_values(channel, purpose, "given", "hand")
        when = fields.Datetime.to_datetime(when) or fields.Datetime.now()
        result = {channel: {} for channel in channels}
        limits = {}
        for channel, partner_id, company_id, reason, moments in self._read(
            partners, channels, purpose, when
        ):
            if reason:
                result[channel][partner_id] = (False, reason, False)
                continue
            key = channel, company_id
            if key not in limits:
                limits[key] = self._get_limits(company_id, channel, purpose, when)
            result[channel][partner_id] = limits[key].get_verdict(moments or [])
        return result

    def _get_limits(self, company_id, channel, purpose, when):
        company = self.env["res.company"].browse(company_id)
        rules = self.env["crm.vn.contact.rule"]._get_rules(channel, purpose, company)
        newest = False
        if purpose == "advert" and channel in ("call", "sms"):
            newest = self.env["crm.vn.refusal.list"]._get_newest_date(company)
        return _Limits(rules, company, when, newest)

    def _read(self, partners, channels, purpose, when):
        """Return rows ``(channel, id, company, reason or None, contacts of a day)``."""
        self._flush()
        look_up(self.env.cr, partners)
        where = SQL("p.id = ANY(%s)", partners.ids)
        return self.env.execute_query(
            SQL(" UNION ALL ").join(
                SQL(
                    "SELECT %s, v.* FROM (%s) v (id, company, reason, moments)",
                    channel,
                    self._get_statement(where, channel, purpose, when),
                )
                for channel in channels
            )
        )

    def _flush(self):
        """Write what the statement reads."""
        for model in (
            *("res.partner", "crm.vn.consent", "crm.vn.contact.log"),
            *("crm.vn.refusal.entry", "phone.blacklist", "mail.blacklist"),
        ):
            self.env[model].flush_model()

    def _get_statement(self, where, channel, purpose, when):
        """Return the statement of the verdicts without the hours.

        :param SQL where: which rows of ``res_partner p``
        :return: columns id, company_id, reason, moments
        """
        key = {
            "email": SQL("p.email_normalized"),
            "visit": SQL("NULL::varchar"),
        }.get(channel, SQL("NULLIF(p.vn_contact_number, '')"))
        return SQL(
            """
            WITH who AS (
                SELECT p.id, COALESCE(p.company_id, %(company)s) AS company_id,
                       p.active AND c.active IS NOT FALSE AS active,
                       p.vn_do_not_contact OR c.vn_do_not_contact AS refuses,
                       p.vn_processing_restricted AS restricted, %(key)s AS key
                  FROM res_partner p
                  LEFT JOIN res_partner c ON c.id = p.commercial_partner_id
                 WHERE %(where)s
            ), ledger AS (
                SELECT DISTINCT ON (id) id, state FROM (
                    SELECT who.id, l.state, l.date, l.id AS row
                      FROM who JOIN crm_vn_consent l ON l.partner_id = who.id
                       AND l.channel = %(channel)s AND l.purpose = %(purpose)s
                       AND l.company_id = who.company_id AND l.date <= %(when)s
                    UNION ALL
                    SELECT who.id, l.state, l.date, l.id
                      FROM who JOIN crm_vn_consent l ON l.address = who.key
                       AND (l.partner_id IS NULL OR l.state = 'withdrawn')
                       AND l.channel = %(channel)s AND l.purpose = %(purpose)s
                       AND l.company_id = who.company_id AND l.date <= %(when)s
                ) rows ORDER BY id, date DESC, state DESC, row DESC
            ), log AS (
                SELECT id, array_agg(date ORDER BY date) AS moments FROM (
                    SELECT who.id, g.id AS row, g.date
                      FROM who JOIN crm_vn_contact_log g ON g.partner_id = who.id
                       AND g.channel = %(channel)s AND g.purpose = %(purpose)s
                       AND g.date > %(since)s AND g.date <= %(when)s
                       AND g.company_id = who.company_id
                    UNION
                    SELECT who.id, g.id, g.date
                      FROM who JOIN crm_vn_contact_log g ON g.address = who.key
                       AND g.channel = %(channel)s AND g.purpose = %(purpose)s
                       AND g.date > %(since)s AND g.date <= %(when)s
                       AND g.company_id = who.company_id
                ) rows GROUP BY id
            )
            SELECT who.id, who.company_id, CASE
                       WHEN NOT who.active THEN 'archived'
                       WHEN who.restricted THEN 'restricted'
                       WHEN ledger.state = 'withdrawn' THEN 'withdrawn'
                       %(wishes)s
                       %(advert)s
                   END, log.moments
              FROM who
              LEFT JOIN ledger ON ledger.id = who.id
              LEFT JOIN log ON log.id = who.id
              %(joins)s
            """,
            company=self.env.company.id,
            key=key,
            where=where,
            channel=channel,
            purpose=purpose,
            when=when,
            since=when - DAY,
            **self._get_refusals(channel, purpose),
        )

    def _get_refusals(self, channel, purpose):
        """Return the parts of the statement that ask the lists.

        What stands on a blacklist because of the ledger is no news to adverts: they ask
        the ledger itself, which knows the company. It does say no to other messages.
        """
        wishes, advert, joins = SQL(), SQL(), []
        if purpose != "transaction":
            black = SQL("FALSE")
            if channel in BY_NUMBER:
                joins.append(
                    SQL(
                        "LEFT JOIN phone_blacklist black ON black.active"
                        " AND black.number = who.key AND (%s OR"
                        " black.vn_from_consent IS NOT TRUE)",
                        channel == "sms" and purpose != "advert",
                    )
                )
                black = SQL("black.id IS NOT NULL")
            elif channel == "email":
                joins.append(
                    SQL(
                        "LEFT JOIN mail_blacklist black ON black.active"
                        " AND black.email = who.key AND (%s OR"
                        " black.vn_from_consent IS NOT TRUE)",
                        purpose != "advert",
                    )
                )
                black = SQL("black.id IS NOT NULL")
            wishes = SQL(
                """WHEN who.refuses THEN 'do_not_contact'
                   WHEN %s THEN 'blacklisted'
                   WHEN %s THEN 'own_list'""",
                black,
                self._get_list_condition("own"),
            )
        if purpose == "advert":
            national = SQL()
            if channel in ("call", "sms"):
                national = SQL(
                    "WHEN %s THEN 'national_list'", self._get_list_condition("national")
                )
            advert = SQL(
                """%s
                WHEN ledger.state IS NULL THEN 'no_consent'""",
                national,
            )
        return {"wishes": wishes, "advert": advert, "joins": SQL(" ").join(joins)}

    def _get_list_condition(self, kind):
        lists = self.env["crm.vn.refusal.list"]._get_in_force(kind)
        if not lists:
            return SQL("FALSE")
        return SQL(
            """EXISTS (SELECT 1 FROM crm_vn_refusal_entry e
                        JOIN crm_vn_refusal_list r ON r.id = e.list_id
                       WHERE e.digest = %s AND e.list_id = ANY(%s)
                         AND (r.company_id IS NULL
                              OR r.company_id = who.company_id))""",
            self.env["crm.vn.refusal.entry"]._get_digest_sql(SQL("who.key")),
            lists.ids,
        )

    @api.model
    def _get_partners_by_code(self, partners, channel, purpose, when=None):
        """Return ``{code: partners}``, in the order of *partners*."""
        found = defaultdict(list)
        verdicts = self._get_verdicts(partners, channel, purpose, when)
        for partner_id in partners.ids:
            found[verdicts[partner_id][1]].append(partner_id)
        return {code: partners.browse(ids) for code, ids in found.items()}

    @api.model
    def _get_reasons(self):
        """Return ``{code: sentence}`` in the reader's language."""
        return {
            "ok": self.env._("Allowed"),
            "archived": self.env._("The customer is archived"),
            "restricted": self.env._(
                "The person asked to restrict the use of his or her data"
            ),
            "do_not_contact": self.env._("The customer does not want to be contacted"),
            "blacklisted": self.env._("The number or address is on the blacklist"),
            "own_list": self.env._(
                "The number is on the company's own do-not-call list"
            ),
            "national_list": self.env._(
                "The number is on the national do-not-call list"
            ),
            "withdrawn": self.env._("The person has withdrawn consent"),
            "no_consent": self.env._(
                "No consent to adverts by this channel is recorded"
            ),
            "list_old": self.env._(
                "The national do-not-call list is too old: load a newer one"
            ),
            "hours": self.env._("Outside the hours allowed for this channel"),
            "cap": self.env._("The limit of contacts in 24 hours is reached"),
        }


class _Limits:
    """What the rules of one company say about one moment."""

    def __init__(self, rules, company, when, newest_list):
        self.rules, self.when = rules, when
        self.zone = ZoneInfo(company._vn_timezone())
        local = self._local(when)
        today = rules._on_day(local.date())
        self.cap = today._get_cap(local.date())
        self.is_open = hours.is_open(local, today._get_windows(local.date()))
        age = (local.date() - newest_list).days if newest_list else 0
        self.list_is_old = any(
            0 < rule.list_block_days < age for rule in today if newest_list
        )

    def _local(self, moment):
        moment = moment.replace(tzinfo=UTC).astimezone(self.zone)
        return moment.replace(tzinfo=None)

    def get_verdict(self, moments):
        """Return (allowed, code, not_before) for somebody with these contacts."""
        if self.list_is_old:
            return False, "list_old", False
        free = hours.first_free(moments, self.cap, self.when)
        if self.is_open and free <= self.when:
            return True, "ok", False
        code = "cap" if self.is_open else "hours"
        opens = hours.next_open(self._local(free), self.rules._get_windows)
        if not opens:
            return False, code, False
        opens = opens.replace(tzinfo=self.zone).astimezone(UTC)
        return False, code, opens.replace(tzinfo=None)
