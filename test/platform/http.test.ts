import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { request as httpRequest } from 'node:http';
import { startApp, type Agent, type TestApp } from '../support/app.js';
import { anAccount, PASSWORD } from '../support/factories.js';

let house: TestApp;
let admin: Agent;
let email: string;

beforeAll(async () => {
  house = await startApp({ BASE_URL: 'https://entente.example' });
  const account = await house.within(() =>
    anAccount(house.app, { roles: ['tenant-admin', 'desk-officer', 'protocol'] }),
  );
  email = account.email;
  admin = house.browser();
  const { cookie } = await enter({ Origin: house.url });
  admin.set('Cookie', cookie);
});
afterAll(() => house.close());

/** The sign-in form, sent with these headers: `fetch` would not let us lie about the origin. */
async function enter(headers: Record<string, string>) {
  const body = new URLSearchParams({ email, password: PASSWORD }).toString();
  const answer = await raw('POST', '/house/sign-in', {
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
    body,
  });
  return { status: answer.status, cookie: String(answer.headers['set-cookie'] ?? '').split(';')[0]! };
}

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

/** Sends a path exactly as it is written. */
function raw(method: string, path: string, more: { headers?: Record<string, string>; body?: string } = {}) {
  const { hostname, port } = new URL(house.url);
  return new Promise<Answer>((resolve, reject) => {
    const asked = httpRequest({ hostname, port, method, path, headers: more.headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () =>
        resolve({ status: answer.statusCode!, headers: answer.headers, text: Buffer.concat(chunks).toString() }),
      );
    });
    asked.on('error', reject);
    asked.end(more.body);
  });
}

describe('a change that another site makes a browser send', () => {
  const Origin = 'https://evil.example';
  it.each([
    ['from another site', { 'Sec-Fetch-Site': 'cross-site', Origin }],
    ['from a sister domain', { 'Sec-Fetch-Site': 'same-site', Origin: 'https://other.entente.example' }],
    ['typed in, with no page behind it', { 'Sec-Fetch-Site': 'none' }],
    ['from a sandboxed frame', { Origin: 'null' }],
    ['from an old browser, another origin', { Origin }],
    ['from ours by name but not by port', { Origin: 'http://127.0.0.1:1' }],
    ['without a word about where from', {}],
    ['that says same-origin in another case', { 'Sec-Fetch-Site': 'Same-Origin', Origin }],
  ])('is refused: %s', async (_name, headers) => {
    const { status, cookie } = await enter(headers as Record<string, string>);
    expect([status, cookie]).toEqual([403, '']);
  });

  it('is taken from our own pages', async () => {
    expect((await enter({ 'Sec-Fetch-Site': 'same-origin' })).status).toBe(303);
    expect((await enter({ Origin: house.url })).status).toBe(303);
  });

  it('is refused as text that only looks like JSON, also from our own origin', async () => {
    const answer = await admin
      .post('/api/v1/house/receptions')
      .set('Content-Type', 'text/plain')
      .send('{"title":{"en":"x"}}');
    expect([answer.status, answer.type]).toEqual([415, 'application/problem+json']);
  });
});

describe('every answer', () => {
  const asked: [string, string, string?][] = [
    ['GET', '/healthz'],
    ['GET', '/readyz'],
    ['GET', '/house/sign-in'],
    ['HEAD', '/house/sign-in'],
    ['GET', '/house'],
    ['GET', '/nowhere'],
    ['GET', '/'],
    ['GET', '//'],
    ['GET', '//evil.example/house'],
    ['GET', '/%61dmin'],
    ['GET', '/house/%E0%A4%A'],
    ['GET', '/house/account.'],
    ['GET', '/assets/none.js'],
    ['GET', '/api/v1/house/me'],
    ['GET', '/api/v1/nowhere/me'],
    ['GET', '/api/openapi.json'],
    ['GET', '/feeds/ef_nothing.ics'],
    ['GET', '/r/er_nothing'],
    ['POST', '/house/sign-in'],
    ['POST', '/house/sign-in', '{'],
    ['POST', '/csp-reports', '{}'],
    ['OPTIONS', '/house/sign-in'],
    ['PUT', '/house/sign-in'],
    ['TRACE', '/house/sign-in'],
  ];

  it('leads from the bare address to the only institution', async () => {
    const { status, headers } = await raw('GET', '/');
    expect([status, headers['location']]).toEqual([303, '/house']);
  });

  it('carries the headers that protect its reader', async () => {
    for (const [method, path, body] of asked) {
      const headers = { 'Sec-Fetch-Site': 'same-origin', 'Content-Type': 'application/json' };
      const answer = await raw(method, path, body === undefined ? { headers } : { headers, body });
      const { headers: given } = answer;
      const name = `${method} ${path} ${answer.status}`;
      const nonce = /'nonce-([\w-]{20,})'/.exec(String(given['content-security-policy']))?.[1];
      expect([name, !!nonce || String(given['content-security-policy']).startsWith('sandbox')]).toEqual([name, true]);
      expect([name, given]).toEqual([
        name,
        expect.objectContaining({
          'content-security-policy': expect.stringContaining("default-src 'none'"),
          'strict-transport-security': expect.stringMatching(/max-age=31536000; includeSubDomains/),
          'x-content-type-options': 'nosniff',
          'cross-origin-opener-policy': 'same-origin',
          'cross-origin-resource-policy': 'same-origin',
          'referrer-policy': 'no-referrer',
          'x-frame-options': 'DENY',
          'permissions-policy': expect.any(String),
          'cache-control': expect.any(String),
        }),
      ]);
      expect([name, given['x-powered-by'], answer.status < 500]).toEqual([name, undefined, true]);
    }
  });

  it('has a nonce of its own, and is kept by nobody when it is a person’s', async () => {
    const policies = await Promise.all([1, 2, 3].map(() => admin.get('/house/account')));
    expect(new Set(policies.map(({ headers }) => headers['content-security-policy'])).size).toBe(3);
    expect(policies[0]!.headers['cache-control']).toBe('no-store');
    expect(policies[0]!.headers['vary']).toContain('Cookie');
  });
});

describe('what the operator asks', () => {
  it('is answered under its own name, whatever routes begin with an institution', async () => {
    const statusOf = async (path: string) => (await house.browser().get(path)).status;
    expect(await Promise.all(['/healthz', '/readyz', '/metrics'].map(statusOf))).toEqual([200, 200, 200]);
    expect((await house.browser().post('/csp-reports').send('{}')).status).toBe(204);
    expect(await Promise.all(['/favicon.ico', '/assets', '/.well-known'].map(statusOf))).toEqual([404, 404, 404]);
    // Calendar programs sign in with a password of their own.
    expect(await statusOf('/dav')).toBe(401);
  });
});

describe('a path written another way', () => {
  it('opens nothing', async () => {
    const secret = '/house/settings/people';
    expect((await admin.get(secret)).status).toBe(200);
    for (const way of [
      '/%68ouse/settings/people',
      '//house/settings/people',
      '/house//settings/people',
      '/HOUSE/settings/people',
      '/house/settings/people.',
      '/house/settings/people%00',
      '/house/settings%2fpeople',
      '/house/../house/settings/people%20',
      '/API/v1/house/me',
    ]) {
      const answer = await raw('GET', way, { headers: { Cookie: '' } });
      expect([way, answer.status === 303 || answer.status === 404 || answer.status === 401]).toEqual([way, true]);
    }
  });

  it('answers HEAD as GET, without a body', async () => {
    const { status, text } = await admin.head('/house/account');
    expect([status, text]).toEqual([200, undefined]);
  });
});

describe('what is wrong with a request', () => {
  const problem = async (send: ReturnType<Agent['post']>) => {
    const { status, type, body } = await send;
    expect(type).toBe('application/problem+json');
    expect(body).toEqual(
      expect.objectContaining({ status, title: expect.any(String), instance: expect.stringMatching(/^urn:request:/) }),
    );
    return { status, ...body } as { status: number; detail: string; errors?: { path: string }[] };
  };
  const api = (method: 'get' | 'post', path: string) => admin[method](`/api/v1/house/${path}`);

  it('is told by the API as a problem document', async () => {
    const json = (text: string) => api('post', 'receptions').set('Content-Type', 'application/json').send(text);
    const broken = await problem(json('{"password":"hunter2'));
    expect([broken.status, broken.detail]).toEqual([400, 'The address or the body cannot be read.']);
    expect((await problem(json('"text"'))).status).toBe(400);
    const unknown = await problem(json('{"institutionId":"x","role":"tenant-admin"}'));
    expect(unknown.status).toBe(400);
    expect(unknown.errors!.length).toBeGreaterThan(0);
    expect((await problem(house.browser().get('/api/v1/house/me') as never)).status).toBe(401);
    expect((await problem(api('get', 'no-such-thing'))).status).toBe(404);
    expect((await problem(api('get', 'receptions/not-an-id'))).status).toBe(404);
    expect((await problem(json(`{"x":"${'x'.repeat(1_100_000)}"}`))).status).toBe(413);
    expect((await problem(json('{"x":"\\u0000"}'))).status).toBe(400);
    const coded = api('post', 'receptions').set('Content-Encoding', 'rot13').set('Content-Type', 'application/json');
    expect((await problem(coded.send('{}'))).status).toBe(415);
    expect((await problem(json('{}').set('Idempotency-Key', 'k'.repeat(201)))).status).toBe(400);
  });

  it('does not overturn the server when it is nested ten thousand deep, or half a million', async () => {
    for (const depth of [10_000, 500_000]) {
      const text = '['.repeat(depth) + ']'.repeat(depth);
      const send = () => api('post', 'receptions').set('Content-Type', 'application/json');
      expect((await problem(send().send(text))).status).toBe(400);
      expect([400, 413]).toContain(
        (await problem(send().set('Idempotency-Key', `deep-${depth}`).send(`{"x":${text}}`))).status,
      );
    }
    const form = `${'a[b]'.repeat(200)}${'[b]'.repeat(2000)}=1`;
    expect((await admin.post('/house/sign-in').set('Origin', house.url).type('form').send(form)).status).toBeLessThan(
      500,
    );
  });

  it('is told to a reader in the own language', async () => {
    const pages = async (send: (agent: Agent) => ReturnType<Agent['post']>) => {
      const titles: string[] = [];
      for (const language of ['en', 'fr', 'ru']) {
        const answer = await send(house.browser().set('Accept-Language', language).set('Accept', 'text/html'));
        expect(answer.text).toContain(`<html lang="${language}"`);
        titles.push(/<h1>(.*?)<\/h1>/.exec(answer.text)![1]!);
        expect(answer.text).not.toMatch(/request entity|Cannot (GET|POST)|Unexpected/i);
      }
      expect(new Set(titles).size).toBe(3);
    };
    await pages((agent) => agent.get('/house/no-such-page') as never);
    await pages((agent) =>
      agent
        .post('/house/sign-in')
        .type('form')
        .send(`email=${'x'.repeat(1_100_000)}`),
    );
    await pages((agent) => agent.post('/house/sign-in').set('Sec-Fetch-Site', 'cross-site').type('form').send('a=1'));
    await pages((agent) => agent.post('/house/sign-in').set('Content-Type', 'application/json').send('{'));
  });

  it('is no fault of ours when a text holds what no database keeps', async () => {
    const form = { email: 'a\u0000b@house.example', password: 'x\u0000' };
    const signIn = await house.browser().post('/house/sign-in').type('form').send(form);
    expect([400, 422]).toContain(signIn.status);
    expect([200, 400]).toContain((await admin.get('/house/outbox?q=%00')).status);
  });
});
