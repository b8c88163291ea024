"""Vietnam's own record: how addresses are printed and entered there."""

from odoo.tools import sql

STOCK_FORMAT = "%(street)s\n%(street2)s\n%(city)s\n%(state_name)s %(country_name)s"
FORMAT = "%(street)s\n%(street2)s\n%(city)s, %(state_name)s\n%(country_name)s"


def pre_init_hook(env):
    """Make the columns that Odoo would compute, record by record.

    It computes whole addresses: the customer's would go over what somebody typed on a
    lead. Of a lead with the customer's place the ward is the customer's.
    """
    for table in ("res_partner", "crm_lead"):
        sql.create_column(env.cr, table, "vn_area_id", "int4")
    sql.create_column(env.cr, "crm_lead", "vn_city_id", "int4")
    env.cr.execute(
        """UPDATE crm_lead l SET vn_city_id = p.city_id
             FROM res_partner p
            WHERE p.id = l.partner_id AND p.city_id IS NOT NULL
              AND (l.city, l.state_id) IS NOT DISTINCT FROM (p.city, p.state_id)"""
    )


def post_init_hook(env):
    """Print and enter addresses with ward and province, unless that was changed."""
    vietnam = env.ref("base.vn")
    if vietnam.address_format == STOCK_FORMAT:
        vietnam.address_format = FORMAT
    if not vietnam.address_view_id:
        vietnam.address_view_id = env.ref(
            "crm_vn_location.res_partner_view_form_address"
        )
    env["crm.vn.area"]._vn_refresh_records()


def uninstall_hook(env):
    """Put back what Odoo has, where nobody changed it since."""
    vietnam = env.ref("base.vn")
    if vietnam.address_format == FORMAT:
        vietnam.address_format = STOCK_FORMAT
    ours = env.ref(
        "crm_vn_location.res_partner_view_form_address", raise_if_not_found=False
    )
    if ours and vietnam.address_view_id == ours:
        vietnam.address_view_id = False
    env["res.city"]._vn_restore_state_names()
    env["res.city"]._vn_unload_units()
    # the field is Odoo's and stays; its index is ours
    env.cr.execute("DROP INDEX IF EXISTS res_partner__city_id_index")
