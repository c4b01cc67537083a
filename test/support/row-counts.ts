import pg from 'pg';

/** How many rows each table holds, past row security: two counts that are equal prove that nothing was added or removed. */
export async function rowCounts(ownerUrl: string): Promise<Record<string, number>> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
    );
    const counts: Record<string, number> = {};
    for (const { name } of tables) {
      const { rows } = await client.query<{ count: number }>(`select count(*)::int as count from public.${name}`);
      counts[name] = rows[0]!.count;
    }
    return counts;
  } finally {
    await client.end();
  }
}
