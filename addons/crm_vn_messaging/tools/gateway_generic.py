"""Any gateway that speaks HTTP, told by data how. No ORM in here."""

from odoo.addons.crm_vn_base.tools import paths

from .gateway import Answer, Gateway, Report, Request, is_unicode

_TYPES = {
    "json": "application/json; charset=utf-8",
    "form": "application/x-www-form-urlencoded",
    "xml": "text/xml; charset=utf-8",
}


class Generic(Gateway):
    """Any gateway that speaks HTTP: how is data of the provider's record."""

    NUMBER_FORM = "plain"

    @classmethod
    def build(cls, config, message):
        spec = config.spec
        values = {
            **message._asdict(),
            "id": message.uuid,
            "brand": config.brand,
            "key": config.key,
            "secret": config.secret,
            "unicode": "1" if is_unicode(message.text) else "0",
        }
        headers = {"Content-Type": _TYPES[spec["body_kind"]]}
        for line in (spec.get("headers") or "").splitlines():
            name, colon, value = line.partition(":")
            if colon and name.strip():
                headers[name.strip()] = paths.fill(value.strip(), values, "plain")
        body = paths.fill(spec.get("body"), values, spec["body_kind"])
        return Request(
            spec.get("method") or "POST",
            paths.fill(config.url, values, "form"),
            headers,
            body.encode(),
        )

    @classmethod
    def read_data(cls, config, data):
        """Read an answer by the rules of the record.

        >>> class config:
        ...     spec = {
        ...         "accept_path": "status", "accept_value": "ok", "id_path": "data.id",
        ...         "code_path": "code", "codes": {"12": ("blocked", "sms_credit")},
        ...     }
        >>> Generic.read_data(
        ...     config, {"status": "ok", "data": {"id": 5}}).reference
        '5'
        >>> Generic.read_data(config, {"status": "no", "code": 12}).outcome
        'blocked'
        """
        spec = config.spec
        code = paths.dig(data, spec["code_path"]) if spec.get("code_path") else None
        code = "" if code is None else str(code)
        accepted = str(paths.dig(data, spec.get("accept_path")))
        if accepted in (spec.get("accept_value") or "").split("|"):
            known = paths.dig(data, spec["id_path"]) if spec.get("id_path") else None
            return Answer(
                "accepted", code, reference="" if known is None else str(known)
            )
        outcome, failure = spec.get("codes", {}).get(code, ("failed", "unknown"))
        return Answer(outcome, code or accepted, failure=failure)

    @classmethod
    def reports(cls, config, data):
        """Read a report by the rules of the record.

        >>> class config: spec = {"report_id_path": "id", "report_state_path": "s",
        ...     "states": {"DELIVRD": "delivered"}, "reply_path": "mo"}
        >>> Generic.reports(config, {"id": "u", "s": "DELIVRD"})[0].state
        'delivered'
        """
        spec = config.spec

        def find(name):
            value = paths.dig(data, spec[name]) if spec.get(name) else None
            return "" if value is None else str(value)

        number = find("report_number_path")
        if reply := find("reply_path"):
            return [Report("reply", number=number, text=reply)]
        code = find("report_state_path")
        known = find("report_id_path")
        return [
            Report(
                uuid=known,
                reference=known,
                number=number,
                state=spec.get("states", {}).get(code, ""),
                code=code,
            )
        ]
