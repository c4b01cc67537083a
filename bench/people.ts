import pg from 'pg';
import { searchNeedle, searchText, sortName } from '../src/platform/i18n/search-text.js';
import type { World } from './prepare.js';
import { type Figure, percentile } from './figures.js';

const PEOPLE = 100_000;
const ROUNDS = 200;
const BATCH = 5_000;

// Twenty beginnings and twenty endings make four hundred family names, each borne by two hundred and fifty people.
const BEGINNINGS =
  'Mar Mias Nag Stsiap Verh Kow Øst Özt Ivan Бар Сідар Кавал Жук Лук Гар Bern Cald Dumo Ferr Gust'.split(' ');
const ENDINGS =
  'enka nikovich y ura ale alski ergaard ürk ou анаў энка чук евіч aud ini afsson mann ová idze yan'.split(' ');
const GIVEN = 'Adela Аляксей Çelik Ilona Мікалай Jean Søren Тацяна Yusuf Łucja Anna Пётр Olga Karl Mei Amin'.split(' ');
const NAMES = [
  'Miasnikovich Adela',
  'Верхенка',
  'Østergaard Jean',
  'kowalski',
  'Сідарчук',
  'lukidze anna',
  'Özturk',
  'zzyzx',
];
/** Each name letter by letter, as the list below a field asks. */
const QUESTIONS = NAMES.flatMap((name) => Array.from({ length: name.length - 1 }, (_, n) => name.slice(0, n + 2)));

/** A search as one types, among 100,000 people of one institution, as the application's role under row security. */
export async function measurePeopleSearch(world: World): Promise<Figure> {
  const owner = new pg.Client({ connectionString: world.ownerUrl });
  const app = new pg.Client({ connectionString: world.config.DATABASE_APP_URL });
  await Promise.all([owner.connect(), app.connect()]);
  const times: number[] = [];
  try {
    // A house of its own: the pages of the others are measured with as many people as before.
    const { rows } = await owner.query<{ id: string }>(
      `select institution_id as id from institution where slug <> 'bench' order by slug limit 1`,
    );
    const house = rows[0]!.id;
    await fill(owner, house);
    for (let n = 0; n < ROUNDS + 20; n++) {
      const took = await ask(app, house, QUESTIONS[n % QUESTIONS.length]!);
      if (n >= 20) times.push(took);
    }
  } finally {
    await Promise.all([owner.end(), app.end()]);
  }
  return {
    name: `search among ${PEOPLE.toLocaleString('en')} people, p95`,
    target: 50,
    value: percentile(times, 0.95),
    unit: 'ms',
    detail: { p50: percentile(times, 0.5), most: Math.max(...times) },
  };
}

async function fill(owner: pg.Client, institutionId: string): Promise<void> {
  const { rows } = await owner.query<{ count: number }>(
    'select count(*)::int as count from person where institution_id = $1',
    [institutionId],
  );
  for (let made = rows[0]!.count; made < PEOPLE; made += BATCH) {
    const names = Array.from({ length: BATCH }, (_, n) => {
      const k = made + n;
      const family = `${BEGINNINGS[k % 20]}${ENDINGS[Math.floor(k / 20) % 20]}`;
      return { family, given: GIVEN[Math.floor(k / 400) % GIVEN.length]! };
    });
    await owner.query(
      `insert into person (institution_id, id, family_name, given_name, sort_name, search_text)
       select $1, gen_random_uuid(), f, g, s, t from unnest($2::text[], $3::text[], $4::text[], $5::text[]) as n(f, g, s, t)`,
      [
        institutionId,
        names.map(({ family }) => family),
        names.map(({ given }) => given),
        names.map(({ family, given }) => sortName(family, given)),
        names.map(({ family, given }) => searchText([family, given])),
      ],
    );
  }
  await owner.query('analyze person');
}

async function ask(client: pg.Client, institutionId: string, question: string): Promise<number> {
  await client.query('begin');
  await client.query(`select set_config('app.institution_id', $1, true)`, [institutionId]);
  const began = performance.now();
  await client.query(
    `select id, family_name, given_name from person p
      where p.institution_id = $1 and p.merged_into is null and p.id in (select search_people($2, 12))
      order by p.sort_name, p.id`,
    [institutionId, searchNeedle(question)],
  );
  const took = performance.now() - began;
  await client.query('commit');
  return took;
}
