import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHash } from 'node:crypto';
import PizZip from 'pizzip';
import { ActivitiesService } from '../../src/activities/activities.service.js';
import { DocumentsService } from '../../src/documents/documents.service.js';
import { fromPlainText, toPlainText } from '../../src/documents/report-rendering.service.js';
import { SittingDaysService } from '../../src/institution/sitting-days.service.js';
import { DeadlineRulesService } from '../../src/institution/deadlines/deadline-rules.service.js';
import { type Actor, Current } from '../../src/platform/current.js';
import { NotFound } from '../../src/platform/errors.js';
import { ProgrammeService } from '../../src/programme/programme.service.js';
import {
  NotYetHeld,
  OwnReport,
  ReportClosed,
  ReturnNeedsReason,
  SectionChanged,
} from '../../src/reports/report.errors.js';
import { ReportsQueries } from '../../src/reports/reports.queries.js';
import { CommitmentsService } from '../../src/commitments/commitments.service.js';
import { CostsService } from '../../src/costs/costs.service.js';
import { GiftsQueries } from '../../src/gifts/gifts.queries.js';
import { ReportWriting } from '../../src/reports/report-writing.service.js';
import { ReportOpening } from '../../src/reports/report-opening.service.js';
import { ReportsService } from '../../src/reports/reports.service.js';
import { aReception } from '../support/activities.js';
import { startApp, type TestApp } from '../support/app.js';
import { anAccount } from '../support/factories.js';
import { readPdf, squeezed } from '../support/pdf-text.js';
import { aHeldVisit, aSubmittedReport } from './reports.js';

let house: TestApp;
let opening: ReportOpening;
let reports: ReportsService;
let writing: ReportWriting;
let documents: DocumentsService;

beforeAll(async () => {
  house = await startApp();
  opening = house.get(ReportOpening);
  reports = house.get(ReportsService);
  writing = house.get(ReportWriting);
  documents = house.get(DocumentsService);
});
afterAll(() => house.close());

async function anActor(role: string): Promise<Actor> {
  const { id, email } = await house.within(() => anAccount(house.app, { roles: [role] as never }));
  return {
    accountId: id,
    personId: null,
    name: 'Somebody',
    email,
    grants: [{ role, scopeKind: 'institution', scopeId: null }],
    tokenScopes: null,
  };
}

const as = <T>(actor: Actor, work: () => Promise<T>) => house.within(() => Current.run({ actor }, work));

const bytesOf = (activityId: string, format: 'pdf' | 'docx') =>
  house.within(() => house.db.read(async () => (await documents.stored(activityId, 'report', 'en', format)).bytes));
const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('opening a report', () => {
  it('fills it in from what took place', async () => {
    const { activityId, talks } = await aHeldVisit(house);
    const report = await house.within(() => opening.open(activityId));
    const { facts } = report;
    expect(facts).toMatchObject({
      basis: 'Invitation of the Speaker',
      topics: ['Quotas', 'Ports'],
      startsOn: '2027-03-08',
      endsOn: '2027-03-10',
      place: 'Arvena',
      delegation: [{ name: 'H.E. Ms Adela Marenko', role: 'member' }],
    });
    expect(facts.programme.map(({ outcome, note }) => [outcome, note])).toEqual([
      ['held', null],
      ['changed', 'Moved to the garden'],
      ['dropped', 'Storm'],
    ]);
    expect(JSON.stringify(facts)).not.toContain('A quiet word');
    expect(facts.meetings).toMatchObject([
      { id: talks, from: '09:30', participants: [{ name: 'H.E. Ms Adela Marenko', side: 'guest' }] },
    ]);
    const gifts = await house.within(() => house.db.read(() => house.get(GiftsQueries).ofActivity(activityId)));
    expect(gifts).toMatchObject([{ direction: 'given', description: 'Silver compass' }]);
    expect(toPlainText(report.sections['purpose']!.content)).toBe('Renew the agreement on fisheries.');
    // Ten working days after Wednesday 10 March.
    expect(report.dueOn!.toString()).toBe('2027-03-24');
  });

  it('is one report, however often it is opened, also at once', async () => {
    const { activityId } = await aHeldVisit(house);
    const opened = await Promise.all([1, 2, 3].map(() => house.within(() => opening.open(activityId))));
    expect(new Set(opened.map(({ id }) => id)).size).toBe(1);
  });

  it('waits until the visit is over', async () => {
    const id = await aReception(house);
    await expect(house.within(() => opening.open(id))).rejects.toBeInstanceOf(NotYetHeld);
  });

  it('happens by itself when the visit is completed', async () => {
    const { activityId } = await aHeldVisit(house);
    await house.within(() =>
      house.db.transaction(async () => {
        await house.db.rows(`update activity set state = 'in-progress' where institution_id = $1 and id = $2`, [
          Current.institutionId,
          activityId,
        ]);
        await house.get(ActivitiesService).take(activityId, 'completed', null);
      }),
    );
    await house.drain();
    const found = await house.within(() => house.db.read(() => house.get(ReportsQueries).of(activityId)));
    expect(found.report?.state).toBe('draft');
  });
});

describe('the registers of the house', () => {
  it('keep what a report says by line when it is filled in again, and fix what was approved', async () => {
    const { activityId, talks } = await aHeldVisit(house);
    const { id } = await house.within(() => opening.open(activityId));
    await house.within(() => writing.mark(id, talks, { outcome: 'changed', note: null, met: 'The Chair of Trade' }));
    const again = await house.within(() => writing.refill(id));
    expect(again.facts.programme.find((item) => item.id === talks)).toMatchObject({
      outcome: 'changed',
      met: 'The Chair of Trade',
    });
    const enter = (minor: number) =>
      house.within(() =>
        house.get(CostsService).enter(activityId, {
          of: 'actual',
          category: 'fees',
          payer: 'host',
          claimed: false,
          label: '',
          minor,
          currency: 'EUR',
        }),
      );
    await enter(500);
    await house.within(() => reports.submit(id));
    await house.within(() => reports.approve(id));
    await enter(70_000);
    const { report } = await house.within(() => house.db.read(() => house.get(ReportsQueries).one(activityId)));
    expect(report.records).toMatchObject({ costs: [{ category: 'fees', actual: 500, paid: { host: 500 } }] });
    expect(report.records?.gifts).toHaveLength(1);
  });
});

describe('writing', () => {
  it('loses nothing when two write in two sections at once', async () => {
    const { activityId } = await aHeldVisit(house);
    const { id } = await house.within(() => opening.open(activityId));
    await Promise.all([
      house.within(() => writing.write(id, { section: 'results', content: 'Quotas agreed.' }, 0)),
      house.within(() => writing.write(id, { section: 'assessment', content: 'Good.' }, 0)),
      house.within(() => writing.record(id, 'proposals', [{ text: 'Meet again', responsible: '', due: null }], 1)),
    ]);
    const { report } = await house.within(() => house.db.read(() => house.get(ReportsQueries).one(activityId)));
    expect(toPlainText(report.sections['results']!.content)).toBe('Quotas agreed.');
    expect(toPlainText(report.sections['assessment']!.content)).toBe('Good.');
    expect(toPlainText(report.sections['purpose']!.content)).toBe('Renew the agreement on fisheries.');
    expect(report.facts.tables.proposals.rows).toHaveLength(1);
  });

  it('tells the second of two in one section what the first wrote', async () => {
    const { activityId } = await aHeldVisit(house);
    const { id } = await house.within(() => opening.open(activityId));
    await house.within(() => writing.write(id, { section: 'results', content: 'First' }, 0));
    const second = await house
      .within(() => writing.write(id, { section: 'results', content: 'Second' }, 0))
      .catch((error: unknown) => error);
    expect(second).toBeInstanceOf(SectionChanged);
    expect((second as SectionChanged).theirs).toMatchObject({ content: fromPlainText('First'), version: 1 });
  });

  it('ends when it is handed in, and begins again when it is returned with a reason', async () => {
    const { id } = await aSubmittedReport(house);
    await expect(house.within(() => writing.write(id, { section: 'results', content: 'x' }, 0))).rejects.toBeInstanceOf(
      ReportClosed,
    );
    await expect(house.within(() => reports.return(id, '  '))).rejects.toBeInstanceOf(ReturnNeedsReason);
    const returned = await house.within(() => reports.return(id, 'Say who was present'));
    expect(returned).toMatchObject({ state: 'returned', returnReason: 'Say who was present' });
    await house.within(() => writing.write(id, { section: 'results', content: 'x' }, 0));
    expect((await house.within(() => reports.submit(id))).state).toBe('submitted');
  });

  it('takes the plan anew and keeps what was written', async () => {
    const { activityId, talks } = await aHeldVisit(house);
    const { id } = await house.within(() => opening.open(activityId));
    await house.within(() => writing.write(id, { section: `meeting-${talks}`, content: 'Ports.' }, 0));
    await house.within(() => house.get(ProgrammeService).carryOut(talks, 'changed', 'An hour later'));
    const report = await house.within(() => writing.refill(id));
    expect(report.facts.programme[0]).toMatchObject({ outcome: 'changed', note: 'An hour later' });
    expect(toPlainText(report.sections[`meeting-${talks}`]!.content)).toBe('Ports.');
  });
});

describe('who may', () => {
  it('write and hand in: who plans, and not who only reads', async () => {
    const { activityId } = await aHeldVisit(house);
    const [desk, auditor] = [await anActor('desk-officer'), await anActor('auditor')];
    await expect(as(auditor, () => opening.open(activityId))).rejects.toBeInstanceOf(NotFound);
    const { id } = await as(desk, () => opening.open(activityId));
    await expect(as(auditor, () => writing.write(id, { section: 'results', content: 'x' }, 0))).rejects.toBeInstanceOf(
      NotFound,
    );
    await expect(as(auditor, () => reports.submit(id))).rejects.toBeInstanceOf(NotFound);
    await as(desk, () => writing.write(id, { section: 'results', content: 'x' }, 0));
    expect((await as(desk, () => reports.submit(id))).state).toBe('submitted');
  });

  it('approve: the approver, and nobody who had a hand in it', async () => {
    const { activityId } = await aHeldVisit(house);
    const both = await anActor('desk-officer');
    both.grants.push({ role: 'approver', scopeKind: 'institution', scopeId: null });
    const { id } = await as(both, () => opening.open(activityId));
    await as(both, () => reports.submit(id));
    await expect(as(both, () => reports.approve(id))).rejects.toBeInstanceOf(OwnReport);
    await expect(as(await anActor('desk-officer'), () => reports.approve(id))).rejects.toBeInstanceOf(NotFound);
    await expect(as(await anActor('desk-officer'), () => reports.return(id, 'x'))).rejects.toBeInstanceOf(NotFound);
    expect((await as(await anActor('approver'), () => reports.approve(id))).state).toBe('approved');
  });
});

describe('approval', () => {
  it('lets the reception be reported, and not before', async () => {
    const report = await aSubmittedReport(house);
    const step = () =>
      house.within(() =>
        house.db.transaction(() => house.get(ActivitiesService).take(report.activityId, 'reported', null)),
      );
    await expect(step()).rejects.toMatchObject({ key: 'reports.guard.approved' });
    await house.within(() => reports.approve(report.id));
    expect((await step()).state).toBe('reported');
  });

  it('fixes the bytes: neither a change of the programme nor a second download makes others', async () => {
    const { activityId, id } = await aSubmittedReport(house);
    const { registerNumber } = await house.within(() => reports.approve(id));
    const [pdf, word] = [await bytesOf(activityId, 'pdf'), await bytesOf(activityId, 'docx')];
    const lines = await house.within(() => house.db.read(() => house.get(ReportsQueries).one(activityId)));
    await house.within(() =>
      house.get(ProgrammeService).carryOut(lines.report.facts.meetings[0]!.id, 'dropped', 'Never took place'),
    );
    expect(hash(await bytesOf(activityId, 'pdf'))).toBe(hash(pdf));
    const again = await house.within(() => documents.preview(activityId, 'report', 'en', 'docx'));
    expect(hash(again.bytes)).toBe(hash(word));
    expect(squeezed((await readPdf(new Uint8Array(pdf))).pages.join(''))).toContain(`no.${registerNumber}`);
  });

  it('draws numbers without a gap when five are approved at once', async () => {
    const waiting = [];
    for (let n = 0; n < 5; n++) waiting.push(await aSubmittedReport(house));
    const approved = await Promise.all(waiting.map(({ id }) => house.within(() => reports.approve(id))));
    const numbers = approved
      .map(({ registerNumber }) => Number(registerNumber!.split('/')[0]))
      .toSorted((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 5 }, (_, n) => numbers[0]! + n));
  }, 60_000);

  it('gives a number back when the paper cannot be made', async () => {
    const numbers = () =>
      house.within(() =>
        house.db.read(() =>
          house.db.rows<{ last_number: number }>(
            `select last_number from register_sequence where institution_id = $1 and kind = 'report'`,
            [Current.institutionId],
          ),
        ),
      );
    const report = await aSubmittedReport(house);
    const before = await numbers();
    await house.within(() =>
      house.db.transaction(() =>
        house.db.rows(`update report set facts = facts - 'tables' where institution_id = $1 and id = $2`, [
          Current.institutionId,
          report.id,
        ]),
      ),
    );
    await expect(house.within(() => reports.approve(report.id))).rejects.toThrow();
    expect(await numbers()).toEqual(before);
  });

  it('prints the same sections in PDF and Word, and everything typed as text', async () => {
    const { activityId, talks } = await aHeldVisit(house);
    const { id } = await house.within(() => opening.open(activityId));
    const hostile = '<script>alert(1)</script> #let x = 1 {tag}';
    await house.within(() => writing.write(id, { section: 'results', content: hostile }, 0));
    await house.within(() => writing.write(id, { section: 'assessment', content: 'Worth the journey.' }, 0));
    await house.within(() =>
      writing.write(id, { section: 'documents', content: 'Memorandum on ports\nJoint statement' }, 0),
    );
    await house.within(() => writing.write(id, { section: `meeting-${talks}`, content: 'Quotas for herring.' }, 0));
    await house.within(() =>
      house.get(CommitmentsService).record(
        {
          content: 'Send the table',
          side: 'ours',
          responsible: 'Casimir Holt',
          accountId: null,
          partnerId: null,
          agreedOn: Temporal.PlainDate.from('2027-03-10'),
          dueOn: Temporal.PlainDate.from('2027-04-15'),
        },
        { kind: 'report', id: activityId },
      ),
    );
    const cost = { claimed: false, label: '', payer: 'host' as const };
    await house.within(() =>
      house
        .get(CostsService)
        .enter(activityId, { ...cost, of: 'actual', category: 'transport', minor: 125050, currency: 'EUR' }),
    );
    await house.within(() =>
      house
        .get(CostsService)
        .enter(activityId, { ...cost, of: 'actual', category: 'fees', minor: 700, currency: 'JPY', rate: '0.01' }),
    );
    const make = (format: 'pdf' | 'docx') => house.within(() => documents.preview(activityId, 'report', 'en', format));
    const pdf = squeezed((await readPdf((await make('pdf')).bytes)).pages.join(' '));
    const xml = new PizZip((await make('docx')).bytes).file('word/document.xml')!.asText();
    const word = squeezed(unescaped(xml.replace(/<[^>]+>/g, ' ')));
    const said = [
      'Delegation',
      'Purpose and tasks',
      'Renew the agreement on fisheries.',
      'Programme carried out',
      'Tour of the lighthouse',
      'Storm',
      'Meetings',
      'Quotas for herring.',
      'Results',
      hostile,
      'Assessment',
      'Worth the journey.',
      'Proposals and commitments',
      'Send the table',
      'our side: Casimir Holt',
      '15 April 2027',
      'Memorandum on ports',
      'Silver compass',
      '1,250.50',
      '7.00',
      '1,257.50',
      'Invitation of the Speaker',
    ];
    for (const words of said) {
      expect(pdf).toContain(squeezed(words));
      expect(word).toContain(squeezed(words));
    }
    expect(hash((await make('pdf')).bytes)).toBe(hash((await make('pdf')).bytes));
  });
});

describe('when it is due', () => {
  it('is counted in sitting days where the institution says so', async () => {
    await house.within(() =>
      house
        .get(SittingDaysService)
        .addSittingDays(['2027-03-11', '2027-03-16', '2027-03-18'].map((day) => Temporal.PlainDate.from(day))),
    );
    const admin = await anActor('tenant-admin');
    await as(admin, () => house.get(DeadlineRulesService).edit('report-visit-end', { amount: 2, unit: 'sitting' }));
    const { activityId } = await aHeldVisit(house);
    expect((await house.within(() => opening.open(activityId))).dueOn!.toString()).toBe('2027-03-16');
    await as(admin, () => house.get(DeadlineRulesService).edit('report-visit-end', { amount: 20, unit: 'sitting' }));
    const other = await aHeldVisit(house);
    expect((await house.within(() => opening.open(other.activityId))).dueOn).toBeNull();
    await as(admin, () => house.get(DeadlineRulesService).edit('report-visit-end', { amount: 10, unit: 'working' }));
  });
});

const unescaped = (text: string) =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
