import { describe, expect, it } from 'vitest';
import { isOurs } from './csrf.js';

const post = (headers: Record<string, string>) =>
  isOurs({ method: 'POST', protocol: 'https', headers: { host: 'house.example', ...headers } });

describe('isOurs', () => {
  it('lets reading pass from anywhere', () => {
    expect(isOurs({ method: 'GET', protocol: 'https', headers: { 'sec-fetch-site': 'cross-site' } })).toBe(true);
  });

  it('takes a change from our own pages only', () => {
    expect(post({ 'sec-fetch-site': 'same-origin' })).toBe(true);
    for (const site of ['same-site', 'cross-site', 'none'])
      expect(post({ 'sec-fetch-site': site, origin: 'https://house.example' })).toBe(false);
  });

  it('compares the whole origin where the browser sends no Sec-Fetch-Site', () => {
    expect(post({ origin: 'https://house.example' })).toBe(true);
    for (const origin of [
      'http://house.example',
      'https://house.example.evil.example',
      'https://sub.house.example',
      'null',
    ]) {
      expect(post({ origin })).toBe(false);
    }
  });

  it('refuses a request that says neither', () => {
    expect(post({})).toBe(false);
  });

  it('exempts bearer tokens, which no other site can make a browser send', () => {
    expect(post({ authorization: 'Bearer ent_pat_x', 'sec-fetch-site': 'cross-site' })).toBe(true);
  });
});
