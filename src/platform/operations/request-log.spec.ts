import { describe, expect, it } from 'vitest';
import { redact } from './request-log.js';

describe('the path in a log line', () => {
  it('loses tokens and queries', () => {
    const token = `ef_${'A'.repeat(43)}`;
    expect(redact(`/feeds/${token}.ics?plain=1`)).toBe('/feeds/ef_….ics');
    expect(redact(`/house/reset?token=${token}`)).toBe('/house/reset');
  });

  it('keeps an ordinary path', () => {
    expect(redact('/house/receptions/0199')).toBe('/house/receptions/0199');
  });
});
