from odoo import api, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import OrderedSet

from odoo.addons.crm_vn_base.arguments import takes


class CrmVnFirstSteps(models.AbstractModel):
    """What a company sets up first, each step ticked off by what is there.

    Nothing is kept about a step but that it is not needed: whether it is done is
    looked up in the data, whenever somebody looks, so that the list is right on a
    database with years of data, too. Looking writes nothing.

    An addon adds its own by extending ``_get_steps()``.
    """

    _name = "crm.vn.first.steps"
    _description = "First steps"

    # === Calls of the client ===
    @api.model
    @api.readonly
    def get_steps(self):
        """Return the steps of the current company.

        :return: dict with ``hidden`` (the desk doesn't show them any more), ``done``
            and ``total`` (numbers) and ``steps``, see `_get_steps`; each of them has
            ``done`` and ``skipped``, too
        :raise AccessError: the user doesn't manage sales
        """
        self._check_manager()
        company = self.env.company
        skipped = set(company.vn_first_steps_skipped or ())
        steps = sorted(self._get_steps(), key=lambda step: step["sequence"])
        for step in steps:
            step["done"] = not step["missing"]
            step["skipped"] = not step["done"] and step["name"] in skipped
        return {
            "hidden": company.vn_first_steps_hidden,
            "done": sum(step["done"] or step["skipped"] for step in steps),
            "total": len(steps),
            "steps": steps,
        }

    @api.model
    def set_hidden(self, hidden):
        """Show the list of the current company on the desk, or no more.

        :param bool hidden: whether it is hidden
        :raise AccessError: the user doesn't manage sales
        """
        self._check_manager()
        # sudo: sales managers may not write companies; only this mark is written
        self.env.company.sudo().vn_first_steps_hidden = bool(hidden)
        return True

    @api.model
    @takes(name="text")
    def set_skipped(self, name, skipped):
        """Note that a step is not needed in the current company, or needed after all.

        :param str name: of a step
        :param bool skipped: whether it is not needed
        :raise AccessError: the user doesn't manage sales
        :raise UserError: there is no such step
        """
        self._check_manager()
        if name not in {step["name"] for step in self._get_steps()}:
            raise UserError(self.env._("There is no such step: load the page anew."))
        names = OrderedSet(self.env.company.vn_first_steps_skipped or ())
        if skipped:
            names.add(name)
        else:
            names.discard(name)
        # sudo: sales managers may not write companies; only this list is written
        self.env.company.sudo().vn_first_steps_skipped = list(names)
        return True

    # === For addons ===
    @api.model
    def _get_steps(self):
        """Return the steps as dicts made with `_step`; extend it.

        Called as the user, who manages sales: look with the rights of the user, and
        with a flat number of queries that stop at the first record found.
        """
        return []

    @api.model
    def _step(self, name, sequence, title, text, *, missing, action, label, may=True):
        """Return one step.

        :param str name: unique; also the page of the guide
        :param int sequence: the lowest first
        :param str title: what is to be done, in a few words
        :param str text: what it is good for, in a sentence
        :param list missing: sentences, each of something that is missing; the step is
            done when there is none
        :param action: XML id of an action, or an action as a dict: the screen on which
            it is done
        :param str label: of the button that opens it
        :param bool may: whether the user may do it; others are told who may
        """
        return {
            "name": name,
            "sequence": sequence,
            "title": title,
            "text": text,
            "missing": list(missing),
            "action": action,
            "label": label,
            "may": bool(may),
        }

    @api.model
    def _form(self, record):
        """Return the action that opens one record."""
        return {
            "type": "ir.actions.act_window",
            "name": record.display_name,
            "res_model": record._name,
            "res_id": record.id,
            "views": [[False, "form"]],
        }

    # === Who may look ===
    @api.model
    def _is_shown(self):
        """Tell whether the desk of this user shows the steps."""
        return self._is_manager() and not self.env.company.vn_first_steps_hidden

    @api.model
    def _is_manager(self):
        return self.env.user.has_group("sales_team.group_sale_manager")

    @api.model
    def _check_manager(self):
        if not self._is_manager():
            raise AccessError(
                self.env._("Only administrators of sales set up the company.")
            )
