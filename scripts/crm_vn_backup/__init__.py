"""Backup and restore of an Odoo database with its files, as one set that is checked.

Plain Python with psycopg2 and PostgreSQL's own programs, as Odoo's image has them:

    PYTHONPATH=scripts python3 -m crm_vn_backup backup company --data-dir … --to …
    PYTHONPATH=scripts python3 -m crm_vn_backup check SET
    PYTHONPATH=scripts python3 -m crm_vn_backup restore SET trial --data-dir …
"""
