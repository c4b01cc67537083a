import { describe, expect, it } from 'vitest';
import { delimiterOf, readCsv, restored } from './csv.js';
import { jsonTable, parseJson, popoloRecords } from './json.js';
import { utf8Text } from './text.js';
import { checkZip } from './zip-limits.js';

describe('a CSV file', () => {
  it('is divided by whatever divides its lines evenly', () => {
    expect(delimiterOf('a;b;c\n1,5;2,5;3,5\n')).toBe(';');
    expect(delimiterOf('a,b\n"x;y;z",2\n')).toBe(',');
    expect(delimiterOf('a\tb\n1\t2')).toBe('\t');
    expect(delimiterOf('a|b\n1|2')).toBe('|');
  });

  it('keeps the line of each row, also below a cell of several lines', async () => {
    const { headings, rows } = await readCsv('Name,,Name\n"two\nlines",x,y\n\nlast,,\n');
    expect(headings).toEqual(['Name', '#2', 'Name #3']);
    expect(rows.map(({ place, cells }) => [place, cells[0]])).toEqual([
      ['3', 'two\nlines'],
      ['5', 'last'],
    ]);
  });

  it('takes back what our exports put before formulas, and nothing else', () => {
    expect(["'=1+1", "'+49", "'-1", "'@a", "'quoted'", "'s Hertogenbosch"].map(restored)).toEqual([
      '=1+1',
      '+49',
      '-1',
      '@a',
      "'quoted'",
      "'s Hertogenbosch",
    ]);
  });

  it('without rows, or with a quote that never ends, is refused', async () => {
    await expect(readCsv('a,b\n')).rejects.toMatchObject({ key: 'platform.imports.file.no_rows' });
    await expect(readCsv('a,b\n"x')).rejects.toMatchObject({ key: 'platform.imports.file.csv' });
  });
});

describe('text', () => {
  it('is UTF-8 with or without a mark', () => {
    expect(utf8Text(Buffer.from('\uFEFFé'))).toBe('é');
    expect(() => utf8Text(Buffer.from([0x61, 0x0a, 0xc3, 0xa9, 0xe9, 0x0a]))).toThrow(
      expect.objectContaining({ params: { line: 2, column: 2 } }),
    );
    expect(() => utf8Text(Buffer.from('a\n\0'))).toThrow(expect.objectContaining({ params: { line: 2 } }));
  });
});

describe('JSON', () => {
  it('is a table of objects, nested one deep', () => {
    const { headings, rows } = jsonTable(
      parseJson('[{"name": {"en": "A"}, "tags": [1, "b"]}, {"x": null, "y": true}]'),
    );
    expect(headings).toEqual(['name.en', 'tags', 'y']);
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['A', '1, b', ''],
      ['', '', 'true'],
    ]);
  });

  it('of Popolo has its records in an order in which each is known before it is named', () => {
    const { records } = popoloRecords({ memberships: [{}], persons: [{}], organizations: [{}] });
    expect(records.map(({ place }) => place)).toEqual(['organizations[0]', 'persons[0]', 'memberships[0]']);
    for (const wrong of [[], {}, 7, { persons: {} }])
      expect(() => popoloRecords(wrong)).toThrow(expect.objectContaining({ key: 'platform.imports.file.popolo' }));
  });
});

describe('a spreadsheet', () => {
  it('that would unpack to more than a machine holds is refused by its directory', () => {
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt32LE(4_000_000_000, 24);
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50, 0);
    end.writeUInt16LE(1, 10);
    expect(() => checkZip(Buffer.concat([entry, end]))).toThrow(
      expect.objectContaining({ key: 'platform.imports.file.too_hard' }),
    );
    expect(() => checkZip(Buffer.from('PK\u0003\u0004'))).toThrow(
      expect.objectContaining({ key: 'platform.imports.file.xlsx_broken' }),
    );
  });
});
