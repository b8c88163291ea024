from odoo.tools import SQL

from .report.crm_vn_feedback_report import PRODUCTS


def uninstall_hook(env):
    """Take the view along that no model owns."""
    env.cr.execute(SQL("DROP VIEW IF EXISTS %s", SQL.identifier(PRODUCTS)))
