import pg from 'pg';
import { randomBytes } from 'node:crypto';
import { AccountsService } from '../src/accounts/accounts.service.js';
import { createContext } from '../src/app.js';
import { InstitutionService } from '../src/institution/institution.service.js';
import { Current } from '../src/platform/current.js';
import { Db } from '../src/platform/database/db.service.js';
import { ImportsService } from '../src/platform/imports/imports.service.js';
import { JobsService } from '../src/platform/jobs/jobs.service.js';
import { Actors } from '../src/platform/permissions/actors.js';
import { Institutions } from '../src/platform/tenancy/institutions.js';
import type { Figure } from './figures.js';
import { emptyQueue, type World } from './prepare.js';

const ROWS = 50_000;
const TABLES = ['import_row', 'import_progress', 'import', 'stored_file', 'imported_id', 'person_key', 'person'];

/** Fifty thousand people from a CSV file: read, compared and written, in a house of their own that is emptied afterwards. */
export async function measureImports(world: World): Promise<Figure[]> {
  // Only what is measured is to be drained.
  await emptyQueue(world.ownerUrl);
  const app = await createContext(world.config, { logger: false });
  const slug = `imports-${randomBytes(3).toString('hex')}`;
  const institution = await app.get(InstitutionService).createInstitution({
    slug,
    name: { en: 'Import bench' },
    country: 'LU',
    timeZone: 'Europe/Luxembourg',
    locales: ['en'],
  });
  const figures: Figure[] = [];
  await Current.run({ requestId: 'bench' }, () =>
    app.get(Institutions).within(institution, async () => {
      const accountId = await app
        .get(AccountsService)
        .create({ email: 'desk@imports.example', name: 'Bench', password: 'a long password for the bench', roles: ['desk-officer'] }); // prettier-ignore
      const actor = (await app.get(Db).read(() => app.get(Actors).ofAccount(accountId)))!;
      await Current.run({ actor }, async () => {
        for (const [name, target] of [
          ['import of 50,000 new people', 60],
          ['the same file again', 60],
        ] as const)
          figures.push({ name, target, value: await once(app), unit: 's' });
      });
    }),
  );
  await app.close();
  await empty(world.ownerUrl, institution);
  return figures;

  async function once({ get }: Pick<typeof app, 'get'>): Promise<number> {
    const imports = get.call(app, ImportsService) as ImportsService;
    const jobs = get.call(app, JobsService) as JobsService;
    const began = performance.now();
    const id = await imports.receive('people', 'people.csv', Buffer.from(sheet()));
    await jobs.drain();
    await imports.map(id, MAPPING);
    await jobs.drain();
    const [row] = await app
      .get(Db)
      .read(() => app.get(Db).rows<{ counts: { new: number } }>('select counts from import where id = $1', [id]));
    if (row?.counts.new) {
      await imports.start(id);
      await jobs.drain();
    }
    return (performance.now() - began) / 1000;
  }
}

const MAPPING = {
  familyName: 'Family name',
  givenName: 'Given names',
  country: 'Country',
  email: 'E-mail',
  phone: 'Telephone',
  languages: 'Languages',
  key: 'Number in your own list',
};

function sheet(): string {
  const rows = Array.from(
    { length: ROWS },
    (_, n) => `Family${n};Given${n % 977};${['FR', 'DE', 'PL'][n % 3]};person${n}@senate.example;+352 ${n};en, fr;${n}`,
  );
  return ['Family name;Given names;Country;E-mail;Telephone;Languages;Number in your own list', ...rows].join('\n');
}

async function empty(ownerUrl: string, institution: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  for (const table of TABLES) {
    const { rows } = await client.query('select to_regclass($1) as there', [table]);
    if (rows[0].there) await client.query(`delete from ${table} where institution_id = $1`, [institution]);
  }
  await client.end();
}
