import base64
import logging
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL, mute_logger

from ..tools.body import parse

_logger = logging.getLogger(__name__)

#: so many rows are worked off in one transaction
BATCH = 500
#: after so many failures a person has to look
MAX_ATTEMPTS = 6
#: days after which what was worked off is forgotten
KEEP_DAYS = 30


class CrmVnWebhookEvent(models.Model):
    """What a provider told, as it came: kept first, worked off afterwards."""

    _name = "crm.vn.webhook.event"
    _description = "Webhook event"
    _order = "id desc"
    _rec_name = "unique_key"

    provider_model = fields.Char(required=True, readonly=True)
    provider_id = fields.Many2oneReference(
        model_field="provider_model", required=True, readonly=True
    )
    company_id = fields.Many2one("res.company", readonly=True, index=True)
    unique_key = fields.Char(string="Key", required=True, readonly=True)
    body = fields.Binary(attachment=False, readonly=True)
    text = fields.Text(string="What came", compute="_compute_text")
    headers = fields.Json(readonly=True)
    query = fields.Json(string="Parameters", readonly=True)
    state = fields.Selection(
        [
            ("new", "New"),
            ("done", "Worked off"),
            ("ignored", "Nothing to do"),
            ("error", "Failed"),
        ],
        default="new",
        required=True,
        readonly=True,
    )
    attempts = fields.Integer(readonly=True)
    retry_at = fields.Datetime(string="Next attempt", readonly=True)
    error = fields.Text(string="What went wrong", readonly=True)

    _key_uniq = models.UniqueIndex("(provider_model, provider_id, unique_key)")
    _open_idx = models.Index("(id) WHERE state IN ('new', 'error')")

    @api.depends("body", "query")
    def _compute_text(self):
        for event in self:
            body = event._get_body().decode(errors="replace")
            event.text = body or str(event.query or "")

    def _get_body(self):
        """Return the bytes that came."""
        self.ensure_one()
        body = self.with_context(bin_size=False).body
        return base64.b64decode(body) if body else b""

    def _get_data(self):
        """Return what came, read as JSON, a form or parameters.

        :raise ValueError: it can't be read
        """
        kind = (self.headers or {}).get("content-type", "")
        return parse(self._get_body(), kind, self.query)

    def action_retry(self):
        """Work these off anew, now."""
        self.check_access("write")
        self.write({"state": "new", "attempts": 0, "retry_at": False, "error": False})
        self._trigger()
        return True

    @api.model
    def _get_provider_models(self):
        """Return the names of the models that can have a webhook."""
        mixin = self.env.registry["crm.vn.webhook.mixin"]
        return [
            name
            for name, model in self.env.registry.items()
            if issubclass(model, mixin) and not model._abstract
        ]

    # === Keeping ===
    @api.model
    def _keep(self, provider, body, headers, query):
        """Write down what came; what came before is there once."""
        kept = {
            name: headers[name]
            for name in provider._vn_kept_headers()
            if name in headers
        }
        values = {
            "provider_model": provider._name,
            "provider_id": provider.id,
            "company_id": provider.company_id.id,
            "unique_key": provider._vn_event_key(body, headers, query),
            "body": base64.b64encode(body),
            "headers": kept,
            "query": query,
        }
        # sudo: nobody writes the inbox himself
        events = self.sudo()
        same = [
            (name, "=", values[name])
            for name in ("provider_model", "provider_id", "unique_key")
        ]
        event = events.search(same, limit=1)
        if not event:
            fields_ = {name: self._fields[name] for name in values}
            columns = [
                (
                    SQL.identifier(name),
                    field.convert_to_column_insert(values[name], events),
                )
                for name, field in fields_.items()
            ]
            [*made] = self.env.execute_query(
                SQL(
                    """INSERT INTO crm_vn_webhook_event
                        (create_date, create_uid, state, attempts, %s)
                    VALUES (now() AT TIME ZONE 'UTC', %s, 'new', 0, %s)
                    ON CONFLICT DO NOTHING RETURNING id""",
                    SQL(", ").join(name for name, _value in columns),
                    self.env.uid,
                    SQL(", ").join(SQL("%s", value) for _name, value in columns),
                )
            )
            event = events.browse(made[0]) if made else events.search(same, limit=1)
            if made:
                self._trigger()
        return event

    @api.model
    def _trigger(self):
        """Have the inbox worked off as soon as this is committed."""
        self.env.ref("crm_vn_webhook.ir_cron_process")._trigger()

    # === Working off ===
    @api.model
    def _cron_process(self):
        """Work off the inbox.

        Strategy: the rows of each provider in the order they came, in batches, each
        committed; rows that another worker has are left to him. When a batch fails, its
        rows are tried one by one, each with its reason kept when it fails again.
        """
        while True:
            count, left = self._process_batch(self._get_due(BATCH))
            if not self.env["ir.cron"]._commit_progress(count, remaining=left):
                break
            if not left:
                break

    @api.model
    def _process(self, providers):
        """Work off all that is there from *providers*; return how many rows."""
        total = 0
        for provider in providers:
            count = 1
            while count:
                count, _left = self._process_batch(self._get_due(BATCH, provider))
                total += count
        return total

    @api.model
    def _get_due(self, limit, provider=None):
        """Lock and return rows that are due, the oldest first."""
        self.flush_model()
        rows = self.env.execute_query(
            SQL(
                """SELECT id FROM crm_vn_webhook_event
                WHERE state IN ('new', 'error') AND attempts < %s
                AND (retry_at IS NULL OR retry_at <= %s) AND %s
                ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED""",
                MAX_ATTEMPTS,
                fields.Datetime.now(),
                SQL(
                    "provider_model = %s AND provider_id = %s",
                    provider._name,
                    provider.id,
                )
                if provider
                else SQL("TRUE"),
                limit,
            )
        )
        # sudo: the inbox belongs to the system
        return self.sudo().browse(id_ for (id_,) in rows)

    @api.model
    def _process_batch(self, events):
        """Work off locked rows; return how many, and whether there may be more."""
        for (model, provider_id), group in events.grouped(
            lambda event: (event.provider_model, event.provider_id)
        ).items():
            known = self.env.get(model)
            # sudo: a provider is worked off by the system, with its own company
            provider = (
                known.sudo().browse(provider_id).exists() if known is not None else None
            )
            if not provider:
                group._mark("ignored")
                continue
            provider = provider.with_company(provider.company_id)
            if not group._work_off(provider):
                for event in group:
                    event._work_off(provider, alone=True)
        return len(events), len(events) == BATCH and len(self._get_due(1))

    def _work_off(self, provider, alone=False):
        """Have *provider* work these off; return whether it went well."""
        try:
            with self.env.cr.savepoint(), mute_logger("odoo.sql_db"):
                found = provider._vn_work_off(self)
                for state, alike in self.grouped(found.get).items():
                    if isinstance(state, Exception):
                        alike._mark("error", str(state).strip() or repr(state))
                    elif state:
                        alike._mark(state)
                provider.env.flush_all()
        except Exception as error:
            self.env.invalidate_all(flush=False)
            if alone:
                self._mark("error", str(error).strip() or repr(error))
                _logger.info(
                    "webhook event %s failed: %s", self.id, type(error).__name__
                )
            return False
        return True

    def _mark(self, state, error=False):
        """Note how it went; what failed is tried later and later."""
        if state != "error":
            self.write({"state": state, "error": False, "retry_at": False})
            return
        for event in self:
            wait = timedelta(minutes=2**event.attempts)
            event.write(
                {
                    "state": state,
                    "error": error,
                    "attempts": event.attempts + 1,
                    "retry_at": fields.Datetime.now() + wait,
                }
            )

    @api.autovacuum
    def _gc_events(self):
        """Forget what was worked off long ago: it holds people's numbers."""
        limit = fields.Datetime.now() - timedelta(days=KEEP_DAYS)
        old = self.search([("create_date", "<", limit)], limit=10_000)
        old.unlink()
        return len(old), len(old) == 10_000
