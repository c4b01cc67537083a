import { describe, expect, it } from 'vitest';
import { compose } from './compose.js';
import { placesOf, worded } from './wording.js';

const page = { margin: [20, 20, 20] as [number, number, number], text: 10 };

describe('a wording', () => {
  const scope = { value: { name: 'Amara', post: '', city: { name: 'Selmora' }, list: ['a', 'b'] } };

  it('is filled from the data, and leaves out what stands in brackets round an empty place', () => {
    expect(worded('{name}[, {post}] · {city.name} · {list}', scope)).toBe('Amara · Selmora · a; b');
    expect(worded('No places', scope)).toBe('No places');
    expect(placesOf('{a} [{b.c}]')).toEqual(['a', 'b.c']);
  });

  it('ends once where what it is filled with ends in a full stop', () => {
    expect(worded('On {day}. By {name}.', { value: { day: '3 ноября 2026 г.', name: 'Amara' } })).toBe(
      'On 3 ноября 2026 г. By Amara.',
    );
  });

  it('is empty where all of its places are', () => {
    expect(worded('Dress: {post}', scope)).toBe('');
  });

  it('takes what it is filled with for text, and inherited properties for nothing', () => {
    expect(worded('{a}', { value: { a: '{b} [x] {a}', b: 'secret' } })).toBe('{b} [x] {a}');
    expect(worded('{constructor.name}{__proto__}', { value: {} })).toBe('');
  });
});

describe('a layout', () => {
  it('repeats, chooses words and leaves out what is empty', () => {
    const blocks = [
      { block: 'text', text: '$hello' },
      { block: 'text', text: '{missing}' },
      { block: 'list', when: 'days', items: [{ each: 'days', text: '{#}. {title} ({^name})', tag: '${kind}' }] },
      { block: 'text', unless: 'days', text: 'none' },
    ];
    const words = { hello: 'Dear {name}', new: 'New' };
    const { blocks: made } = compose({ page, blocks }, words, {
      name: 'A',
      days: [{ title: 'Mon', kind: 'new' }, { title: 'Tue' }],
    });
    expect(made).toEqual([
      { block: 'text', text: 'Dear A' },
      {
        block: 'list',
        items: [{ text: '1. Mon (A)', tag: 'New' }, { text: '2. Tue (A)' }],
      },
    ]);
  });

  it('leaves out a column in which no row says anything', () => {
    const rows = [{ each: 'all', cells: [['{name}'], ['{post}'], ['{phone}']] }];
    const columns = ['8mm', '1fr', '2fr'].map((width) => ({ width }));
    const { blocks: made } = compose(
      { page, blocks: [{ block: 'table', columns, rows }] },
      {},
      {
        all: [{ name: 'A', phone: '1' }, { name: 'B' }],
      },
    );
    expect(made).toEqual([
      {
        block: 'table',
        columns: [{ width: '8mm' }, { width: '2fr' }],
        rows: [{ cells: [['A'], ['1']] }, { cells: [['B'], []] }],
      },
    ]);
  });

  it('says which words it lacks', () => {
    expect(() => compose({ page, blocks: ['$gone'] }, {}, {})).toThrow('gone');
  });
});
