"""Which of the project's addons end up in one database.

Addons that install by themselves come with those that they connect. So several
addons, installed alone, give the same database: they are one group, with one test
database and one run of pytest.
"""

import ast
import dataclasses
import functools

from . import config, source


@dataclasses.dataclass(frozen=True)
class Group:
    """Addons whose installation gives the same database.

    :param addons: those that are tested in it
    :param installed: all of the project's that are in it, lower ones first
    """

    addons: tuple[str, ...]
    installed: tuple[str, ...]

    @property
    def name(self):
        """The lowest addon: installing it brings the others."""
        return self.addons[0]

    @property
    def database(self):
        """The database that its tests run on."""
        return f"{config.PREFIX}_test_{self.name}"

    @property
    def core(self):
        """Odoo's addons that those of the group name."""
        return core_dependencies(self.installed)


@functools.cache
def all_manifests():
    """Return the manifests of Odoo's addons and of the project's."""
    found = {}
    for folder in [*source.addons_paths(), config.ADDONS]:
        for path in folder.glob("*/__manifest__.py"):
            values = ast.literal_eval(path.read_text(encoding="utf-8"))
            if values.get("installable", True):
                found[path.parent.name] = values
    return found


def needed(values):
    """Return the addons that make one with this manifest install by itself."""
    auto = values.get("auto_install", False)
    # one that is for some countries looks at the companies, too
    if not auto or values.get("countries"):
        return None
    return set(values.get("depends", ["base"]) if auto is True else auto)


@functools.cache
def closure(names):
    """Return every addon that is installed when those of *names* (a tuple) are."""
    manifests = all_manifests()
    result, todo = {"base"}, list(names)
    while todo:
        name = todo.pop()
        if name not in result:
            result.add(name)
            todo += manifests[name].get("depends", ())
        if not todo:
            todo = [
                other
                for other, values in manifests.items()
                if other not in result
                and needed(values) is not None
                and needed(values) <= result
            ]
    return frozenset(result)


def own(names):
    """Return the project's addons that are installed when *names* are."""
    found = closure(tuple(names))
    return tuple(name for name in config.addon_names() if name in found)


def core_dependencies(names):
    """Return the addons of Odoo that the project's addons *names* name."""
    return sorted(
        {
            dependency
            for name in names
            for dependency in config.manifest(name)["depends"]
            if dependency not in config.addon_names()
        }
    )


@functools.cache
def every():
    """Return all groups, those that others stand on first."""
    members = {}
    for name in config.addon_names():
        members.setdefault(own([name]), []).append(name)
    found = [Group(tuple(addons), installed) for installed, addons in members.items()]
    return tuple(sorted(found, key=lambda group: len(group.installed)))


def of(addon):
    """Return the group that *addon* is tested in."""
    config.manifest(addon)
    return next(group for group in every() if addon in group.addons)


def below(group):
    """Return the group that lacks the fewest addons, Odoo's included, or None.

    Those of Odoo take longer to install than ours.
    """
    wanted = closure(group.installed)
    smaller = [
        other for other in every() if set(other.installed) < set(group.installed)
    ]
    return min(
        smaller,
        key=lambda other: len(wanted - closure(other.installed)),
        default=None,
    )
