import logging
import secrets
from datetime import timedelta
from urllib.parse import urlencode

import psycopg2
import requests

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ..tools import zalo

_logger = logging.getLogger(__name__)
TIMEOUT = 20
#: a token is refreshed so long before it ends
EARLY = timedelta(minutes=10)
#: how long the way to Zalo and back may take
OAUTH_TIME = timedelta(minutes=15)
#: a refresh token is used at least so often, though it lasts for three months
REFRESH_DAYS = 20


class CrmVnZaloAccount(models.Model):
    """An official account (OA) on Zalo, its tokens, its quota and its health.

    A refresh token is good once. It is used by one worker at a time, under a lock on
    the row, and what came for it is committed before anybody uses it.
    """

    _name = "crm.vn.zalo.account"
    _inherit = ["mail.thread", "crm.vn.webhook.mixin"]
    _description = "Zalo official account"
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
    oa_id = fields.Char(string="Account ID", copy=False)
    app_id = fields.Char(string="App ID", required=True)
    user_ids = fields.Many2many(
        "res.users",
        string="On duty",
        domain=[("share", "=", False)],
        help="They get chats of people whom nobody looks after",
    )
    template_ids = fields.One2many("crm.vn.zalo.template", "account_id")
    # === Secrets ===
    app_secret = fields.Char(groups="base.group_system", copy=False)
    webhook_secret = fields.Char(
        string="OA secret key",
        groups="base.group_system",
        copy=False,
        help="Zalo signs webhooks with it; it is another one than the app's secret",
    )
    access_token = fields.Char(groups="base.group_system", copy=False, readonly=True)
    refresh_token = fields.Char(groups="base.group_system", copy=False, readonly=True)
    token_end = fields.Datetime(groups="base.group_system", copy=False, readonly=True)
    refresh_date = fields.Datetime(string="Token of", copy=False, readonly=True)
    oauth_state = fields.Char(groups="base.group_system", copy=False, readonly=True)
    oauth_verifier = fields.Char(groups="base.group_system", copy=False, readonly=True)
    oauth_end = fields.Datetime(groups="base.group_system", copy=False, readonly=True)
    oauth_user_id = fields.Many2one(
        "res.users", groups="base.group_system", copy=False, readonly=True
    )
    redirect_url = fields.Char(
        string="Callback URL",
        compute="_compute_redirect_url",
        groups="base.group_system",
    )
    server_url = fields.Char(
        string="Other server",
        groups="base.group_system",
        help="Empty: Zalo's own servers. For tests: one that stands for all of them",
    )
    # === Health ===
    state = fields.Selection(
        [("new", "Not connected"), ("connected", "Connected"), ("lost", "Lost")],
        default="new",
        required=True,
        readonly=True,
        copy=False,
    )
    quota_daily = fields.Integer(string="Messages a day", readonly=True, copy=False)
    quota_left = fields.Integer(string="Left today", readonly=True, copy=False)
    quota_date = fields.Datetime(string="Quota read on", readonly=True, copy=False)
    paused_until = fields.Datetime(readonly=True, copy=False)
    blocked_reason = fields.Char(readonly=True, copy=False)
    blocked_date = fields.Datetime(readonly=True, copy=False)

    _oa_uniq = models.UniqueIndex(
        "(oa_id) WHERE oa_id IS NOT NULL AND active",
        "This official account is connected already.",
    )

    def _compute_redirect_url(self):
        for account in self:
            account.redirect_url = f"{account.get_base_url()}/vn/zalo/connect"

    # === Which one ===
    @api.model
    def _vn_find(self, company):
        """Return the account that writes for *company*, or none."""
        # sudo: that there is one is no secret; its tokens are read where they are used
        return self.sudo().search(
            Domain("company_id", "=", company.id) & Domain("state", "!=", "new"),
            limit=1,
        )

    # === Connecting ===
    def action_connect(self):
        """Go to Zalo, to allow this system to write for the account."""
        self.ensure_one()
        self.check_access("write")
        state, verifier = secrets.token_urlsafe(32), secrets.token_urlsafe(48)
        self.write(
            {
                "oauth_state": state,
                "oauth_verifier": verifier,
                "oauth_end": fields.Datetime.now() + OAUTH_TIME,
                "oauth_user_id": self.env.uid,
            }
        )
        query = urlencode(
            {
                "app_id": self.app_id,
                "redirect_uri": self.redirect_url,
                "code_challenge": zalo.challenge(verifier),
                "state": state,
            }
        )
        server = self.server_url or zalo.OAUTH_URL
        return {
            "type": "ir.actions.act_url",
            "url": f"{server}/v4/oa/permission?{query}",
            "target": "self",
        }

    @api.model
    def _vn_connect(self, state, code, oa_id):
        """Take in what Zalo sends a browser back with.

        :return: the account
        :raise UserError: when it is not what this user began
        """
        account = self.search([("oauth_state", "=", state)]) if state else self.browse()
        if (
            not account
            or account.oauth_user_id != self.env.user
            or account.oauth_end < fields.Datetime.now()
        ):
            raise UserError(
                self.env._(
                    "This connection was not begun here, or too long ago. Again."
                )
            )
        verifier = account.oauth_verifier
        account.write({"oauth_state": False, "oauth_verifier": False})
        told = account._ask_token(
            {
                "grant_type": "authorization_code",
                "code": code,
                "code_verifier": verifier,
            }
        )
        if not told.get("access_token"):
            raise UserError(
                self.env._(
                    "Zalo refused the connection of %(name)s: %(reason)s",
                    name=account.name,
                    reason=told.get("error_name") or told.get("error") or "",
                )
            )
        account._keep_tokens(told)
        account.write({"oa_id": oa_id or account.oa_id, "blocked_reason": False})
        return account

    def _ask_token(self, values):
        """Ask Zalo for tokens; return its answer as a dict."""
        self = self.sudo()  # sudo: the secret goes to Zalo and nowhere else
        try:
            response = requests.post(
                f"{self.server_url or zalo.OAUTH_URL}/v4/oa/access_token",
                data={"app_id": self.app_id, **values},
                headers={"secret_key": self.app_secret or ""},
                timeout=TIMEOUT,
                allow_redirects=False,
            )
            told = response.json()
        except (requests.exceptions.RequestException, ValueError) as error:
            return {"error": type(error).__name__}
        return told if isinstance(told, dict) else {"error": "answer"}

    def _keep_tokens(self, told):
        """Write tokens by SQL, with nothing else of the row."""
        seconds = int(told.get("expires_in") or 90000)
        now = fields.Datetime.now()
        self.env.execute_query(
            SQL(
                """UPDATE crm_vn_zalo_account
                      SET access_token = %s, refresh_token = %s, token_end = %s,
                          refresh_date = %s, state = 'connected'
                    WHERE id = %s RETURNING id""",
                told["access_token"],
                told.get("refresh_token"),
                now + timedelta(seconds=seconds),
                now,
                self.id,
            )
        )
        self.invalidate_recordset()

    # === Tokens ===
    def _vn_get_token(self, stale=None):
        """Return a good access token; one worker alone refreshes it.

        :param str stale: a token that Zalo refused, whatever its date says
        :raise UserError: when the account has to be connected anew
        """
        self.ensure_one()
        account = self.sudo()  # sudo: the token goes to Zalo and nowhere else
        account.invalidate_recordset(["access_token", "token_end", "state"])
        if account._is_good(account.access_token, account.token_end, stale):
            return account.access_token
        for _number in range(50):
            try:
                with self.env.registry.cursor() as cr:
                    own = account.with_env(self.env(cr=cr, su=True))
                    token = own._refresh_locked(stale)
            except psycopg2.errors.SerializationFailure:
                # another worker had the row: look again at what it left
                continue
            break
        else:
            token = None
        account.invalidate_recordset()
        if not token:
            raise UserError(
                self.env._("%s has lost its connection to Zalo. Connect it.", self.name)
            )
        return token

    @api.model
    def _is_good(self, token, end, stale):
        return bool(
            token and token != stale and end and end > fields.Datetime.now() + EARLY
        )

    def _refresh_locked(self, stale):
        """Refresh the token in a transaction of its own.

        It is committed when its cursor is left, before the token is used.

        :return: the token, None when the connection is lost
        """
        cr = self.env.cr
        cr.execute(
            SQL(
                "SELECT access_token, refresh_token, token_end"
                " FROM crm_vn_zalo_account WHERE id = %s FOR UPDATE",
                self.id,
            ),
            # who waited for another worker looks again; that is no fault
            log_exceptions=False,
        )
        token, refresh, end = cr.fetchone() or (None, None, None)
        if self._is_good(token, end, stale):
            return token
        if not refresh:
            return None
        told = self._ask_token(
            {"grant_type": "refresh_token", "refresh_token": refresh}
        )
        if told.get("access_token"):
            self._keep_tokens(told)
            return told["access_token"]
        # the token is used up, whether its answer was lost or it was refused
        reason = str(told.get("error_name") or told.get("error") or "")
        _logger.info("Account %s of Zalo lost its token: %s", self.id, reason)
        self._lose(reason)
        return None

    def _lose(self, reason):
        """Say at once, and once, that the account must be connected anew."""
        self.env.execute_query(
            SQL(
                "UPDATE crm_vn_zalo_account SET state = 'lost', access_token = NULL,"
                " refresh_token = NULL WHERE id = %s RETURNING id",
                self.id,
            )
        )
        self.invalidate_recordset()
        self._alert(
            self.env._(
                "%(name)s has lost its connection to Zalo (%(reason)s): connect it. "
                "Messages wait.",
                name=self.name,
                reason=reason,
            )
        )

    def _alert(self, text):
        """Tell administrators of the company."""
        administrators = self.env.ref("base.group_system").all_user_ids.filtered(
            lambda user: self.company_id in user.company_ids and user.active
        )
        self.message_post(
            body=text,
            partner_ids=administrators.partner_id.ids,
            subtype_xmlid="mail.mt_note",
        )

    @api.model
    def _cron_refresh(self):
        """Use refresh tokens long before their three months end, and read quotas.

        Strategy: each account by itself; one that fails stands with its reason in the
        list of what scheduled actions could not do. A new token comes in a transaction
        of its own, so the quota is written in one that begins after it.
        """
        cron = self.env["ir.cron"]
        limit = fields.Datetime.now() - timedelta(days=REFRESH_DAYS)
        accounts = self.search([("state", "=", "connected")])
        cron._commit_progress(remaining=len(accounts))
        job = self.env.ref("crm_vn_zalo.ir_cron_refresh")
        failures = self.env["crm.vn.cron.failure"]
        for account in accounts:
            reason = failures._vn_try(lambda one: one._vn_use_token(limit), account)
            cron._commit_progress()
            if reason is None:
                reason = failures._vn_try(lambda one: one._read_quota(), account)
            if reason is None:
                failures._vn_forget(job, account)
            else:
                failures._vn_note(job, account, {account.id: reason})
            cron._commit_progress(1)

    def _vn_use_token(self, limit):
        """Refresh the token if it ended, or is older than *limit* (a moment)."""
        is_old = self.refresh_date and self.refresh_date < limit
        self._vn_get_token(self.access_token if is_old else None)
