"""Vietnam's own record: how addresses are printed and entered there."""

STOCK_FORMAT = "%(street)s\n%(street2)s\n%(city)s\n%(state_name)s %(country_name)s"
FORMAT = "%(street)s\n%(street2)s\n%(city)s, %(state_name)s\n%(country_name)s"


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
