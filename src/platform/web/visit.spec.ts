import { describe, expect, it } from 'vitest';
import express from 'express';
import request from 'supertest';
import { currentVisit, flash, openVisit, takeFlash } from './visit.js';

const app = express();
app.use(openVisit());
app.post('/save', (_request, response) => {
  flash('platform.saved', { name: 'Kestria' }, { undo: '/house/undo' });
  response.end();
});
app.get('/page', (_request, response) => void response.json({ said: takeFlash(), theme: currentVisit().theme }));

const cookieOf = (response: { headers: Record<string, unknown> }) =>
  String((response.headers['set-cookie'] as unknown as string[])[0]).split(';')[0] ?? '';
const forged = (said: unknown) => `flash=${Buffer.from(JSON.stringify(said)).toString('base64url')}`;

describe('flash', () => {
  it('is shown on the next page and then gone', async () => {
    const saved = await request(app).post('/save');
    const shown = await request(app).get('/page').set('cookie', cookieOf(saved));
    expect(shown.body.said).toEqual([
      { key: 'platform.saved', params: { name: 'Kestria' }, kind: 'done', undo: '/house/undo' },
    ]);
    expect(shown.headers['set-cookie']?.[0]).toMatch(/^flash=;.*1970/);
  });

  it('never sends an undo to another site, and survives nonsense', async () => {
    const page = (cookie: string) => request(app).get('/page').set('cookie', cookie);
    expect((await page(forged([{ key: 'a.b', kind: 'done', undo: '//evil.example' }]))).body.said).toEqual([]);
    expect((await page('flash=%%%; theme=dark')).body).toEqual({ said: [], theme: 'dark' });
    expect((await page(forged({ key: 1 }))).body.said).toEqual([]);
  });
});
