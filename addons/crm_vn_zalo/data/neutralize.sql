-- a copy of the database writes to nobody; a token that it renewed would be the
-- end of the one in use, for Zalo gives each once
UPDATE crm_vn_zalo_account
   SET active = false, app_secret = NULL, webhook_secret = NULL,
       access_token = NULL, refresh_token = NULL, token_end = NULL,
       oauth_state = NULL, oauth_verifier = NULL, oauth_end = NULL;
