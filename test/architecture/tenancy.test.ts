import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import pg from 'pg';
import { freshDatabase, type FreshDatabase } from '../support/database.js';

/** What is no institution's: the list of migrations, slots of the clock, counters under digests. Nothing else may join them unseen. */
const NO_TENANT = ['migration', 'rate_limit', 'tick'];
/** Unique over all institutions on purpose. */
const UNIQUE_EVERYWHERE = ['institution_slug_key'];
/** What crosses institutions: each answers with ids only. */
const CROSSING = [
  'institution_ids',
  'institution_of_app_password',
  'institution_of_counterpart',
  'institution_of_feed',
  'institution_of_message',
  'institution_of_pocket',
  'institution_of_recipient',
  'institution_of_slug',
];

let database: FreshDatabase;
let owner: pg.Client;

beforeAll(async () => {
  database = await freshDatabase();
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});

const names = async (sql: string, params: unknown[] = []) =>
  (await owner.query<{ name: string }>(sql, params)).rows.map(({ name }) => name);

describe('every table of the product', () => {
  it('has institution_id, not null, or stands in the list of exceptions', async () => {
    const without = await names(
      `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'public' and c.relkind in ('r', 'p')
          and not exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'institution_id' and a.attnotnull) order by 1`,
    );
    expect(without).toEqual(NO_TENANT);
  });

  it('is under row security that binds its owner too', async () => {
    const open = await names(
      `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'public' and c.relkind in ('r', 'p') and c.relname <> all($1)
          and not (c.relrowsecurity and c.relforcerowsecurity) order by 1`,
      [NO_TENANT],
    );
    expect(open).toEqual([]);
  });

  it('lets the owner alone read across institutions, and only the tables that name one', async () => {
    const { rows } = await owner.query(
      `select c.relname as name, p.polcmd as command, p.polpermissive as permissive, p.polroles = array[c.relowner] as is_owners
         from pg_policy p join pg_class c on c.oid = p.polrelid where p.polname <> 'tenant' order by 1`,
    );
    const crossing = { command: 'r', permissive: true, is_owners: true };
    expect(rows).toEqual(
      ['app_password', 'counterpart_link', 'feed', 'institution', 'pocket_link', 'recipient'].map((name) => ({
        name,
        ...crossing,
      })),
    );
  });

  it('has exactly the one policy, for reading and for writing', async () => {
    const { rows } = await owner.query(
      `select c.relname as name, count(p.*)::int as policies,
              bool_and(p.polcmd = '*' and p.polpermissive and p.polroles = '{0}'
                and pg_get_expr(p.polqual, p.polrelid) ilike '(institution_id = ( SELECT (nullif(current_setting(''app.institution_id''::text, true), ''''::text))::uuid%'
                and pg_get_expr(p.polqual, p.polrelid) = pg_get_expr(p.polwithcheck, p.polrelid)) as is_whole
         from pg_class c join pg_namespace n on n.oid = c.relnamespace left join pg_policy p on p.polrelid = c.oid and p.polname <> 'crossing'
        where n.nspname = 'public' and c.relkind in ('r', 'p') and c.relname <> all($1) group by 1`,
      [NO_TENANT],
    );
    expect(rows.length).toBeGreaterThan(20);
    expect(
      rows.filter((row: { policies: number; is_whole: boolean | null }) => row.policies !== 1 || !row.is_whole),
    ).toEqual([]);
  });

  it('refers to another only together with the institution', async () => {
    const loose = await names(
      `select k.conrelid::regclass || '.' || k.conname as name from pg_constraint k join pg_namespace n on n.oid = k.connamespace
        where k.contype = 'f' and n.nspname = 'public' and not exists (
          select from unnest(k.conkey, k.confkey) as pair(mine, theirs)
            join pg_attribute a on a.attrelid = k.conrelid and a.attnum = pair.mine
            join pg_attribute b on b.attrelid = k.confrelid and b.attnum = pair.theirs
           where a.attname = 'institution_id' and b.attname = 'institution_id')`,
    );
    expect(loose).toEqual([]);
  });

  it('is unique within an institution, never across them', async () => {
    const wide = await names(
      `select i.indexrelid::regclass::text as name from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
        where i.indisunique and n.nspname = 'public' and c.relname <> all($1)
          and not exists (select from pg_attribute a where a.attrelid = i.indrelid and a.attnum = any(i.indkey) and a.attname = 'institution_id') order by 1`,
      [NO_TENANT],
    );
    expect(wide).toEqual(UNIQUE_EVERYWHERE);
  });
});

describe('what could look past row security', () => {
  it('is no view without the rights of who asks, and no materialised one', async () => {
    const views = await names(
      `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'public' and (c.relkind = 'm' or (c.relkind = 'v' and not coalesce(c.reloptions::text ilike '%security_invoker=true%', false)))`,
    );
    expect(views).toEqual([]);
  });

  it('is only the short list of functions that answer with ids', async () => {
    const { rows } = await owner.query<{ name: string; answers: string; path: string }>(
      `select p.proname as name, format_type(p.prorettype, null) as answers, array_to_string(p.proconfig, ',') as path
         from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'public' and p.prosecdef order by 1`,
    );
    const known = rows.filter(({ name }) => CROSSING.includes(name));
    expect(known.map(({ name }) => name)).toEqual(CROSSING);
    expect(known.every(({ answers }) => answers === 'uuid')).toBe(true);
    expect(rows.every(({ path }) => /search_path=/.test(path ?? ''))).toBe(true);
    // Searches run past row security for the sake of their indexes, and must bind the institution themselves.
    const searches = rows.filter(({ name }) => !CROSSING.includes(name)).map(({ name }) => name);
    const bodies = await names(`select prosrc as name from pg_proc where proname = any($1)`, [searches]);
    expect(bodies.filter((body) => !/app\.institution_id/.test(body))).toEqual([]);
  });
});

describe('the role of the application', () => {
  it('owns nothing and passes nothing', async () => {
    const { rows } = await owner.query(
      `select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication,
              (select count(*)::int from pg_class where relowner = r.oid) as owned,
              (select count(*)::int from pg_auth_members where member = r.oid) as memberships
         from pg_roles r where rolname = 'entente_app'`,
    );
    expect(rows).toEqual([
      {
        rolsuper: false,
        rolbypassrls: false,
        rolcreaterole: false,
        rolcreatedb: false,
        rolreplication: false,
        owned: 0,
        memberships: 0,
      },
    ]);
  });

  it('empties no table, makes none, and only adds to histories', async () => {
    const may = await names(
      `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'public' and c.relkind in ('r', 'p')
          and (has_table_privilege('entente_app', c.oid, 'truncate') or has_table_privilege('entente_app', c.oid, 'trigger') or has_table_privilege('entente_app', c.oid, 'references'))`,
    );
    expect(may).toEqual([]);
    const { rows } = await owner.query(`select has_schema_privilege('entente_app', 'public', 'create') as makes,
      has_table_privilege('entente_app', 'event', 'update') or has_table_privilege('entente_app', 'event', 'delete')
        or has_table_privilege('entente_app', 'message_history', 'update') or has_table_privilege('entente_app', 'message_history', 'delete') as rewrites`);
    expect(rows).toEqual([{ makes: false, rewrites: false }]);
  });
});
