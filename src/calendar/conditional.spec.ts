import { describe, expect, it } from 'vitest';
import { acceptsEncoding, isNotModified, matchesEntityTag, toHttpDate } from './conditional.js';

const lastModified = Temporal.Instant.from('2027-03-28T01:00:00.750Z');
const representation = { etag: '"abc"', lastModified };

describe('If-None-Match', () => {
  it.each([
    ['"abc"', true],
    ['W/"abc"', true],
    ['"x", "abc"', true],
    ['"x",W/"abc" , "y"', true],
    ['"a,b", "abc"', true],
    [', ,"abc"', true],
    ['*', true],
    ['"ABC"', false],
    ['"abc', false],
    ['abc', false],
    ['', false],
    ['"x" "abc"', false],
    ['w/"abc"', false],
  ])('%s', (header, expected) => {
    expect(matchesEntityTag(header, '"abc"')).toBe(expected);
  });

  it('compares weakly also when the own tag is weak', () => {
    expect(matchesEntityTag('"abc"', 'W/"abc"')).toBe(true);
  });
});

describe('a conditional request', () => {
  it('follows If-None-Match alone where it is there', () => {
    const ifModifiedSince = 'Mon, 29 Mar 2027 00:00:00 GMT';
    expect(isNotModified({ ifNoneMatch: '"old"', ifModifiedSince }, representation)).toBe(false);
    expect(isNotModified({ ifNoneMatch: '', ifModifiedSince }, representation)).toBe(false);
    expect(
      isNotModified({ ifNoneMatch: '"abc"', ifModifiedSince: 'Sat, 27 Mar 2027 00:00:00 GMT' }, representation),
    ).toBe(true);
  });

  it.each([
    ['Sun, 28 Mar 2027 01:00:00 GMT', true],
    ['Sun, 28 Mar 2027 00:59:59 GMT', false],
    ['Sunday, 28-Mar-27 01:00:00 GMT', true],
    ['Sun Mar 28 01:00:00 2027', true],
    ['Sun Mar  7 01:00:00 2027', false],
    ['2027-03-28T01:00:00Z', false],
    ['Sun, 31 Feb 2028 01:00:00 GMT', false],
    ['tomorrow', false],
  ])('reads If-Modified-Since: %s', (ifModifiedSince, expected) => {
    expect(isNotModified({ ifModifiedSince }, representation)).toBe(expected);
  });

  it('sends the whole when nothing is known', () => {
    expect(isNotModified({}, representation)).toBe(false);
    expect(isNotModified({ ifModifiedSince: toHttpDate(lastModified) }, { etag: '"abc"' })).toBe(false);
  });

  it('accepts its own Last-Modified', () => {
    expect(isNotModified({ ifModifiedSince: toHttpDate(lastModified) }, representation)).toBe(true);
  });
});

describe('Accept-Encoding', () => {
  it.each([
    ['gzip, deflate, br', true],
    ['GZIP', true],
    ['x-gzip', true],
    ['gzip;q=0', false],
    ['gzip; q=0.001', true],
    ['*', true],
    ['*;q=0', false],
    ['gzip;q=0, *', false],
    ['br', false],
    ['identity', false],
    ['gzip;q=high', false],
    ['', false],
    [undefined, false],
  ])('%s', (header, expected) => {
    expect(acceptsEncoding(header, 'gzip')).toBe(expected);
  });
});
