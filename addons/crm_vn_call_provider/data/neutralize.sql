-- a copy of the database lets no switchboard ring
UPDATE crm_vn_call_provider
   SET active = false, api_account = NULL, api_secret = NULL, signing_secret = NULL,
       api_token = NULL;
