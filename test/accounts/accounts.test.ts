import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startApp, type Agent, type TestApp } from '../support/app.js';
import { anAccount, PASSWORD } from '../support/factories.js';

let house: TestApp;

beforeAll(async () => {
  house = await startApp({ BASE_URL: 'https://entente.example' });
});
afterAll(() => house.close());

const post = (agent: Agent, path: string, fields: Record<string, unknown> = {}) =>
  agent.post(path).type('form').send(fields);
const mayEnter = async (agent: Agent) => (await agent.get('/house/account')).status;

async function lastMail(to: string): Promise<string> {
  await house.drain();
  const rows = await house.within(() =>
    house.db.read(() =>
      house.db.rows<{ body_text: string }>(
        'select body_text from message where to_address = $1 order by id desc limit 1',
        [to],
      ),
    ),
  );
  return rows[0]?.body_text ?? '';
}

const pathIn = (mail: string) => new URL(/https:\S+/.exec(mail)![0]).pathname;
const facts = (subject: string) =>
  house.within(() =>
    house.db.read(() =>
      house.db.rows<{ type: string; data: unknown }>('select type, data from event where subject_id = $1 order by id', [
        subject,
      ]),
    ),
  );

// A browser keeps a Secure cookie for https only; over the test's http it is carried by hand.
async function enter(email: string, password = PASSWORD, cookie?: string) {
  const request = house.browser().post('/house/sign-in').type('form');
  if (cookie) request.set('Cookie', cookie);
  const answer = await request.send({ email, password });
  return {
    status: answer.status,
    cookie: String(answer.headers['set-cookie'] ?? '').split(';')[0]!,
    header: String(answer.headers['set-cookie']),
  };
}
const asks = (cookie: string, path = '/house/account') => house.browser().get(path).set('Cookie', cookie);
const does = (cookie: string, path: string, fields: Record<string, unknown> = {}) =>
  house.browser().post(path).set('Cookie', cookie).type('form').send(fields);

describe('a session', () => {
  it('is a __Host- cookie over https', async () => {
    const { email } = await house.within(() => anAccount(house.app));
    expect((await enter(email)).header).toMatch(
      /^__Host-sid=es_[\w-]{43};.* Path=\/;.* HttpOnly; Secure; SameSite=Lax$/,
    );
  });

  it('never keeps an id that was there before sign-in, and ends the old one', async () => {
    const { email } = await house.within(() => anAccount(house.app));
    const preset = `__Host-sid=es_${'A'.repeat(43)}`;
    const first = await enter(email, PASSWORD, preset);
    expect(first.cookie).not.toBe(preset);
    expect((await asks(preset)).status).toBe(303);
    const second = await enter(email, PASSWORD, first.cookie);
    expect((await asks(first.cookie)).status).toBe(303);
    expect((await asks(second.cookie)).status).toBe(200);
  });

  it('ends at sign-out, everywhere when told so, and when the account is closed', async () => {
    const { id, email } = await house.within(() => anAccount(house.app));
    const [a, b] = [await enter(email), await enter(email)];
    await does(a.cookie, '/house/sign-out');
    expect([(await asks(a.cookie)).status, (await asks(b.cookie)).status]).toEqual([303, 200]);
    const c = await enter(email);
    await does(b.cookie, '/house/account/sign-out-everywhere');
    expect([(await asks(b.cookie)).status, (await asks(c.cookie)).status]).toEqual([303, 303]);
    const d = await enter(email);
    const admin = await house.within(() => anAccount(house.app, { roles: ['tenant-admin'] }));
    await does((await enter(admin.email)).cookie, `/house/settings/people/${id}/closure`);
    expect((await asks(d.cookie)).status).toBe(303);
    expect((await enter(email)).status).toBe(422);
  });

  it('ends after eight idle hours and after twelve in all', async () => {
    const { id, email } = await house.within(() => anAccount(house.app));
    const { cookie } = await enter(email);
    const shift = (column: string, by: string) =>
      house.within(() =>
        house.db.transaction(() =>
          house.db.rows(`update session set ${column} = ${column} - interval '${by}' where account_id = $1`, [id]),
        ),
      );
    await shift('seen_at', '7 hours 59 minutes');
    expect((await asks(cookie)).status).toBe(200);
    await shift('seen_at', '8 hours');
    expect((await asks(cookie)).status).toBe(303);
    const again = await enter(email);
    await shift('expires_at', '12 hours');
    expect((await asks(again.cookie)).status).toBe(303);
  });

  it('is not opened by a form of another site', async () => {
    const { email } = await house.within(() => anAccount(house.app));
    const send = (headers: Record<string, string>) =>
      house.browser().post('/house/sign-in').set(headers).type('form').send({ email, password: PASSWORD });
    const foreign: Record<string, string>[] = [
      { 'Sec-Fetch-Site': 'cross-site' },
      { 'Sec-Fetch-Site': 'same-site' },
      { Origin: 'null' },
      { Origin: 'https://evil.example' },
    ];
    for (const headers of foreign) {
      const answer = await send(headers);
      expect([answer.status, answer.headers['set-cookie']]).toEqual([403, undefined]);
    }
  });

  it('is worth nothing in another institution', async () => {
    const { anInstitution } = await import('../support/factories.js');
    await anInstitution(house.app, { slug: 'senate', name: { en: 'Senate' } });
    const { email } = await house.within(() => anAccount(house.app, { roles: ['tenant-admin'] }));
    const { cookie } = await enter(email);
    expect((await asks(cookie, '/senate/account')).headers['location']).toMatch(/^\/senate\/sign-in/);
    expect((await asks(cookie, '/senate/settings')).status).toBe(303);
  });
});

describe('wrong passwords', () => {
  it('are evaluated five times in a quarter of an hour, whoever sends them and through whichever process', async () => {
    const other = await startApp({ BASE_URL: 'https://entente.example' }, house.database);
    try {
      const { email } = await house.within(() => anAccount(house.app));
      const answers = await Promise.all(
        Array.from({ length: 30 }, (_, n) =>
          (n % 2 ? house : other)
            .browser()
            .post('/house/sign-in')
            .type('form')
            .send({ email: n % 3 ? email : email.toUpperCase(), password: `wrong password no. ${n}` }),
        ),
      );
      expect(answers.filter(({ status }) => status === 422)).toHaveLength(5);
      expect(answers.filter(({ status }) => status === 429)).toHaveLength(25);
      expect((await enter(email)).status).toBe(429);
      // A quarter of an hour later.
      await house.within(() =>
        house.db.transaction(() => house.db.rows(`update rate_limit set expire = expire - 15 * 60 * 1000`)),
      );
      expect((await enter(email)).status).toBe(303);
    } finally {
      await other.close();
    }
  });
});

describe('a forgotten password', () => {
  it('is answered alike for a stranger, and mails a link of BASE_URL whatever Host was sent', async () => {
    const { email } = await house.within(() => anAccount(house.app));
    const ask = (address: string) =>
      house
        .browser()
        .post('/house/password-reset')
        .set({ 'X-Forwarded-Host': 'evil.example', 'Sec-Fetch-Site': 'same-origin', Host: 'evil.example' })
        .type('form')
        .send({ email: address });
    const [known, unknown] = [await ask(email), await ask('nobody@house.example')];
    const bare = (text: string) => text.replaceAll(/nonce="[^"]*"/g, '');
    expect(bare(known.text)).toBe(bare(unknown.text));
    expect(known.status).toBe(unknown.status);
    const mail = await lastMail(email);
    expect(mail).toMatch(/https:\/\/entente\.example\/house\/password-reset\/ek_[\w-]{43}/);
    expect(mail).not.toContain('evil');
    expect(await lastMail('nobody@house.example')).toBe('');
  });

  it('sets a new one once, and signs out everywhere', async () => {
    const { email, id } = await house.within(() => anAccount(house.app));
    const { cookie } = await enter(email);
    await post(house.browser(), '/house/password-reset', { email });
    const path = pathIn(await lastMail(email));
    const agent = house.browser();
    expect((await agent.get(path)).text).toContain('name="password"');
    expect((await post(agent, path, { password: 'short' })).status).toBe(422);
    expect((await post(agent, path, { password: 'Password2026!' })).status).toBe(422);
    expect((await post(agent, path, { password: 'a wholly new sentence' })).headers['location']).toBe('/house/sign-in');
    expect((await asks(cookie)).status).toBe(303);
    expect((await enter(email)).status).toBe(422);
    expect((await enter(email, 'a wholly new sentence')).status).toBe(303);
    expect((await post(agent, path, { password: 'yet another sentence' })).status).toBe(422);
    const told = JSON.stringify(await facts(id));
    expect(told).toContain('account.password_reset');
    expect(told).not.toContain(email);
  });
});

describe('a colleague', () => {
  it('is invited by the administrator, chooses a password, and has the roles given', async () => {
    const admin = await house.within(() => anAccount(house.app, { roles: ['tenant-admin'], name: 'Ada Vell' }));
    const { cookie } = await enter(admin.email);
    const email = 'new.colleague@house.example';
    const sent = await does(cookie, '/house/settings/people', {
      name: 'Nora Reuter',
      email,
      locale: 'fr',
      'roles[]': ['protocol'],
    });
    expect(sent.status).toBe(303);
    const path = pathIn(await lastMail(email));
    expect(path).toMatch(/^\/house\/welcome\/ek_/);
    expect((await enter(email)).status).toBe(422);
    expect(
      (await post(house.browser(), path, { name: 'Nora Reuter', password: 'a short sentence of mine' })).status,
    ).toBe(303);
    const nora = await enter(email, 'a short sentence of mine');
    const page = await asks(nora.cookie);
    expect(page.text).toContain('Protocol officer');
    expect((await asks(nora.cookie, '/house/settings/people')).status).toBe(404);
  });

  it('who is here already is not overwritten by an invitation', async () => {
    const admin = await house.within(() => anAccount(house.app, { roles: ['tenant-admin'] }));
    const owner = await house.within(() => anAccount(house.app));
    const { cookie } = await enter(admin.email);
    const sent = await does(cookie, '/house/settings/people', {
      name: 'Somebody',
      email: owner.email.toUpperCase(),
      locale: 'en',
      'roles[]': ['auditor'],
    });
    expect(sent.status).toBe(422);
    expect(sent.text).toContain('has an account here already');
    expect((await does(cookie, `/house/settings/people/${owner.id}/invitation`)).status).toBe(422);
    expect((await enter(owner.email)).status).toBe(303);
  });

  it('is not invited by who merely heads the department', async () => {
    const head = await house.within(() => anAccount(house.app, { roles: ['head-intl'] }));
    const { cookie } = await enter(head.email);
    expect(
      (
        await does(cookie, '/house/settings/people', {
          name: 'X',
          email: 'x@house.example',
          locale: 'en',
          'roles[]': ['tenant-admin'],
        })
      ).status,
    ).toBe(404);
  });

  it('has a role only between its days, and only as wide as its scope', async () => {
    const today = Temporal.Now.plainDateISO('Europe/Luxembourg');
    const over = await house.within(() =>
      anAccount(house.app, {
        roles: [{ role: 'tenant-admin', startsOn: today.subtract({ days: 9 }), endsOn: today.subtract({ days: 1 }) }],
      }),
    );
    const ahead = await house.within(() =>
      anAccount(house.app, { roles: [{ role: 'tenant-admin', startsOn: today.add({ days: 1 }) }] }),
    );
    const narrow = await house.within(() =>
      anAccount(house.app, { roles: [{ role: 'tenant-admin', scopeKind: 'country', scopeId: 'FI' }] }),
    );
    const now = await house.within(() =>
      anAccount(house.app, { roles: [{ role: 'tenant-admin', startsOn: today, endsOn: today }] }),
    );
    const status = async ({ email }: { email: string }) =>
      (await asks((await enter(email)).cookie, '/house/settings')).status;
    expect([await status(over), await status(ahead), await status(now)]).toEqual([404, 404, 200]);
    const { cookie } = await enter(narrow.email);
    expect((await does(cookie, `/house/settings/people/${over.id}/closure`)).status).toBe(404);
  });
});

describe('verbs over accounts', () => {
  const people = (id: string, rest = '') => `/house/settings/people/${id}${rest}`;
  /** A colleague who was invited and has a role. */
  const aColleague = () =>
    house.within(() => anAccount(house.app, { roles: ['finance'], password: undefined, passwordHash: undefined }));
  const grantOf = async (id: string) => {
    const [row] = await house.within(() =>
      house.db.read(() => house.db.rows<{ id: string }>('select id from role_grant where account_id = $1', [id])),
    );
    return row!.id;
  };
  const verbs: [string, (id: string) => Promise<[string, object]>][] = [
    ['gives a role', async (id) => [people(id, '/roles'), { role: 'auditor' }]],
    ['withdraws a role', async (id) => [people(id, `/roles/${await grantOf(id)}/withdrawal`), {}]],
    ['closes an account', async (id) => [people(id, '/closure'), {}]],
  ];

  it.each(verbs)('an administrator %s, the head of the department does not', async (_verb, of) => {
    const { id } = await aColleague();
    const [path, fields] = await of(id);
    const [head, admin] = await Promise.all(
      (['head-intl', 'tenant-admin'] as const).map(async (role) => {
        const { email } = await house.within(() => anAccount(house.app, { roles: [role] }));
        return (await enter(email)).cookie;
      }),
    );
    expect((await does(head!, path, { ...fields })).status).toBe(404);
    expect((await does(admin!, path, { ...fields })).status).toBe(303);
  });

  it('an administrator invites once more who has not come yet, the head of the department does not', async () => {
    const [head, admin] = [
      await house.within(() => anAccount(house.app, { roles: ['head-intl'] })),
      await house.within(() => anAccount(house.app, { roles: ['tenant-admin'] })),
    ];
    const { cookie } = await enter(admin.email);
    const email = 'slow.colleague@house.example';
    const invited = await does(cookie, '/house/settings/people', { name: 'Slow', email, locale: 'en', 'roles[]': ['auditor'] }); // prettier-ignore
    expect(invited.status).toBe(303);
    const first = pathIn(await lastMail(email));
    const [row] = await house.within(() =>
      house.db.read(() => house.db.rows<{ id: string }>('select id from account where email = $1', [email])),
    );
    const again = people(row!.id, '/invitation');
    expect((await does((await enter(head.email)).cookie, again)).status).toBe(404);
    expect((await does(cookie, again)).status).toBe(303);
    expect(pathIn(await lastMail(email))).not.toBe(first);
  });

  it('everybody ends the sessions of his own account and changes its name, and nobody those of another', async () => {
    const owner = await house.within(() => anAccount(house.app));
    const stranger = await enter((await house.within(() => anAccount(house.app, { roles: ['tenant-admin'] }))).email);
    const [here, there] = [await enter(owner.email), await enter(owner.email)];
    const ends = [...(await asks(here.cookie)).text.matchAll(/account\/sessions\/[^/"]+\/end/g)].map(([path]) => `/house/${path}`); // prettier-ignore
    expect(ends.length).toBeGreaterThan(0);
    for (const path of ends) expect((await does(stranger.cookie, path)).status).toBe(404);
    expect((await asks(there.cookie)).status).toBe(200);
    for (const path of ends) expect((await does(here.cookie, path)).status).toBe(303);
    expect((await asks(there.cookie)).status).toBe(303);
    expect((await does(here.cookie, '/house/account/profile', { name: 'Ines Marten', locale: 'en' })).status).toBe(303);
    expect((await asks(here.cookie)).text).toContain('Ines Marten');
    expect((await asks(stranger.cookie)).text).not.toContain('Ines Marten"');
  });
});

describe('one’s own account', () => {
  it('changes the password only with the present one, and signs the other browsers out', async () => {
    const { email } = await house.within(() => anAccount(house.app));
    const [here, there] = [await enter(email), await enter(email)];
    expect(
      (
        await does(here.cookie, '/house/account/password', {
          oldPassword: 'not it at all',
          password: 'a wholly new sentence',
        })
      ).status,
    ).toBe(422);
    const done = await does(here.cookie, '/house/account/password', {
      oldPassword: PASSWORD,
      password: 'a wholly new sentence',
    });
    expect(done.status).toBe(303);
    const fresh = String(done.headers['set-cookie']).match(/__Host-sid=[^;]+/)![0];
    expect([(await asks(fresh)).status, (await asks(here.cookie)).status, (await asks(there.cookie)).status]).toEqual([
      200, 303, 303,
    ]);
  });

  it('makes a token that reads, and does not write; shown once, and dead when revoked', async () => {
    const { id, email } = await house.within(() => anAccount(house.app, { roles: ['protocol'] }));
    const { cookie } = await enter(email);
    const made = await does(cookie, '/house/account/tokens', { tokenName: 'Phone', 'scopes[]': ['read'] });
    const token = /et_[\w-]{43}/.exec(made.text)![0];
    expect((await asks(cookie)).text).not.toContain(token);
    const me = () => house.browser().get('/api/v1/house/me').set('Authorization', `Bearer ${token}`);
    expect((await me()).body).toMatchObject({
      id,
      email,
      roles: [{ role: 'protocol', scopeKind: 'institution', scopeId: null }],
      tokenScopes: ['read'],
    });
    // A page is not the API, and the cookie does not help a bearer.
    expect((await house.browser().get('/house/account').set('Authorization', `Bearer ${token}`)).status).toBe(303);
    expect(
      (
        await house
          .browser()
          .post('/house/account/sign-out-everywhere')
          .set({ Authorization: 'Bearer nonsense', Cookie: cookie })
      ).status,
    ).toBe(303);
    expect((await asks(cookie)).status).toBe(200);
    const tokenId = /tokens\/([0-9a-f-]{36})\/revocation/.exec((await asks(cookie)).text)![1]!;
    const stranger = await enter((await house.within(() => anAccount(house.app))).email);
    expect((await does(stranger.cookie, `/house/account/tokens/${tokenId}/revocation`)).status).toBe(404);
    expect((await me()).status).toBe(200);
    await does(cookie, `/house/account/tokens/${tokenId}/revocation`);
    expect((await me()).status).toBe(401);
  });
});

it('writes mail to a folder with no token in its name', async () => {
  const names = await readdir(join(house.config.VAR_DIR, 'mail')).catch(() => []);
  expect(names.length).toBeGreaterThan(0);
  expect(names.every((name) => /^[0-9a-f-]{36}\.eml$/.test(name))).toBe(true);
  expect(await readFile(join(house.config.VAR_DIR, 'mail', names[0]!), 'utf8')).toContain('Message-ID');
});

it('asks the database once for who is there', async () => {
  const { email } = await house.within(() => anAccount(house.app, { roles: ['protocol', 'auditor', 'finance'] }));
  const { cookie } = await enter(email);
  expect(await mayEnter(house.browser())).toBe(303);
  const { ActorSource } = await import('../../src/accounts/actor-source.service.js');
  const { Current } = await import('../../src/platform/current.js');
  const statements = { count: 0 };
  const actor = await house.within(() =>
    Current.run({ statements }, () => house.get(ActorSource).of({ headers: { cookie }, path: '/house' } as never)),
  );
  expect(actor?.grants).toHaveLength(3);
  // begin, the tenant, the question, commit
  expect(statements.count).toBeLessThanOrEqual(4);
});

it('forgets sessions that ended, and keeps those that have not', async () => {
  const { SessionsCleanup } = await import('../../src/accounts/sessions-cleanup.service.js');
  const { id, email } = await house.within(() => anAccount(house.app));
  const [ended, open] = [await enter(email), await enter(email)];
  await house.within(() =>
    house.db.transaction(async () => {
      await house.db.rows(
        `update session set seen_at = seen_at - interval '9 hours' where account_id = $1 and id_hash = (select id_hash from session where account_id = $1 order by created_at limit 1)`,
        [id],
      );
      await house.get(SessionsCleanup).forgetEnded();
    }),
  );
  const rows = await house.within(() =>
    house.db.read(() => house.db.rows('select 1 from session where account_id = $1', [id])),
  );
  expect(rows).toHaveLength(1);
  expect([(await asks(ended.cookie)).status, (await asks(open.cookie)).status]).toEqual([303, 200]);
});
