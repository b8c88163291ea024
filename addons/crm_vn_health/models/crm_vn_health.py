import hashlib
import json
import secrets
from datetime import timedelta

from odoo import api, fields, models, release
from odoo.exceptions import AccessError
from odoo.tools import SQL, consteq
from odoo.tools.json import json_default

from odoo.addons.crm_vn_base.numbers import format_percent

TOKEN = "crm_vn_health.token_sha256"
#: a queue that has waited so long is looked at, and is a fault
WAITS, STUCK = timedelta(hours=1), timedelta(days=1)
#: a scheduled action that is so late: nothing runs them
LATE = timedelta(hours=1)
#: the checks run every day
CHECK_AGE = timedelta(days=2)
#: from well to ill
STATES = ("ok", "warning", "fault")


class CrmVnHealth(models.AbstractModel):
    _inherit = "crm.vn.health"

    @api.model
    def _vn_check_administrator(self):
        """Refuse whoever is no administrator.

        :raise AccessError: in words
        """
        if not self.env.su and not self.env.user.has_group("base.group_system"):
            raise AccessError(
                self.env._("Only administrators see the system's health.")
            )

    @api.model
    def _vn_rows(self):
        """Return what the page and the answer for monitoring show.

        :return: list of dicts: ``section``, ``code`` (stable, English), ``name``,
            ``state`` (of :data:`STATES`), ``value``; and where there are any ``date``,
            ``seconds``, ``detail``, ``res_model`` with ``domain`` of the records
        """
        self._vn_check_administrator()
        # sudo: counts of queues, runs and sizes, for administrators only
        health = self.sudo()
        return [
            *health._vn_check_rows(),
            *health._vn_queue_rows(),
            *health._vn_fill_rows(),
            *health._vn_cron_rows(),
            *health._vn_search_rows(),
            *health._vn_version_rows(),
        ]

    @api.model
    def _vn_worst(self, rows):
        """Return the worst state of *rows*."""
        return max((row["state"] for row in rows), key=STATES.index, default="ok")

    @api.model
    def _vn_check_rows(self):
        """Return a row for each check of what is stored."""
        found = {
            check.code: check for check in self.env["crm.vn.health.check"].search([])
        }
        now = fields.Datetime.now()
        rows = []
        for code, (label, _function) in self._vn_checks().items():
            check = found.get(code)
            row = {"section": "checks", "code": code, "name": label}
            if not check:
                row.update(state="warning", value=self.env._("never checked"))
                rows.append(row)
                continue
            old = check.date < now - CHECK_AGE
            bad = check.wrong or check.error
            row.update(
                state="fault" if bad else "warning" if old else "ok",
                value=self.env._(
                    "%(wrong)s of %(compared)s differ",
                    wrong=check.wrong,
                    compared=check.compared,
                ),
                date=check.date,
                detail=check.error,
            )
            if check.res_ids:
                row["res_model"] = check.res_model
                row["domain"] = [("id", "in", check.res_ids)]
            rows.append(row)
        return rows

    @api.model
    def _vn_queue_rows(self):
        """Return a row for each queue, and for what scheduled actions failed on."""
        now = fields.Datetime.now()
        rows = []
        for code, (label, model, domain, since) in self._vn_queues().items():
            [(count, oldest)] = self.env[model]._read_group(
                domain, aggregates=["__count", f"{since}:min"]
            )
            age = now - oldest if count and oldest else timedelta()
            if code.endswith("_failed"):
                state = "warning" if count else "ok"
            else:
                state = STATES[(age > WAITS) + (age > STUCK)]
            rows.append(
                {
                    "section": "queues",
                    "code": code,
                    "name": label,
                    "state": state,
                    "value": str(count),
                    "date": oldest if count else False,
                    "res_model": model,
                    "domain": domain,
                }
            )
        return rows

    @api.model
    def _vn_fill_rows(self):
        """Return how far what addons fill after their installation has come."""
        labels = self.env["crm.vn.fill"]._vn_fills()
        now = fields.Datetime.now()
        return [
            {
                "section": "queues",
                "code": f"fill_{fill.code}",
                "name": labels[fill.code][0] if fill.code in labels else fill.code,
                # each batch writes how far it came
                "state": "warning" if now - fill.write_date > WAITS else "ok",
                "value": format_percent(self.env, float(round(fill.progress))),
                "date": fill.create_date,
                "res_model": "crm.vn.fill",
                "domain": [("id", "=", fill.id)],
            }
            for fill in self.env["crm.vn.fill"].search([])
        ]

    @api.model
    def _vn_cron_rows(self):
        """Return a row for each active scheduled action, and its open failures."""
        runs = {run.cron_id: run for run in self.env["crm.vn.cron.run"].search([])}
        failures = dict(
            self.env["crm.vn.cron.failure"]._read_group([], ["cron_id"], ["__count"])
        )
        late = fields.Datetime.now() - LATE
        rows = []
        crons = self.env["ir.cron"].search([])
        codes = crons.get_external_id()
        for cron in crons:
            run, left = runs.get(cron), failures.get(cron, 0)
            failed = bool(cron.failure_count or (run and run.state == "failed"))
            row = {
                "section": "crons",
                "code": codes[cron.id] or str(cron.id),
                "name": cron.name,
                "state": "fault" if failed else "warning" if left else "ok",
                "value": self.env._("never ran"),
                "date": run.date if run else cron.lastcall,
                "seconds": run.seconds if run else 0,
                "res_model": "ir.cron",
                "domain": [("id", "=", cron.id)],
            }
            if cron.nextcall < late:
                row.update(state="fault", value=self.env._("late: nothing runs it"))
            elif failed:
                row["value"] = self.env._("failed")
            elif left:
                row["value"] = self.env._("%s records could not be done", left)
            elif row["date"]:
                row["value"] = self.env._("done")
            if failed and run and run.reason:
                row["detail"] = run.reason
            if left and not failed:
                row["res_model"] = "crm.vn.cron.failure"
                row["domain"] = [("cron_id", "=", cron.id)]
            rows.append(row)
        return rows

    @api.model
    def _vn_search_rows(self):
        """Return whether search has what makes it fast, and keeps it."""
        search = self.env["crm.vn.search"]
        missing = sorted(search._vn_missing_indexes())
        carried = search._vn_is_carried()
        return [
            {
                "section": "search",
                "code": "unaccent",
                "name": self.env._("Search without accents"),
                "state": "ok" if carried else "warning",
                "value": self.env._("as it should be")
                if carried
                else self.env._("a dump would lose its indexes"),
            },
            {
                "section": "search",
                "code": "indexes",
                "name": self.env._("Missing indexes"),
                "state": "warning" if missing else "ok",
                "value": str(len(missing)),
                "detail": ", ".join(missing),
            },
        ]

    @api.model
    def _vn_version_rows(self):
        """Return the versions of what runs, and the size of the database."""
        [(server, size)] = self.env.execute_query(
            SQL(
                "SELECT current_setting('server_version'),"
                " pg_size_pretty(pg_database_size(current_database()))"
            )
        )
        modules = self.env["ir.module.module"].search(
            [("state", "=", "installed"), ("name", "=like", "crm\\_vn%")]
        )
        # in Odoo's words "installed" is what the files say, "latest" what is in use
        behind = modules.filtered(
            lambda module: module.installed_version != module.latest_version
        )
        rows = [
            ("odoo", self.env._("Odoo"), "ok", release.version, ""),
            ("postgresql", self.env._("PostgreSQL"), "ok", server, ""),
            ("database", self.env._("Size of the database"), "ok", size, ""),
            (
                "addons",
                self.env._("Addons to update"),
                "warning" if behind else "ok",
                str(len(behind)),
                ", ".join(behind.mapped("name")),
            ),
        ]
        keys = ("code", "name", "state", "value", "detail")
        return [
            {"section": "versions", **dict(zip(keys, row, strict=True))} for row in rows
        ]

    @api.model
    def _vn_report(self):
        """Return the answer for monitoring: no names, no texts, no reasons.

        :return: {"state", "moment", "rows": [{"section", "code", "state", "value"}]}
        """
        rows = self.with_context(lang="en_US")._vn_rows()
        keys = ("section", "code", "state", "value")
        return {
            "state": self._vn_worst(rows),
            "moment": fields.Datetime.now().isoformat() + "Z",
            "rows": [{key: row[key] for key in keys} for row in rows],
        }

    @api.model
    def _vn_new_token(self):
        """Return a new token for monitoring; the one before is no longer valid.

        Only its hash is kept.
        """
        self._vn_check_administrator()
        token = secrets.token_urlsafe(32)
        # sudo: nobody reads the parameter but administrators; this is one
        self.env["ir.config_parameter"].sudo().set_param(TOKEN, self._vn_hash(token))
        return token

    @api.model
    def _vn_is_token(self, token):
        """Tell whether *token* is the one for monitoring."""
        # sudo: whoever asks has no user here; the token is what he shows instead
        known = self.env["ir.config_parameter"].sudo().get_param(TOKEN)
        return bool(known and token) and consteq(known, self._vn_hash(token))

    @api.model
    def _vn_hash(self, token):
        return hashlib.sha256(token.encode()).hexdigest()

    @api.model
    def action_vn_open(self):
        """Open the page, as things are now."""
        rows, title = self._vn_rows(), self.env._("Health")
        # sudo: rows of this page only; nobody makes others
        lines = (
            self.env["crm.vn.health.line"]
            .sudo()
            .create(
                [
                    {
                        **{key: value for key, value in row.items() if key != "domain"},
                        "domain": json.dumps(row["domain"], default=json_default)
                        if row.get("domain")
                        else False,
                    }
                    for row in rows
                ]
            )
        )
        return {
            "type": "ir.actions.act_window",
            "name": title,
            "res_model": "crm.vn.health.line",
            "view_mode": "list",
            "domain": [("id", "in", lines.ids)],
            "context": {"search_default_group_by_section": 1},
        }
