from . import models


def post_init_hook(env):
    """Give every existing company its own number series."""
    env["res.company"].search([])._vn_create_contract_sequence()
