"""Calls on a real Asterisk, and what Odoo makes of them.

``make call-tests`` runs these; they need Debian's packages of Asterisk and SIPp.
"""

import time

from .asterisk import NOBODY_LIFTS, wait_for

#: a call is then ended by the test, however long things take before
LONG = 100


def facts(call):
    return {name: call[name] for name in ("state", "direction", "extension", "number")}


def incoming(state, extension=None):
    return {
        "state": state,
        "direction": "in",
        "extension": extension,
        "number": "0912345678",
    }


def test_answered(office):
    office.asterisk.phone(101, "phone_answers")
    office.asterisk.call("02873000001", talk=2)
    call = office.ended()
    assert facts(call) == incoming("answered", "101")
    assert call["hotline"] == "02873000001"
    assert_talked(office, call, 2)


def assert_talked(office, call, seconds):
    """They talked for as long as it was meant; by the second, on a busy machine."""
    passed = time.monotonic() - office.began
    assert seconds - 1 <= call["talk_seconds"] <= passed + 1


def test_no_answer(office):
    office.asterisk.ring_for(NOBODY_LIFTS)
    office.asterisk.phone(101, "phone_rings")
    office.asterisk.call("02873000001")
    call = office.ended()
    assert facts(call) == incoming("missed", "101")
    assert call["talk_seconds"] == 0


def test_busy(office):
    """The phone is busy: nobody talked, and it is known whose phone it was."""
    office.asterisk.phone(101, "phone_refuses")
    office.asterisk.call("02873000001")
    call = office.ended()
    assert facts(call) == incoming("missed", "101")
    assert call["legs"]["101"]["state"] == "refused"


def test_ring_group_missed(office):
    """Two phones ring and Asterisk writes three records: it is one call."""
    office.asterisk.ring_for(NOBODY_LIFTS)
    for number in (101, 102):
        office.asterisk.phone(number, "phone_rings")
    office.asterisk.call("02873000002")
    call = office.ended()
    assert facts(call) == incoming("missed")
    assert set(call["legs"]) == {"101", "102"}


def test_ring_group_answered_by_one(office):
    office.asterisk.phone(101, "phone_rings")
    office.asterisk.phone(102, "phone_answers")
    office.asterisk.call("02873000002", talk=1)
    assert facts(office.ended()) == incoming("answered", "102")


def test_queue_abandoned(office):
    """The queue has lifted and seconds are billed, but nobody talked."""
    for number in (101, 102):
        office.asterisk.phone(number, "phone_rings")
    office.asterisk.call("02873000003", talk=2)
    call = office.ended()
    assert facts(call) == incoming("missed")
    assert call["talk_seconds"] == 0


def clicked(office, agent, customer=None):
    office.asterisk.phone(101, agent)
    if customer:
        office.asterisk.customer(customer)
    assert office.click() == (True, "")
    if agent == customer == "phone_answers":
        office.answered()
        time.sleep(1.1)
        office.asterisk.hang_up("101")
    call = office.ended()
    [name] = office.calls()
    assert name == "crm-00112233445566778899aabb", "our mark is the call's name"
    assert call["direction"] == "out"
    return call


def test_click_refused_by_the_agent(office):
    call = clicked(office, "phone_refuses")
    assert (call["state"], call["talk_seconds"]) == ("no_answer", 0)


def test_click_refused_by_the_customer(office):
    """Our own phone was lifted; that is no answer."""
    call = clicked(office, "phone_answers", "phone_refuses")
    assert (call["state"], call["talk_seconds"]) == ("busy", 0)
    assert call["number"] == "0987654321"


def test_click_and_talk(office):
    call = clicked(office, "phone_answers", "phone_answers")
    assert (call["state"], call["extension"]) == ("answered", "101")
    assert call["number"] == "0987654321"
    assert call["talk_seconds"] >= 1


def test_a_call_is_handed_over(office):
    """Who talked last is whose call it is; it stays one call."""
    office.asterisk.phone(101, "phone_answers")
    office.asterisk.phone(102, "phone_answers")
    office.asterisk.call("02873000001", talk=LONG)
    office.answered("101")
    agent = office.asterisk.channels("101", "Up")[0]
    # moments are told by the second: who talked last is known from the next one on
    time.sleep(1.1)
    told = office.asterisk.ask(
        Action="BlindTransfer", Channel=agent, Context="from-internal", Exten="102"
    )
    assert "Success" in told.split("ActionID")[-1]
    office.answered("102")
    time.sleep(1.1)
    office.asterisk.hang_up("trunk")
    call = office.ended()
    assert facts(call) == incoming("answered", "102")
    assert {name: leg["state"] for name, leg in call["legs"].items()} == {
        "101": "answered",
        "102": "answered",
    }
    assert_talked(office, call, 2)


def test_the_bridge_dies_in_the_middle(office):
    """It comes back while they talk, and knows the call."""
    office.asterisk.phone(101, "phone_answers")
    office.asterisk.call("02873000001", talk=LONG)
    office.answered()
    office.bridge.kill()
    time.sleep(1)
    office.bridge.start()
    time.sleep(1.1)
    office.asterisk.hang_up("trunk")
    call = office.ended()
    assert facts(call) == incoming("answered", "101")
    assert_talked(office, call, 2)


def test_the_bridge_is_dead_while_a_call_ends(office):
    office.asterisk.phone(101, "phone_answers")
    office.asterisk.call("02873000001", talk=LONG)
    office.answered()
    office.bridge.kill()
    office.asterisk.hang_up("trunk")
    wait_for(lambda: not office.asterisk.channels(), what="the end")
    office.bridge.start()
    assert facts(office.ended()) == incoming("answered", "101")


def test_the_bridge_is_dead_while_a_call_begins(office):
    office.bridge.kill()
    office.asterisk.phone(101, "phone_answers")
    office.asterisk.call("02873000001", talk=LONG)
    wait_for(lambda: office.asterisk.channels("101", "Up"))
    office.bridge.start()
    office.answered("101")
    office.asterisk.hang_up("trunk")
    assert facts(office.ended()) == incoming("answered", "101")


def test_odoo_is_away_for_thirty_seconds(office):
    """What happens meanwhile waits on the disk, and comes in its order."""
    office.inbox.go()
    started = time.monotonic()
    office.asterisk.phone(101, "phone_answers")
    caller = office.asterisk.call("02873000001", talk=1)
    caller.wait()
    wait_for(lambda: len(list(office.bridge.spool.glob("*.json"))) >= 4)
    time.sleep(max(0, 30 - (time.monotonic() - started)))
    assert not office.inbox.told
    office.inbox.come()
    call = wait_for(office.over, 90, "the call that waited")
    assert [facts(one) for one in call.values()] == [incoming("answered", "101")]
    wait_for(lambda: not list(office.bridge.spool.glob("*.json")))


def test_the_dialplan_without_a_bridge(office):
    office.bridge.kill()
    office.asterisk.phone(101, "phone_answers")
    office.asterisk.call("02873000004", talk=2)
    call = office.ended()
    assert facts(call) == incoming("answered", "101")
    assert_talked(office, call, 2)
    assert {kind for kind, _body in office.inbox.told} == {
        "application/x-www-form-urlencoded"
    }
    office.inbox.told.clear()
    office.asterisk.ring_for(NOBODY_LIFTS)
    office.asterisk.phone(101, "phone_rings")
    office.asterisk.call("02873000004")
    assert facts(office.ended()) == incoming("missed")


# === Over ARI ===
def test_answered_over_ari(ari_office):
    test_answered(ari_office)


def test_ring_group_missed_over_ari(ari_office):
    test_ring_group_missed(ari_office)


def test_queue_abandoned_over_ari(ari_office):
    test_queue_abandoned(ari_office)


def test_click_and_talk_over_ari(ari_office):
    test_click_and_talk(ari_office)


def test_click_refused_by_the_customer_over_ari(ari_office):
    test_click_refused_by_the_customer(ari_office)


def test_a_call_is_handed_over_over_ari(ari_office):
    test_a_call_is_handed_over(ari_office)


def test_the_bridge_dies_in_the_middle_over_ari(ari_office):
    test_the_bridge_dies_in_the_middle(ari_office)


def test_the_bridge_is_dead_while_a_call_begins_over_ari(ari_office):
    test_the_bridge_is_dead_while_a_call_begins(ari_office)
