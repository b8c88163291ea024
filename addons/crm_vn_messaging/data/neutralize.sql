-- a copy of the database sends no SMS and knows no gateway's key
UPDATE crm_vn_sms_provider
   SET active = false, key = NULL, secret = NULL, headers = NULL;
-- nor what waited in its queues, should somebody switch the scheduled actions on: the
-- database that it is a copy of sends that
UPDATE sms_sms
   SET state = 'canceled'
 WHERE state IN ('outgoing', 'process');
UPDATE crm_vn_message
   SET state = 'cancelled'
 WHERE direction = 'out' AND state IN ('queued', 'held', 'sending');
