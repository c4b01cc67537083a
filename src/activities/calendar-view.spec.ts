import { expect, it } from 'vitest';
import { readView, viewPath } from './calendar-view.js';

const today = Temporal.PlainDate.from('2027-03-10');
const span = (query: Record<string, unknown>) => {
  const { from, to } = readView(query, today);
  return `${from} ${to}`;
};

it.each([
  [{}, '2027-03-08 2027-03-14'],
  [{ week: '2027-02-31' }, '2027-03-08 2027-03-14'],
  [{ week: '2027-03-14' }, '2027-03-08 2027-03-14'],
  [{ view: 'month' }, '2027-03-01 2027-04-04'],
  [{ view: 'month', month: '2027-02' }, '2027-02-01 2027-02-28'],
  [{ view: 'month', month: '2027-08-17' }, '2027-07-26 2027-09-05'],
  [{ view: 'list', from: '2027-01-01' }, '2027-01-01 2027-04-03'],
  [{ view: 'year' }, '2027-03-08 2027-03-14'],
])('%j shows %s', (query, expected) => {
  expect(span(query)).toBe(expected);
});

it('bounds the rows, whatever is asked for', () => {
  expect(readView({}, today).limit).toBe(12);
  expect(readView({ rows: 'person' }, today).limit).toBe(60);
  expect(readView({ limit: '9999999' }, today).limit).toBe(480);
  expect(readView({ limit: 'all' }, today).limit).toBe(12);
  expect(readView({ rows: ['person'], q: ['x'] }, today)).toMatchObject({ kind: null, search: '' });
});

it('keeps the filter when it moves in time', () => {
  const view = readView({ rows: 'venue', q: 'hall', mine: 'on' }, today);
  expect(viewPath(view, { week: '2027-03-17' })).toBe('?week=2027-03-17&rows=venue&q=hall&mine=on');
});
