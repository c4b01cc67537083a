import { describe, expect, it } from 'vitest';
import { readSheet } from 'read-excel-file/node';
import { defused, sheetOf } from './sheets.js';

describe('defused', () => {
  it('puts an apostrophe before whatever a spreadsheet would run', () => {
    for (const text of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '  =1', '＝1', '\u0000=1'])
      expect(defused(text)).toMatch(/^'[=+\-@＝]/);
    for (const text of ['a=b', '3-1', 'Anna-Maria', '']) expect(defused(text)).toBe(text);
  });
});

describe('a sheet', () => {
  const columns = [
    { label: 'Text', value: (row: { text: string }) => row.text },
    { label: 'Day', value: () => Temporal.PlainDate.from('2027-03-08') },
    { label: 'Number', value: () => 12 },
  ];

  it('keeps days and numbers as such, and text as text', async () => {
    const { bytes } = await sheetOf('xlsx', 'a/b', columns, [{ text: '=1+1\u0001' }]);
    const [, row] = await readSheet(Buffer.from(bytes));
    expect(row).toEqual(['=1+1', new Date('2027-03-08T00:00:00Z'), 12]);
  });

  it('as CSV is opened by Excel at once, with nothing to run', async () => {
    const { bytes } = await sheetOf('csv', 'x', columns, [{ text: '=1;"2"' }]);
    expect(Buffer.from(bytes).toString('utf8')).toBe('\uFEFFText;Day;Number\r\n"\'=1;""2""";2027-03-08;12\r\n');
  });
});
