-- Search without accents, in a form that a dump carries.
--
-- Odoo searches with unaccent(text), and an index over a function needs it to be
-- immutable. ALTER FUNCTION … IMMUTABLE on the function of the extension is in no dump:
-- a restored database loses every such index. So the extension stands in a schema of
-- its own, and the function that Odoo calls is ours.
--
-- For new and existing databases: psql -d DATABASE -f search.sql, or the addon by itself
-- when it is installed or updated. The owner of the database may do it, a superuser too;
-- twice is once. All of it or nothing: what stands in its way is named in the error.
DO $do$
DECLARE
    place name := current_schema();
    home name;
    found record;
    others text;
    one record;
    definitions text[] := '{}';
    comments text[] := '{}';
BEGIN
    CREATE EXTENSION IF NOT EXISTS pg_trgm;

    SELECT p.provolatile, EXISTS (
               SELECT FROM pg_depend d
                WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid
                  AND d.deptype = 'e') AS is_extension
      INTO found
      FROM pg_proc p
     WHERE p.oid = to_regprocedure(format('%I.unaccent(text)', place));
    IF found.provolatile = 'i' AND NOT found.is_extension THEN
        RETURN;
    END IF;
    IF NOT found.is_extension THEN
        RAISE EXCEPTION 'the function %.unaccent(text) is neither the extension''s '
            'nor immutable: drop it', place;
    END IF;

    IF found.is_extension THEN
        SELECT string_agg(p.oid::regprocedure::text, ', ') INTO others
          FROM pg_proc p
         WHERE p.prosrc ~* '\munaccent\M'
           AND p.pronamespace NOT IN ('pg_catalog'::regnamespace,
                                      'information_schema'::regnamespace)
           AND NOT EXISTS (
                   SELECT FROM pg_depend d
                    WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid
                      AND d.deptype = 'e');
        IF others IS NOT NULL THEN
            RAISE EXCEPTION 'these functions of the database call unaccent where it '
                'stands now: %; drop them, and make them anew afterwards', others;
        END IF;
        -- indexes over the function of the extension: taken down, put up on ours
        FOR one IN
            SELECT DISTINCT c.oid, pg_get_indexdef(c.oid) AS definition,
                   c.oid::regclass::text AS label,
                   obj_description(c.oid, 'pg_class') AS comment
              FROM pg_depend d
              JOIN pg_class c ON c.oid = d.objid AND c.relkind = 'i'
             WHERE d.classid = 'pg_class'::regclass
               AND d.refclassid = 'pg_proc'::regclass
               AND d.refobjid IN (
                       SELECT m.objid
                         FROM pg_depend m
                         JOIN pg_extension e ON e.oid = m.refobjid
                        WHERE m.classid = 'pg_proc'::regclass
                          AND m.refclassid = 'pg_extension'::regclass
                          AND m.deptype = 'e' AND e.extname = 'unaccent')
        LOOP
            definitions := definitions || one.definition;
            IF one.comment IS NOT NULL THEN
                comments := comments || format(
                    'COMMENT ON INDEX %s IS %L', one.label, one.comment);
            END IF;
            EXECUTE format('DROP INDEX %s', one.label);
        END LOOP;
        DROP EXTENSION unaccent;
    END IF;

    SELECT n.nspname INTO home
      FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
     WHERE e.extname = 'unaccent';
    IF home IS NULL THEN
        home := 'ext';
        CREATE SCHEMA IF NOT EXISTS ext;
        -- who may read a table may search it
        GRANT USAGE ON SCHEMA ext TO PUBLIC;
        CREATE EXTENSION unaccent SCHEMA ext;
    END IF;
    EXECUTE format(
        'CREATE FUNCTION %I.unaccent(text) RETURNS text'
        ' LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS %L',
        place,
        format('SELECT %I.unaccent(%L::regdictionary, normalize($1, NFC))',
               home, format('%I.unaccent', home)));
    FOREACH others IN ARRAY definitions || comments LOOP
        EXECUTE others;
    END LOOP;
END
$do$;
