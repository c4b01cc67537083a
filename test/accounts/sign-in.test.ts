import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anAccount, PASSWORD } from '../support/factories.js';

let house: TestApp;

beforeAll(async () => {
  house = await startApp();
});
afterAll(() => house.close());

describe('signing in', () => {
  it('opens the page that was asked for, and no other site', async () => {
    const { email } = await house.within(() => anAccount(house.app));
    const send = (next: string) =>
      house.browser().post('/house/sign-in').type('form').send({ email, password: PASSWORD, next });
    expect((await send('/house/account?tab=1')).headers['location']).toBe('/house/account?tab=1');
    expect((await send('//evil.example/')).headers['location']).toBe('/house');
    expect((await send('/house/../other')).headers['location']).toBe('/house');
  });

  it('keeps what was typed and says the same of a wrong password and an unknown e-mail', async () => {
    const { email } = await house.within(() => anAccount(house.app));
    const wrong = await house
      .browser()
      .post('/house/sign-in')
      .type('form')
      .send({ email, password: 'not the password at all' });
    const nobody = await house
      .browser()
      .post('/house/sign-in')
      .type('form')
      .send({ email: 'nobody@house.example', password: 'not the password at all' });
    expect([wrong.status, nobody.status]).toEqual([422, 422]);
    expect(wrong.text).toContain(`value="${email}"`);
    expect(wrong.text).not.toContain('not the password at all');
    const bare = (text: string) =>
      text
        .replaceAll(/nonce-?="?[\w-]+"?/g, '')
        .replaceAll(email, 'X')
        .replaceAll('nobody@house.example', 'X');
    expect(bare(nobody.text)).toBe(bare(wrong.text));
    expect(wrong.headers['set-cookie']).toBeUndefined();
  });

  it('asks who is not signed in to sign in first, and leads back', async () => {
    const answer = await house.browser().get('/house/search?q=xy');
    expect(answer.status).toBe(303);
    expect(answer.headers['location']).toBe(`/house/sign-in?next=${encodeURIComponent('/house/search?q=xy')}`);
  });

  it('gives a cookie that scripts cannot read, and keeps only its digest', async () => {
    const { email } = await house.within(() => anAccount(house.app));
    const answer = await house.browser().post('/house/sign-in').type('form').send({ email, password: PASSWORD });
    const cookie = String(answer.headers['set-cookie']);
    expect(cookie).toMatch(/^sid=es_[\w-]{43}; Max-Age=43200; Path=\/; .*HttpOnly; SameSite=Lax/);
    const token = /sid=([^;]+)/.exec(cookie)![1]!;
    const rows = await house.within(() =>
      house.db.read(() => house.db.rows<{ text: string }>('select s::text as text from session s')),
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.some((row) => row.text.includes(token))).toBe(false);
  });
});
