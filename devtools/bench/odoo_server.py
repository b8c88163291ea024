"""Odoo's command line as a file: a server with workers starts parts of itself by it."""

from odoo.cli.command import main

main()
