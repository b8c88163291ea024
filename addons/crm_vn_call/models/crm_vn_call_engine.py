"""From facts to calls: finding, folding, storing, and what follows."""

import json
from datetime import datetime, timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.crm_vn_call_provider.tools import conversation
from odoo.addons.crm_vn_duplicate.tools import phone

#: facts that are kept of one call; a switchboard that tells more is broken
MAX_FACTS = 300
#: seconds after the end in which the switchboard may still say that it was answered
WAIT_SECONDS = 60
#: seconds in which an outgoing call belongs to what was asked for by a click
CLICK_SECONDS = 30
#: a missed call that is told so late is counted, and nobody's task any more
LATE = timedelta(hours=24)
#: calls settled in one go
BATCH = 500
#: what :func:`conversation.fold` gives and is stored as it is
STORED = (
    "state",
    "is_over",
    "direction",
    "hotline",
    "started",
    "answered",
    "ended",
    "talk_seconds",
    "recording",
)


class CrmVnCall(models.Model):
    _inherit = "crm.vn.call"

    @api.model
    def _absorb(self, provider, told):
        """Take in what *provider* told of conversations.

        The same set of facts gives the same calls, in whatever order and however often
        it comes: all facts of a call are kept and it is made from them anew.

        :param dict told: ``{conversation: [fact]}``, see ``tools/conversation.py``
        :return: the calls
        """
        # sudo: the switchboard has no user here; provider and company are its own
        engine = self.sudo()._vn_as_engine(
            tracking_disable=True, mail_create_nolog=True, mail_create_nosubscribe=True
        )
        calls = engine._find_or_make(provider, told)
        before = {call: call.state for call in calls.values()}
        changed = engine.browse()
        values = {}
        for name, call in calls.items():
            known = values.get(call, {}).get("facts", call.facts or [])
            facts = conversation.merge(known, told[name])[:MAX_FACTS]
            if facts != known:
                values[call] = engine._fold(provider, call, facts)
                changed |= call
        engine._store(values)
        changed._sync_legs(provider)
        changed._announce(before)
        due = changed.filtered(
            lambda call: (
                call.is_over
                and (
                    (call.is_settled and call.state != before[call])
                    or (not call.is_settled and call.settle_at <= fields.Datetime.now())
                )
            )
        )
        due._settle()
        if changed.filtered(lambda call: call.is_over and not call.is_settled):
            self.env.ref("crm_vn_call.ir_cron_settle")._trigger(
                fields.Datetime.now() + timedelta(seconds=WAIT_SECONDS + 1)
            )
        return engine.browse(call.id for call in calls.values())

    # === Finding ===
    @api.model
    def _find_or_make(self, provider, told):
        """Return ``{conversation: call}``, locked; what isn't there yet is made."""
        calls = self._lock(provider, "conversation", list(told))
        tokens = {
            fact["client"]: name
            for name, facts in told.items()
            for fact in facts
            if name not in calls and fact.get("client")
        }
        for token, call in self._lock(provider, "client_ref", list(tokens)).items():
            calls[tokens[token]] = self._join(call, tokens[token])
        for name, facts in told.items():
            if name not in calls and (call := self._find_clicked(provider, facts)):
                calls[name] = self._join(call, name)
        missing = [name for name in told if name not in calls]
        if missing:
            self.env.execute_query(
                SQL(
                    """INSERT INTO crm_vn_call
                        (provider_id, company_id, conversation, direction, state,
                         started, talk_seconds, purpose, create_date, create_uid)
                    SELECT %(provider)s, %(company)s, name, 'in', 'new', %(now)s, 0,
                        'care', %(now)s, %(user)s
                    FROM unnest(%(names)s::varchar[]) name
                    ON CONFLICT DO NOTHING RETURNING id""",
                    provider=provider.id,
                    company=provider.company_id.id,
                    now=fields.Datetime.now(),
                    user=self.env.uid,
                    names=missing,
                )
            )
            calls |= self._lock(provider, "conversation", missing)
        # what is read of one of them is read of all
        ids = tuple(call.id for call in calls.values())
        return {name: call.with_prefetch(ids) for name, call in calls.items()}

    @api.model
    def _lock(self, provider, column, names):
        """Return ``{name: call}`` of those that are there, with their rows locked."""
        if not names:
            return {}
        self.flush_model()
        rows = self.env.execute_query(
            SQL(
                "SELECT id, %(column)s FROM crm_vn_call"
                " WHERE provider_id = %(provider)s AND %(column)s = ANY(%(names)s)"
                " ORDER BY id FOR UPDATE",
                column=SQL.identifier(column),
                provider=provider.id,
                names=names,
            )
        )
        self.browse(id_ for id_, _name in rows).invalidate_recordset(flush=False)
        return {name: self.browse(id_) for id_, name in rows}

    def _join(self, call, name):
        """Give a call that we asked for the name that the switchboard has for it."""
        if call.conversation != name:
            call.conversation = name
            call.flush_recordset(["conversation"])
        return call

    @api.model
    def _find_clicked(self, provider, facts):
        """Return the call that somebody asked for by a click, when this is it.

        Only for switchboards that lose our mark: same extension, same number, within
        half a minute, not yet known by a name of theirs.
        """
        call = conversation.fold(facts)
        number = phone.key(call["number"] or "")
        if call["direction"] != "out" or not (call["extension"] and number):
            return None
        user = self._get_users(provider).get(call["extension"])
        if not user:
            return None
        since = datetime.fromisoformat(call["started"]) if call["started"] else None
        since = (since or fields.Datetime.now()) - timedelta(seconds=CLICK_SECONDS)
        found = self.search(
            [
                ("provider_id", "=", provider.id),
                ("user_id", "=", user),
                ("number_key", "=", number),
                ("client_ref", "!=", False),
                ("is_over", "=", False),
                ("started", ">=", since),
            ],
            order="id desc",
            limit=1,
        )
        return found if found and found.conversation == found.client_ref else None

    @api.model
    def _get_users(self, provider):
        """Return ``{extension: id of the employee}`` of a switchboard."""
        return {line.extension: line.user_id.id for line in provider.extension_ids}

    # === Folding ===
    @api.model
    def _fold(self, provider, call, facts):
        """Return the values of *call* that its *facts* give."""
        found = conversation.fold(facts)
        values = {name: found[name] for name in STORED}
        for name in ("started", "answered", "ended"):
            values[name] = datetime.fromisoformat(found[name]) if found[name] else None
        values["started"] = values["started"] or call.started or fields.Datetime.now()
        if call.client_ref or any(fact.get("client") for fact in facts):
            # what we asked for went out, whatever a late event says
            values["direction"] = "out"
            if values["state"] == "missed":
                values["state"] = "no_answer"
        number = found["number"] or call.number
        values["number"] = number
        values["number_key"] = phone.key(number or "") or number or None
        users = self._get_users(provider)
        # who clicked stays; else it is whom the facts name, in whatever order they come
        clicked = call.user_id.id if call.client_ref else None
        values["user_id"] = users.get(found["extension"]) or clicked
        values["facts"] = facts
        settle_at = call.settle_at or None
        if found["is_over"] and not settle_at:
            settle_at = fields.Datetime.now()
            told = {fact["state"] for fact in facts}
            if not told & (conversation.FINAL | {"answered"}):
                settle_at += timedelta(seconds=WAIT_SECONDS)
        values["settle_at"] = settle_at
        return values

    @api.model
    def _store(self, values):
        """Write the values of many calls by one statement, and find whose they are.

        :param dict values: ``{call: values}``
        """
        if not values:
            return
        calls = self.browse(call.id for call in values)
        self._match(values)
        columns = list(next(iter(values.values())))
        types = {name: SQL(self._fields[name].column_type[1]) for name in columns}
        rows = SQL(", ").join(
            SQL(
                "(%s, %s)",
                call.id,
                SQL(", ").join(
                    SQL(
                        "%s",
                        json.dumps(line[name]) if name == "facts" else line[name],
                    )
                    for name in columns
                ),
            )
            for call, line in values.items()
        )
        self.env.execute_query(
            SQL(
                """UPDATE crm_vn_call c SET %s, write_date = %s, write_uid = %s
                FROM (VALUES %s) v (id, %s) WHERE c.id = v.id::int RETURNING c.id""",
                SQL(", ").join(
                    SQL("%s = v.%s::%s", *[SQL.identifier(name)] * 2, types[name])
                    for name in columns
                ),
                fields.Datetime.now(),
                self.env.uid,
                rows,
                SQL(", ").join(map(SQL.identifier, columns)),
            )
        )
        calls.invalidate_recordset(flush=False)
        for name in ("hour", "talk_minutes"):
            self.env.add_to_compute(self._fields[name], calls)

    @api.model
    def _match(self, values):
        """Add who has the numbers to the values of calls that have nobody yet."""
        matcher = self.env["crm.vn.call.matcher"]
        for company in self.browse(call.id for call in values).company_id:
            lines = {
                call: line
                for call, line in values.items()
                if call.company_id == company
            }
            numbers = {line["number_key"] for line in lines.values()}
            partners = matcher._find_one(numbers, company)
            leads = matcher._find_leads(numbers - partners.keys(), company)
            for call, line in lines.items():
                outside = line["direction"] != "internal"
                nobody = not call.partner_id and not call.lead_id and outside
                key = line["number_key"]
                line["partner_id"] = call.partner_id.id or (
                    partners[key].id if nobody and key in partners else None
                )
                line["lead_id"] = call.lead_id.id or (
                    leads[key].id if nobody and key in leads else None
                )

    def _sync_legs(self, provider):
        """Bring the legs up to the facts."""
        users = self._get_users(provider)
        rows = []
        for call in self:
            for extension, leg in conversation.legs(call.facts or []).items():
                state = (
                    leg["state"]
                    if leg["state"] not in ("recording", "unknown")
                    else "new"
                )
                rows.append(
                    (call.id, extension, state, leg["at"], users.get(extension))
                )
        if not rows:
            return
        self.env.execute_query(
            SQL(
                """INSERT INTO crm_vn_call_leg
                    (call_id, extension, state, date, user_id, create_date, create_uid)
                SELECT call_id, extension, state, date, user_id, %s, %s
                FROM unnest(%s::int[], %s::varchar[], %s::varchar[], %s::timestamp[],
                    %s::int[]) t (call_id, extension, state, date, user_id)
                ON CONFLICT (call_id, extension) DO UPDATE SET state = EXCLUDED.state,
                    date = EXCLUDED.date, user_id = EXCLUDED.user_id RETURNING id""",
                fields.Datetime.now(),
                self.env.uid,
                *map(list, zip(*rows, strict=True)),
            )
        )
        self.env["crm.vn.call.leg"].invalidate_model(flush=False)
        self.invalidate_recordset(["leg_ids"], flush=False)

    def _refuse(self, reason):
        """The switchboard does not want to make the call that was asked for."""
        self.ensure_one()
        call = self._vn_as_engine(tracking_disable=True)
        fact = {
            "conversation": call.conversation,
            "state": "failed",
            "direction": "out",
            "raw": reason[:200],
            "ended": fields.Datetime.now().isoformat(timespec="seconds"),
        }
        call._absorb(call.provider_id, {call.conversation: [fact]})
        call.user_id._bus_send(
            "crm_vn_call/refused", {"id": call.id, "reason": reason[:200]}
        )

    # === What follows ===
    def _settle(self):
        """Do what follows from calls that are over: contact, call-back."""
        self.write({"is_settled": True})
        outside = self.filtered(lambda call: call.direction != "internal")
        answered = outside.filtered(lambda call: call.state == "answered")
        answered._touch_customers()
        self.env["crm.vn.call.back"]._answered(answered)
        missed = outside.filtered(
            lambda call: (
                call.direction == "in"
                and call.state in ("missed", "voicemail", "busy", "failed")
            )
        )
        self.env["crm.vn.call.back"]._missed(missed)

    def _is_settled_since(self):
        """Tell whether a missed call, told late, needs nobody any more.

        It is a day old, or they have talked since.
        """
        self.ensure_one()
        if self.started < fields.Datetime.now() - LATE:
            return True
        talked = [
            ("company_id", "=", self.company_id.id),
            ("number_key", "=", self.number_key),
            ("state", "=", "answered"),
            ("started", ">", self.started),
            ("talk_seconds", ">=", self.company_id.vn_call_min_seconds),
        ]
        return bool(self.search_count(talked, limit=1))

    @api.model
    def _cron_settle(self):
        """Settle calls whose switchboard has had its time to say more.

        Strategy: batches, the oldest first, each committed; rows that another worker
        has are left to him. A call that fails stands in the list of what could not be
        done, and is tried again by the next run.
        """
        # sudo: see `_absorb`
        engine = self.sudo()._vn_as_engine(tracking_disable=True)
        failed = []
        while True:
            rows = self.env.execute_query(
                SQL(
                    """SELECT id FROM crm_vn_call
                    WHERE is_settled IS NOT TRUE AND is_over AND settle_at <= %s
                      AND id != ALL(%s)
                    ORDER BY settle_at LIMIT %s FOR UPDATE SKIP LOCKED""",
                    fields.Datetime.now(),
                    failed,
                    BATCH,
                )
            )
            calls = engine.browse(id_ for (id_,) in rows)
            done = self.env["crm.vn.cron.failure"]._vn_each(
                "crm_vn_call.ir_cron_settle",
                calls,
                lambda calls: calls._settle(),
                together=True,
            )
            failed += (calls - done).ids
            if not self.env["ir.cron"]._commit_progress(len(rows)) or len(rows) < BATCH:
                break
