import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MailService } from '../../src/platform/mail/mail.service.js';
import { startApp, type TestApp } from '../support/app.js';

let house: TestApp;

beforeAll(async () => {
  house = await startApp();
});
afterAll(() => house.close());

const send = (purpose: string, more: Record<string, string> = {}) =>
  house.within(() =>
    house.db.transaction(() =>
      house.get(MailService).sendLater({
        purpose,
        to: { name: 'Aino Laine', address: 'aino@parliament.example' },
        subject: 'Programme of the visit',
        text: 'Dear Ms Laine,\nthe programme is attached.',
        language: 'en',
        ...more,
      }),
    ),
  );

describe('the outbox', () => {
  it('lists, filters and shows a message with its history', async () => {
    const id = await send('programme', { html: '<p onclick="alert(1)">Dear Ms Laine</p><script>alert(1)</script>' });
    await house.drain();
    const agent = await house.signInAs('protocol');
    const list = await agent.get('/house/outbox?state=sent&q=laine');
    expect(list.text).toContain(`/house/outbox/${id}`);
    expect((await agent.get('/house/outbox?state=bounced')).text).not.toContain(id);
    const { text, status } = await agent.get(`/house/outbox/${id}`);
    expect(status).toBe(200);
    expect(text).toContain('the programme is attached.');
    expect(text).toContain('&lt;script>alert(1)');
    expect(text).not.toContain('<script>alert(1)');
    expect(text).toContain('written to the mail folder');
    const file = await agent.get(`/house/outbox/${id}.eml`);
    expect(file.headers['content-disposition']).toContain('attachment');
    expect(String(file.body.length ? file.body : file.text)).toContain(`<${id}@`);
  });

  it('keeps links that open an account to their recipient', async () => {
    const id = await send('password-reset', { text: 'https://entente.example/house/password-reset/ek_secret' });
    const agent = await house.signInAs('tenant-admin');
    const { text } = await agent.get(`/house/outbox/${id}`);
    expect(text).not.toContain('ek_secret');
    expect((await agent.get(`/house/outbox/${id}.eml`)).status).toBe(404);
  });

  it('is not for everybody', async () => {
    const id = await send('programme');
    const agent = await house.signInAs('member');
    for (const path of ['/house/outbox', `/house/outbox/${id}`, `/house/outbox/${id}.eml`])
      expect((await agent.get(path)).status).toBe(404);
  });

  it('asks as often for three messages as for one', async () => {
    const { MessagesQueries } = await import('../../src/platform/mail/messages.queries.js');
    const { Current } = await import('../../src/platform/current.js');
    const asked = async () => {
      const statements = { count: 0 };
      await house.within(() =>
        Current.run({ statements }, () => house.db.read(() => house.get(MessagesQueries).list({ page: 1 }))),
      );
      return statements.count;
    };
    const before = await asked();
    await send('programme');
    await send('reminder');
    expect(await asked()).toBe(before);
  });
});
