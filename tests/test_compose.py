"""The compose file, as far as it can be checked without an engine."""

import re
import subprocess

import yaml

from devtools.devenv import config

KNOWN = {
    "image",
    "profiles",
    "entrypoint",
    "stop_grace_period",
    "user",
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
    shared = {name for name in document if name.startswith("x-")}
    assert set(document) - shared == {"services", "volumes"}
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
        for volume in service.get("volumes", ()):
            origin = volume.split(":")[0]
            if origin.startswith("."):
                assert (config.ROOT / origin).exists()
            else:
                assert origin in document["volumes"]


def services_of(profile):
    """Return what runs with a profile, as Compose sees it."""
    return {
        name: service
        for name, service in compose()["services"].items()
        if profile in service.get("profiles", [profile])
    }


def nodes(profile):
    """Return the Odoos of a profile."""
    services = services_of(profile).items()
    return {name: node for name, node in services if node["image"].startswith("odoo:")}


def variables(text):
    """Return the names of the variables that a text of the compose file takes."""
    return set(re.findall(r"\$\{([A-Z_]+)", text))


def test_profiles():
    assert set(services_of("single")) == {"db", "odoo"}
    scale = {"db", "db-replica", "web1", "web2", "cron", "nginx"}
    assert set(services_of("scale")) == scale
    for profile in ("single", "scale"):
        services = services_of(profile)
        for service in services.values():
            assert set(service.get("depends_on", ())) <= set(services)
    example = (config.ROOT / ".env.example").read_text(encoding="utf-8")
    assert re.search(r"^COMPOSE_PROFILES=single$", example, re.M)


def test_variables_are_in_the_example():
    text = (config.ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    example = (config.ROOT / ".env.example").read_text(encoding="utf-8")
    optional = {"HTTP_PORT", "HTTPS_PORT"}
    named = set(re.findall(r"^([A-Z_]+)=", example, re.M)) | optional
    assert variables(text) <= named


def test_all_addons_are_mounted(addon):
    for service in [*nodes("single").values(), *nodes("scale").values()]:
        mounts = [volume.split(":") for volume in service["volumes"]]
        sources = {target: config.ROOT / origin for origin, target, *_mode in mounts}
        assert (sources["/mnt/extra-addons"] / addon / "__manifest__.py").exists()


def test_nodes_share_files_and_sessions():
    stores = {
        volume
        for node in nodes("scale").values()
        for volume in node["volumes"]
        if volume.endswith(":/var/lib/odoo")
    }
    assert stores == {"odoo-data:/var/lib/odoo"}


def test_one_node_runs_scheduled_actions_and_two_answer_people():
    crons, webs = [], []
    for name, node in nodes("scale").items():
        command = " ".join(node["command"])
        threads = int(re.search(r"--max-cron-threads=(\d+)", command)[1])
        (crons if threads else webs).append(name)
        assert ("--db_replica_host=db-replica" in command) is not bool(threads)
        assert ("--proxy-mode" in command) is not bool(threads)
        assert "ports" not in node
    assert (crons, webs) == (["cron"], ["web1", "web2"])


def test_replica():
    services = services_of("scale")
    replica, primary = services["db-replica"], services["db"]
    assert replica["image"] == primary["image"]
    assert "db-replica-data:/var/lib/postgresql/data" in replica["volumes"]
    script = (config.ROOT / "docker/replica.sh").read_text(encoding="utf-8")
    prepared = (config.ROOT / "docker/replication.sh").read_text(encoding="utf-8")
    slot = re.search(r"--slot=(\w+)", script)[1]
    assert f"pg_create_physical_replication_slot('{slot}')" in prepared
    user = re.search(r"--username=(\w+)", script)[1]
    assert f"CREATE ROLE {user} LOGIN REPLICATION" in prepared
    assert f"host replication {user} " in prepared
    assert re.search(r"--host=(\S+)", script)[1] in services
    for path in ("replica.sh", "replication.sh"):
        words = ["bash", "-n", str(config.ROOT / "docker" / path)]
        assert subprocess.run(words, check=False).returncode == 0


def test_proxy():
    text = (config.ROOT / "docker/nginx.conf").read_text(encoding="utf-8")
    upstreams = {
        name: re.findall(r"server (\w+):(\d+)", servers)
        for name, servers in re.findall(r"upstream (\w+) \{([^}]*)\}", text)
    }
    assert upstreams == {
        "odoo": [("web1", "8069"), ("web2", "8069")],
        "websocket": [("web1", "8072"), ("web2", "8072")],
    }
    websocket = re.search(r"location /websocket \{([^}]*)\}", text)[1]
    assert "proxy_pass http://websocket;" in websocket
    assert "Upgrade $http_upgrade" in websocket
    assert set(re.findall(r"proxy_pass http://(\w+);", text)) == set(upstreams)
    shared = (config.ROOT / "docker/proxy.conf").read_text(encoding="utf-8")
    for header in ("Host", "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host"):
        assert f"proxy_set_header {header} " in shared
    # nginx does not start when a block has a directive twice; headers may be many
    for block in re.findall(r"location [^{]*\{([^}]*)\}", text):
        whole = block.replace("include proxy.conf;", shared)
        names = re.findall(r"^\s*(\w+) .*;$", whole, re.M)
        names = [name for name in names if name != "proxy_set_header"]
        assert len(names) == len(set(names)), block
    # a request that writes must not be sent to a second node
    assert "non_idempotent" not in text + shared
    for path in re.findall(r"\./docker/[\w./]+", str(services_of("scale")["nginx"])):
        assert (config.ROOT / path).exists()


def test_no_password_is_written_down():
    for service in compose()["services"].values():
        for name, value in service.get("environment", {}).items():
            if "PASSWORD" in name:
                assert re.fullmatch(r"\$\{[A-Z_]+:(-|\?[^}]+)\}", value)
    example = (config.ROOT / ".env.example").read_text(encoding="utf-8")
    for name in ("POSTGRES_PASSWORD", "REPLICATION_PASSWORD"):
        assert re.search(rf"^{name}=$", example, re.M)


def test_only_the_proxy_is_published():
    """What has no TLS is published on the loopback interface only."""
    published = {
        name: service["ports"]
        for name, service in compose()["services"].items()
        if "ports" in service
    }
    assert set(published) == {"odoo", "nginx"}
    assert all(port.startswith("127.0.0.1:") for port in published["odoo"])


def test_all_services_use_the_same_credentials():
    services = compose()["services"]
    database = services["db"]["environment"]
    for node in [*nodes("single").values(), *nodes("scale").values()]:
        odoo = node["environment"]
        assert odoo["HOST"] in services
        assert odoo["USER"] == database["POSTGRES_USER"]
        assert odoo["PASSWORD"] == database["POSTGRES_PASSWORD"]
    replica = services["db-replica"]["environment"]
    assert replica["REPLICATION_PASSWORD"] == database["REPLICATION_PASSWORD"]
    assert "ports" not in services["db"]
    assert all(port.startswith("127.0.0.1:") for port in services["odoo"]["ports"])


def test_both_services_use_the_same_credentials():
    services = compose()["services"]
    database, odoo = services["db"]["environment"], services["odoo"]["environment"]
    assert odoo["HOST"] in services
    assert odoo["USER"] == database["POSTGRES_USER"]
    assert odoo["PASSWORD"] == database["POSTGRES_PASSWORD"]


def test_the_bridge_beside_the_switchboard():
    """It runs the program of its folder, and may write its spool alone."""
    folder = config.ADDONS / "crm_vn_call_provider/bridge"
    text = (folder / "docker-compose.yml").read_text(encoding="utf-8")
    [service] = yaml.safe_load(text)["services"].values()
    _python, program, settings = service["command"]
    assert (folder / program.rpartition("/")[2]).is_file()
    mounts = dict(volume.split(":")[1::-1] for volume in service["volumes"])
    assert mounts[program.rpartition("/")[0]] == "."
    assert settings in mounts
    assert service["read_only"] and service["network_mode"] == "host"
    unit = (folder / "crm-vn-call-bridge.service").read_text(encoding="utf-8")
    assert program in unit and settings in unit
