import { describe, expect, it } from 'vitest';
import { fromPlainText } from '../documents/report-rendering.service.js';
import { Report } from './report.entity.js';
import { hashOf, publicCopy, suspectsIn } from './report-public.rules.js';
import type { ReportRecords } from './report-facts.entity.js';
import { Current } from '../platform/current.js';

const SECRET = 'not for the public';

const records = {
  commitments: [{ content: 'Send the table', side: 'ours', responsible: SECRET, due: null, state: 'recorded' }],
  gifts: [{ direction: 'given', description: 'Compass', party: SECRET, value: null }],
  costs: [{ category: 'fees', currency: 'EUR', estimate: 100, actual: 120, paid: { host: 120 } }],
} satisfies ReportRecords;

function aReport(changes: Partial<Report> = {}): Report {
  const section = (text: string) => ({ content: fromPlainText(text), version: 1, by: null, at: '' });
  const report = Current.run({ requestId: 'test', institution: { id: 'house' } as never }, () => new Report());
  return Object.assign(report, {
    registerNumber: 'R-1',
    language: 'en',
    confidential: ['meeting-2'],
    sections: {
      results: section('Quotas agreed.'),
      assessment: section(SECRET),
      annexes: section(SECRET),
      'meeting-1': section('Ports.'),
      'meeting-2': section(SECRET),
    },
    facts: {
      title: { en: 'Mission' },
      partner: null,
      startsOn: '2027-03-08',
      endsOn: '2027-03-10',
      place: '',
      basis: '',
      topics: [],
      delegation: [],
      programme: [
        {
          id: '1',
          day: '2027-03-08',
          from: '09:00',
          to: '10:00',
          title: { en: 'Talks' },
          venue: null,
          outcome: 'held',
          note: SECRET,
          met: SECRET,
        },
      ],
      meetings: [
        {
          id: '1',
          day: '2027-03-08',
          from: '09:00',
          to: '10:00',
          title: { en: 'Talks' },
          venue: null,
          participants: [],
        },
        {
          id: '2',
          day: '2027-03-08',
          from: '11:00',
          to: '12:00',
          title: { en: SECRET },
          venue: null,
          participants: [],
        },
      ],
      tables: { proposals: { version: 1, rows: [{ text: SECRET, responsible: '', due: null }] } },
    },
    ...changes,
  });
}

describe('the public copy', () => {
  it('holds nothing that the rules leave out', () => {
    const copy = publicCopy(aReport(), records);
    expect(JSON.stringify(copy)).not.toContain(SECRET);
    expect(JSON.stringify(copy)).toContain('Quotas agreed.');
    expect(copy.meetings).toHaveLength(1);
    expect(copy.totals).toEqual({
      estimate: [{ currency: 'EUR', minor: 100 }],
      actual: [{ currency: 'EUR', minor: 120 }],
    });
  });

  it('has another hash once anything of it changes', () => {
    const first = hashOf(publicCopy(aReport(), records));
    expect(hashOf(publicCopy(aReport(), records))).toBe(first);
    expect(hashOf(publicCopy(aReport({ confidential: [] }), records))).not.toBe(first);
  });

  it('is searched for what looks private, and days are not', () => {
    const content = fromPlainText('Write to a.b@house.example or call +375 17 222 33 44 by 2027-03-08; MP1234567.');
    const report = aReport();
    report.sections['results']!.content = content;
    expect(suspectsIn(publicCopy(report, records)).map(({ kind }) => kind)).toEqual(['email', 'phone', 'passport']);
  });
});
