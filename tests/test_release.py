"""What ``make release`` gives can be installed."""

import ast
import zipfile

import pytest

from devtools.devenv import config, python, release


def test_a_zip_holds_the_addon_and_nothing_made(tmp_path, addon):
    path = release.zip_addons([addon], addon, tmp_path)
    assert path.name == f"{addon}-{config.manifest(addon)['version']}.zip"
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        manifest = archive.read(f"{addon}/__manifest__.py").decode()
    values = ast.literal_eval(manifest)
    assert {name.split("/")[0] for name in names} == {addon}
    assert not [name for name in names if "__pycache__" in name]
    for file in values.get("data", ()):
        assert f"{addon}/{file}" in names


def test_the_suite_has_whatever_it_needs(tmp_path):
    names = [name for name in config.addon_names() if name != release.DEMO]
    path = release.zip_addons(names, "suite", tmp_path, version_of=release.SUITE)
    with zipfile.ZipFile(path) as archive:
        packed = {name.split("/")[0] for name in archive.namelist()}
    assert packed == set(names)
    needed = {addon for name in packed for addon in config.own_dependencies(name)}
    assert needed == packed


def test_the_same_files_give_the_same_zip(tmp_path):
    paths = []
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        name = "crm_vn_webhook"
        paths.append(release.zip_addons([name], name, tmp_path / folder))
    assert paths[0].read_bytes() == paths[1].read_bytes()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    python.ensure_release()
    return release.build_wheel("crm_vn_customer", tmp_path_factory.mktemp("wheel"))


def test_a_wheel_in_the_manner_of_the_oca(wheel):
    version = config.manifest("crm_vn_customer")["version"]
    assert wheel.name == f"odoo_addon_crm_vn_customer-{version}-py3-none-any.whl"
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        metadata = archive.read(next(n for n in names if n.endswith("METADATA")))
    assert "odoo/addons/crm_vn_customer/__manifest__.py" in names
    assert b"Requires-Dist: odoo-addon-crm_vn_base==19.0.*" in metadata
    assert b"Requires-Dist: odoo==19.0.*" in metadata


def test_checksums(tmp_path, monkeypatch):
    monkeypatch.setattr(release, "FOLDER", tmp_path)
    path = release.zip_addons(["crm_vn_base"], "crm_vn_base", tmp_path)
    release.write_checksums([path])
    line = (tmp_path / "SHA256SUMS").read_text(encoding="utf-8").split()
    assert line[1] == path.name
    assert len(line[0]) == 64
