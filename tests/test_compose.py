"""The compose file, as far as it can be checked without an engine."""

import re

import yaml

from devtools.devenv import config

KNOWN = {
    "image",
    "restart",
    "environment",
    "volumes",
    "healthcheck",
    "depends_on",
    "command",
    "ports",
}


def compose():
    path = config.ROOT / "docker-compose.yml"
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def test_schema():
    document = compose()
    assert set(document) == {"services", "volumes"}
    for service in document["services"].values():
        assert set(service) <= KNOWN
        assert re.fullmatch(r"[a-z]+:[\d.]+", service["image"])
        assert {"test", "interval", "retries"} <= set(service["healthcheck"])
        for other, wish in service.get("depends_on", {}).items():
            assert other in document["services"]
            assert wish == {"condition": "service_healthy"}


def test_images_are_the_supported_releases():
    services = compose()["services"]
    assert services["odoo"]["image"] == "odoo:19.0"
    # sorting by ICU as a database's default came with 15
    assert int(services["db"]["image"].split(":")[1]) >= 15


def test_volumes_are_declared_or_exist():
    document = compose()
    for service in document["services"].values():
        for volume in service["volumes"]:
            origin = volume.split(":")[0]
            if origin.startswith("."):
                assert (config.ROOT / origin).exists()
            else:
                assert origin in document["volumes"]


def test_all_addons_are_mounted(addon):
    mounts = [volume.split(":") for volume in compose()["services"]["odoo"]["volumes"]]
    sources = {target: config.ROOT / origin for origin, target, *_mode in mounts}
    assert (sources["/mnt/extra-addons"] / addon / "__manifest__.py").exists()


def test_no_password_is_written_down():
    for service in compose()["services"].values():
        for name, value in service["environment"].items():
            if "PASSWORD" in name:
                assert re.fullmatch(r"\$\{[A-Z_]+:\?[^}]+\}", value)
    example = (config.ROOT / ".env.example").read_text(encoding="utf-8")
    assert re.search(r"^POSTGRES_PASSWORD=$", example, re.M)


def test_ports_are_published_on_loopback_only():
    services = compose()["services"]
    assert "ports" not in services["db"]
    assert all(port.startswith("127.0.0.1:") for port in services["odoo"]["ports"])


def test_both_services_use_the_same_credentials():
    services = compose()["services"]
    database, odoo = services["db"]["environment"], services["odoo"]["environment"]
    assert odoo["HOST"] in services
    assert odoo["USER"] == database["POSTGRES_USER"]
    assert odoo["PASSWORD"] == database["POSTGRES_PASSWORD"]
