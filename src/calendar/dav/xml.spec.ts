import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { child, escapeXml, readXml, UnreadableXml } from './xml.js';

describe('the XML of a request', () => {
  it('is read with its namespaces, however they are written', () => {
    for (const text of [
      '<?xml version="1.0"?><d:propfind xmlns:d="DAV:"><d:prop><d:getetag/></d:prop></d:propfind>',
      '<propfind xmlns="DAV:"><!-- a --><prop><getetag></getetag></prop></propfind>',
      "\uFEFF<x:propfind xmlns:x='DAV:'>\n <x:prop >\n<x:getetag />\n</x:prop></x:propfind>",
    ]) {
      const prop = child(readXml(text), '{DAV:}prop');
      expect(prop?.children.map(({ name }) => name)).toEqual(['{DAV:}getetag']);
    }
  });

  it.each([
    '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
    '<a>&b;</a>',
    '<a><b></a></b>',
    '<a>',
    '</a>',
    '<a/><b/>',
    '<d:a/>',
    'text',
    '',
    '<a>&#x110000;</a>',
    '<a>'.repeat(100) + '</a>'.repeat(100),
  ])('is refused: %j', (text) => {
    expect(() => readXml(text)).toThrow(UnreadableXml);
  });

  it('brings back any text that was written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const kept = text.toWellFormed().replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '');
        expect(readXml(`<a b="${escapeXml(text)}">${escapeXml(text)}</a>`)).toMatchObject({
          text: kept,
          attributes: { b: kept },
        });
      }),
      { numRuns: 100 },
    );
  });
});
