import type { Agent, TestApp } from './app.js';

export type Sent = string | Buffer;

/** Sends a file by the form and has it read. @returns the page's path */
export async function sendFile(
  app: TestApp,
  agent: Agent,
  kind: string,
  content: Sent,
  name = 'list.csv',
): Promise<string> {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  const answer = await agent.post('/house/imports').field('kind', kind).attach('file', bytes, name);
  if (answer.status !== 303) throw new Error(`The upload answered ${answer.status}: ${answer.text.slice(0, 2000)}`);
  await app.drain();
  return answer.headers['location']!;
}

/** The columns as guessed: what the mapping page shows as chosen. */
export function chosenColumns(html: string): Record<string, string> {
  const selects = html.matchAll(/<select[^>]*name="mapping\[(\w+)\]"[^>]*>(.*?)<\/select>/gs);
  return Object.fromEntries(
    [...selects].flatMap(([, field = '', options = '']) => {
      const chosen = /<option value="([^"]+)" selected/.exec(options)?.[1];
      return chosen ? [[field, chosen.replaceAll('&amp;', '&')]] : [];
    }),
  );
}

export interface Checked {
  path: string;
  counts: Record<'new' | 'changed' | 'unchanged' | 'wrong', number>;
  html: string;
}

/** Sends a file, takes the columns as guessed, and has its rows compared. */
export async function dryRun(app: TestApp, agent: Agent, kind: string, content: Sent, name?: string): Promise<Checked> {
  const path = await sendFile(app, agent, kind, content, name);
  const mapping = chosenColumns((await agent.get(path)).text);
  const fields = Object.fromEntries(Object.entries(mapping).map(([field, heading]) => [`mapping[${field}]`, heading]));
  const answer = await agent.post(`${path}/mapping`).type('form').send(fields);
  if (answer.status !== 303) throw new Error(`The mapping answered ${answer.status}: ${answer.text.slice(0, 3000)}`);
  await app.drain();
  return checked(app, agent, path);
}

export async function checked(app: TestApp, agent: Agent, path: string): Promise<Checked> {
  const id = path.split('/').at(-1)!;
  const [row] = await app.within(() =>
    app.db.read(() => app.db.rows<{ counts: Checked['counts'] }>('select counts from import where id = $1', [id])),
  );
  return { path, counts: row!.counts, html: (await agent.get(path)).text };
}

/** The whole way: sent, compared, imported. */
export async function importFile(
  app: TestApp,
  agent: Agent,
  kind: string,
  content: Sent,
  name?: string,
): Promise<Checked> {
  const run = await dryRun(app, agent, kind, content, name);
  if (run.counts.new || run.counts.changed) {
    const answer = await agent.post(`${run.path}/execution`);
    if (answer.status !== 303) throw new Error(`The import answered ${answer.status}: ${answer.text.slice(0, 2000)}`);
    await app.drain();
  }
  return { ...run, html: (await agent.get(run.path)).text };
}
