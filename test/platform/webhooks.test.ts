import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import http from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Current } from '../../src/platform/current.js';
import { OutboundService } from '../../src/platform/outbound/outbound.service.js';
import { signedHeaders } from '../../src/platform/webhooks/signature.rules.js';
import { WebhooksService } from '../../src/platform/webhooks/webhooks.service.js';
import { EditionsService } from '../../src/programme/editions/editions.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { anItem, aVisit } from '../support/programme.js';

let house: TestApp;
let receiver: http.Server;
let url: string;
let status = 200;
const received: { headers: http.IncomingHttpHeaders; body: string }[] = [];

beforeAll(async () => {
  house = await startApp({ OUTBOUND_PRIVATE: 'true' });
  receiver = http.createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += String(part);
    received.push({ headers: request.headers, body });
    response.writeHead(status, { Location: '/elsewhere' }).end('thanks');
  });
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
});
afterAll(async () => {
  receiver.close();
  await house.close();
});

const sql = <T>(text: string) =>
  house.within(() => house.db.transaction(() => house.db.rows<T>(text, [Current.institutionId])));
const deliveries = () =>
  sql<{ id: string; state: string; attempts: number; last_status: number | null; next_attempt_at: unknown }>(
    'select * from webhook_delivery where institution_id = $1 order by id',
  );

describe('a webhook', () => {
  it('is told of a released edition: signed, in ids, tried again while the receiver fails, and repeated under the same id', async () => {
    const admin = await house.signInAs('tenant-admin');
    const made = await admin
      .post('/house/settings/webhooks')
      .type('form')
      .send({ name: 'Intranet', url, 'events[]': ['programme.released'] });
    expect(made.status).toBe(303);
    const page = await admin.get(String(made.headers['location']));
    const secret = /whsec_[A-Za-z0-9+/=]+/.exec(page.text)![0];

    status = 500;
    const activityId = await aVisit(house);
    await anItem(house, activityId, { title: { en: 'Talks' } });
    await house.within(() => house.get(EditionsService).release(activityId));
    await house.drain();
    expect(received).toHaveLength(1);
    const [first] = received;
    const { headers, body } = first!;
    const at = Temporal.Instant.fromEpochMilliseconds(Number(headers['webhook-timestamp']) * 1000);
    const id = String(headers['webhook-id']);
    expect(headers['webhook-signature']).toBe(signedHeaders(id, at, body, secret)['webhook-signature']);
    expect(JSON.parse(body)).toMatchObject({ type: 'programme.released', institution: 'house', activityId });
    expect(body).not.toContain('Talks');
    expect(await deliveries()).toMatchObject([{ state: 'waiting', attempts: 1, last_status: 500 }]);

    status = 200;
    await house.within(() => house.get(WebhooksService).deliver(id));
    expect(await deliveries()).toMatchObject([{ state: 'delivered', attempts: 2, next_attempt_at: null }]);
    expect(received[1]!.headers['webhook-id']).toBe(id);

    await admin.post(`${made.headers['location']}/deliveries/${id}/replay`);
    await house.drain();
    expect(received).toHaveLength(3);
    expect(received[2]!.headers['webhook-id']).toBe(id);
    expect((await admin.get(String(made.headers['location']))).text).toContain('Delivered');
  });

  it('takes a redirect for a refusal', async () => {
    status = 302;
    await sql(`update webhook_delivery set state = 'waiting' where institution_id = $1`);
    const { id } = (await deliveries())[0]!;
    await house.within(() => house.get(WebhooksService).deliver(id));
    expect(await deliveries()).toMatchObject([{ state: 'waiting', last_status: 302 }]);
  });

  it('is kept by program too, and its deliveries for ninety days', async () => {
    const admin = await house.signInAs('tenant-admin');
    const api = '/api/v1/house/webhooks';
    const refused = await admin.post(api).send({ name: 'Archive', url, events: ['no.such'] });
    expect([refused.status, refused.body.errors]).toEqual([
      422,
      [{ path: 'events', message: expect.stringContaining('no.such') }],
    ]);
    const made = await admin.post(api).send({ name: 'Archive', url, events: ['programme.released'] });
    expect([made.status, made.body.secret]).toEqual([201, expect.stringMatching(/^whsec_/)]);
    const items = (await admin.get(api)).body.items as { id: string; name: string }[];
    expect(items.map(({ name }) => name)).toEqual(['Archive', 'Intranet']);
    const { id } = items[1]!;
    const page = await admin.get(`${api}/${id}/deliveries`);
    expect(page.body).toMatchObject({
      items: [{ type: 'programme.released', attempts: expect.any(Number) }],
      next: null,
    });
    const delivery = page.body.items[0].id as string;
    expect((await admin.post(`${api}/${made.body.id}/deliveries/${delivery}/repetitions`)).status).toBe(404);
    expect((await admin.post(`${api}/${id}/deliveries/${delivery}/repetitions`)).status).toBe(204);

    const forget = () => house.within(() => house.get(WebhooksService).forgetOld());
    await sql(
      `update webhook_delivery set state = 'failed', updated_at = now() - interval '89 days' where institution_id = $1`,
    );
    await forget();
    expect(await deliveries()).toHaveLength(1);
    await sql(`update webhook_delivery set updated_at = now() - interval '91 days' where institution_id = $1`);
    await forget();
    expect(await deliveries()).toHaveLength(0);
    expect((await admin.delete(`${api}/${made.body.id}`)).status).toBe(204);
    expect((await admin.get(api)).body.items).toHaveLength(1);
  });

  it('is the administrator’s alone', async () => {
    const desk = await house.signInAs('protocol');
    expect((await desk.get('/house/settings/webhooks')).status).toBe(404);
    expect((await desk.get('/api/v1/house/webhooks')).status).toBe(404);
    expect((await desk.post('/house/settings/webhooks').type('form').send({ name: 'x', url })).status).toBe(404);
  });
});

describe('the way out (S35)', () => {
  it('leads to no inner network, however it is written, and to no other port or protocol', async () => {
    const strict = new OutboundService({ ...house.config, OUTBOUND_PRIVATE: false });
    for (const address of [
      'https://127.1/',
      'https://2130706433/',
      'https://0x7f.1/',
      'https://[::1]/',
      'https://[::ffff:7f00:1]/',
      'https://169.254.169.254/latest',
      'https://100.64.0.1/',
      'https://[fd00::1]/',
      'https://localhost/',
      'https://printer/',
      'https://db.internal/',
      'https://example.com:8443/',
      'https://user:pass@example.com/',
      'http://example.com/',
      'file:///etc/passwd',
      'gopher://example.com/',
      'nothing',
    ])
      await expect(strict.post(address, '{}', {})).rejects.toThrow(/web address|https|port|public/);
    expect(received).toHaveLength(4);
  });
});
