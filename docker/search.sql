-- Run once, when the database server is made: every database made after from
-- template1 finds Nguyễn by "nguyen", quickly.
\connect template1
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;
-- an index over a function needs it to be immutable
ALTER FUNCTION unaccent(text) IMMUTABLE;
