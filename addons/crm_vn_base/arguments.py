"""What other programs may send to methods of ours that RPC can call."""

import functools
import inspect

from odoo.exceptions import UserError

from .tools.arguments import fits


def takes(**kinds):
    """Refuse arguments of another kind, in words instead of by a traceback.

    Put it below ``@api.model``::

        @api.model
        @takes(kind="text", res_id="id?")
        def get_desk(self, kind="me", res_id=False): ...

    :param kinds: names of arguments with their kind, see ``tools/arguments.py``
    :return: the decorator; what it decorates raises UserError
    """

    def decorate(method):
        signature = inspect.signature(method)

        @functools.wraps(method)
        def checked(self, *args, **kwargs):
            given = signature.bind(self, *args, **kwargs).arguments
            for name, kind in kinds.items():
                if name in given and not fits(given[name], kind):
                    raise UserError(
                        self.env._(
                            "%(method)s does not take %(value)s for “%(argument)s”.",
                            method=method.__name__,
                            value=repr(given[name])[:60],
                            argument=name,
                        )
                    )
            return method(self, *args, **kwargs)

        return checked

    return decorate
