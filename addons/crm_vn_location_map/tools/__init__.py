"""Plain Python, without Odoo."""
