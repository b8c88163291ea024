-- a copy of the database sends no SMS and knows no gateway's key
UPDATE crm_vn_sms_provider
   SET active = false, key = NULL, secret = NULL, headers = NULL;
