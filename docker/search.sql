-- Run once, when the database server is made: every database made after from
-- template1 finds Nguyễn by "nguyen", quickly, and so does a restored dump of it.
\connect template1
\i /crm_vn_search.sql
