"""Which adapter reads which kind of switchboard."""

from . import asterisk, omicall, stringee, tel4vn, voip24h

ADAPTERS = {
    "asterisk": asterisk,
    "omicall": omicall,
    "stringee": stringee,
    "tel4vn": tel4vn,
    "voip24h": voip24h,
}
