from odoo.tools import SQL, sql

from odoo.addons.crm_vn_duplicate.tools import phone


def pre_init_hook(env):
    """Store the numbers of years, which take the ORM most of the installation."""
    sql.create_column(env.cr, "res_partner", "vn_contact_number", "varchar")
    some = """SELECT id, left(phone, 200) FROM res_partner
               WHERE phone > '' AND id > %s ORDER BY id LIMIT 20000"""
    last = 0
    while phones := env.execute_query(SQL(some, last)):
        last = phones[-1][0]
        env.cr.execute(
            "UPDATE res_partner p SET vn_contact_number = found.number"
            " FROM unnest(%s::int[], %s::varchar[]) found(id, number)"
            " WHERE p.id = found.id AND found.number > ''",
            ([one for one, _text in phones], [phone.key(text) for _, text in phones]),
        )


def post_init_hook(env):
    """Make the key of the hashes."""
    env["crm.vn.refusal.entry"]._get_key()


def uninstall_hook(env):
    """Forget the key of the hashes: they go with the tables."""
    env["ir.config_parameter"].search(
        [("key", "=like", "crm\\_vn\\_consent.%")]
    ).unlink()
