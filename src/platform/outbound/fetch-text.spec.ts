import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fetchText } from './fetch-text.js';

let server: Server;
let base: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/loop') response.writeHead(302, { Location: '/loop' }).end();
    else if (request.url === '/away') response.writeHead(302, { Location: 'file:///etc/passwd' }).end();
    else if (request.url === '/large') response.end('x'.repeat(5000));
    else if (request.url === '/slow') response.write('x');
    else if (request.url === '/missing') response.writeHead(404).end();
    else response.writeHead(200, { ETag: '"1"' }).end('BEGIN:VCALENDAR');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const fault = (path: string, options = {}) =>
  fetchText(`${base}${path}`, { allowPrivate: true, ...options }).then(
    () => 'none',
    (error: { fault: string }) => error.fault,
  );

describe('reading from outside', () => {
  it('answers with the text and its tag', async () => {
    expect(await fetchText(`${base}/`, { allowPrivate: true })).toEqual({
      status: 200,
      text: 'BEGIN:VCALENDAR',
      etag: '"1"',
    });
  });

  it('refuses the own machine and network unless the operator allows it', async () => {
    expect(await fault('/', { allowPrivate: false })).toBe('private');
  });

  it('ends at its limits, and tells which', async () => {
    expect(await fault('/large', { limitBytes: 1000 })).toBe('too_large');
    expect(await fault('/slow', { timeoutMs: 100 })).toBe('timeout');
    expect(await fault('/missing')).toBe('status');
    expect(await fault('/loop')).toBe('status');
    expect(await fault('/away')).toBe('scheme');
  });
});
