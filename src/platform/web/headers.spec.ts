import { describe, expect, it } from 'vitest';
import express from 'express';
import request from 'supertest';
import { securityHeaders } from './headers.js';

const app = express();
app.use(securityHeaders({ https: true }));
app.use((_request, response) => void response.send(String(response.locals['nonce'])));

describe('securityHeaders', () => {
  it('allow scripts and style blocks by a nonce alone, fresh for each response', async () => {
    const [first, second] = await Promise.all([request(app).get('/'), request(app).get('/')]);
    const policy = first.headers['content-security-policy'] ?? '';
    expect(first.text).not.toBe(second.text);
    expect(policy).toContain(`script-src 'nonce-${first.text}'`);
    expect(policy).toContain(`style-src 'self' 'nonce-${first.text}'`);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe-|https?:|\*/);
  });

  it('keep pages of one reader out of every cache, and tell no other site where they were', async () => {
    const { headers } = await request(app).get('/house');
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'strict-transport-security': 'max-age=31536000; includeSubDomains',
    });
    expect(headers['vary']).toContain('Cookie');
  });
});
