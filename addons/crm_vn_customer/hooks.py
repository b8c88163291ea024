from .models.res_partner_adoption import ADOPTED


def post_init_hook(env):
    """Make customers of the partners that the database has business with."""
    parameters = env["ir.config_parameter"]
    if not parameters.get_param(ADOPTED):
        parameters.set_param(ADOPTED, "1")
        env["crm.vn.fill"]._vn_start("adoption")


def uninstall_hook(env):
    """Forget that customers were made: a new installation looks again.

    The sequences of the companies' codes go too: no data file brought them.
    """
    env["ir.config_parameter"].search([("key", "=", ADOPTED)]).unlink()
    companies = env["res.company"].with_context(active_test=False).search([])
    sequences = companies.vn_code_sequence_id
    companies.vn_code_sequence_id = False
    sequences.unlink()
