"""Field maps of vendors, as far as public integrations show their events. No ORM here.

None was tried with the vendor's own system: a company tries its map with a captured
event before it relies on it. Lines are those of ``field_map``.
"""


def _line(target, path="", transform="text", values=None, default=""):
    return {
        "target": target,
        "path": path,
        "transform": transform,
        "values": values or {},
        "default": default,
    }


def _moments(started="", answered="", ended=""):
    return [
        _line(target, path, "moment")
        for target, path in (
            ("started", started),
            ("answered", answered),
            ("ended", ended),
        )
        if path
    ]


BOUND = {
    "inbound": "in",
    "outbound": "out",
    "internal": "internal",
    "local": "internal",
}
DISPOSITION = {
    "ANSWERED": "answered",
    "NO ANSWER": "no_answer",
    "NOANSWER": "no_answer",
    "BUSY": "busy",
    "FAILED": "failed",
    "VOICEMAIL": "voicemail",
    "ABANDONED": "missed",
    "MISSED": "missed",
}

PRESETS = {
    "cloudfone": {
        "name": "CloudFone, ODS",
        "signature": ("body", "ApiKey"),
        "lines": [
            _line("conversation", "KeyRinging"),
            _line("conversation", "Key"),
            _line(
                "state",
                "Status",
                values={
                    "Ringing": "ringing",
                    "Ringing_Out": "ringing",
                    "Up": "answered",
                    "Up_Out": "answered",
                    # the end says nothing of whether somebody talked
                    "Down": "ended",
                    "Down_Out": "ended",
                    "*": "unknown",
                },
            ),
            _line(
                "direction", "Direction", values={"Inbound": "in", "Outbound": "out"}
            ),
            _line("number", "CallNumber", "number"),
            _line("extension", "ReceiptNumber", "extension"),
            _line("hotline", "NumberPBX", "number"),
            _line("at", "DateStart", "moment"),
            _line("talk", "Data.RealTimeCall", "seconds"),
            _line("recording", "Data.LinkFile"),
        ],
    },
    "fpt": {
        "name": "FPT oncall",
        "lines": [
            _line("conversation", "call_id"),
            _line(
                "state",
                "event_type",
                values={
                    "call_start": "new",
                    "target_add": "new",
                    "target_ringing": "ringing",
                    "call_established": "answered",
                    "call_ended": "ended",
                    "cdr": "ended",
                    "*": "unknown",
                },
            ),
            _line("from", "caller"),
            _line("to", "call_target"),
            _line("to", "callee"),
            _line("at", "time", "moment"),
            _line("ended", "ended_time", "moment"),
            _line("talk", "talk_duration", "seconds"),
        ],
    },
    "viettel": {
        "name": "Viettel",
        "lines": [
            _line("conversation", "call_id"),
            _line(
                "state",
                "state",
                values={
                    "ringing": "ringing",
                    "answered": "answered",
                    "hangup": "ended",
                    "cdr": "ended",
                    "*": "unknown",
                },
            ),
            _line(
                "direction", "Direction", values={"Outcoming": "out", "Incoming": "in"}
            ),
            _line("number", "customer_number", "number"),
            _line("number", "NumberPhone", "number"),
            _line("extension", "Extension", "extension"),
            _line("hotline", "hotline", "number"),
            *_moments(started="StartTimeISO", ended="EndTimeISO"),
            _line("talk", "TalkingTimeSec", "seconds"),
            _line("ring", "RingingTimeSec", "seconds"),
            _line("recording", "Recording"),
        ],
    },
    "cmc": {
        "name": "CMC Telecom",
        "lines": [
            _line("conversation", "uuid"),
            _line(
                "state",
                "state",
                values={
                    "ringing": "ringing",
                    "answered": "answered",
                    "hangup": "ended",
                    "ended": "ended",
                    "*": "unknown",
                },
            ),
            _line("direction", "direction", values=BOUND),
            _line("from", "caller"),
            _line("to", "destination"),
            _line("hotline", "pbxnumber", "number"),
            *_moments(started="startedAt", ended="endedAt"),
            _line("recording", "recordUrl"),
        ],
    },
    "mitek": {
        "name": "MiTek",
        "reply": '{"code": 200, "message": "ok"}',
        "lines": [
            _line("conversation", "value.callrefid"),
            _line(
                "state",
                "event",
                values={
                    "ringing": "ringing",
                    "answered": "answered",
                    "hangup": "ended",
                    "*": "unknown",
                },
            ),
            _line("direction", "value.calltype", values=BOUND),
            _line("from", "value.fromnumber"),
            _line("to", "value.tonumber"),
        ],
    },
    "worldfone": {
        "name": "SouthTelecom, Worldfone",
        "lines": [
            _line("conversation", "parentcalluuid"),
            _line("conversation", "calluuid"),
            _line(
                "state",
                "callstatus",
                values={
                    "Start": "new",
                    "Dialing": "ringing",
                    "DialAnswer": "answered",
                    "HangUp": "ended",
                    "CDR": "ended",
                    "*": "unknown",
                },
            ),
            _line("direction", "direction", values=BOUND),
            _line("from", "callernumber"),
            _line("to", "destinationnumber"),
            *_moments(started="starttime", ended="endtime"),
            _line("talk", "billduration", "seconds"),
            _line("recording", "monitorfilename"),
        ],
    },
    "yeastar": {
        "name": "Yeastar P: records of calls (30012)",
        "signature": ("sha256_base64", "X-Signature"),
        "lines": [
            _line("skip", "type", values={"30011": "yes", "30039": "yes"}),
            _line("conversation", "msg.call_id"),
            _line("state", "msg.status", values=DISPOSITION),
            _line(
                "direction",
                "msg.type",
                values={"Inbound": "in", "Outbound": "out", "Internal": "internal"},
            ),
            _line("from", "msg.call_from"),
            _line("to", "msg.call_to"),
            _line("hotline", "msg.did_number", "number"),
            _line("started", "msg.time_start", "moment"),
            _line("talk", "msg.talk_duration", "seconds"),
            _line("recording", "msg.recording"),
        ],
    },
    "3cx": {
        "name": "3CX: report of a call",
        "lines": [
            # 3CX has no id of a call: agent, number, begin and kind stand for one
            _line("conversation", "id"),
            _line(
                "state",
                "CallType",
                values={
                    "Inbound": "answered",
                    "Outbound": "answered",
                    "Missed": "missed",
                    "Notanswered": "no_answer",
                    "Unanswered": "no_answer",
                },
            ),
            _line(
                "direction",
                "CallType",
                values={"Inbound": "in", "Missed": "in", "*": "out"},
            ),
            _line("number", "Number", "number"),
            _line("extension", "Agent", "extension"),
            _line("started", "CallStartTimeUTC", "moment"),
            _line("answered", "CallEstablishedTimeUTC", "moment"),
            _line("ended", "CallEndTimeUTC", "moment"),
            _line("talk", "Duration", "seconds"),
        ],
    },
}
