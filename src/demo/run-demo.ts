import type { INestApplicationContext } from '@nestjs/common';
import { type DocumentLanguage, documentLanguages } from '../documents/report-rendering.service.js';
import { Current } from '../platform/current.js';
import { localized, t } from '../platform/i18n/translate.js';
import { JobsService } from '../platform/jobs/jobs.service.js';
import { leadTo } from '../seeding/activity-seeds.js';
import { Stage } from '../seeding/stage.js';
import { type Cast, castOf, institutionOf } from './demo-cast.js';
import { DemoClock } from './demo-clock.js';
import { DemoFiles } from './demo-files.js';
import { DemoGuests } from './demo-guests.js';
import type { DemoInput } from './demo-input.schema.js';
import { DemoPlan, type FoundConflict } from './demo-plan.js';
import { DemoPapers } from './demo-papers.js';
import { writeReport } from './demo-report.js';

/** What was made, as `summary.json` holds it. */
export interface DemoSummary {
  outcome: 'made' | 'changed' | 'unchanged';
  visit: { title: string; startsOn: string; endsOn: string; state: string };
  counts: Record<string, number>;
  conflicts: FoundConflict[];
  answers: Record<string, number>;
  report: { state: string; registerNumber: string | null } | null;
  files: string[];
  seconds: Record<string, number>;
}

/**
 * Plays the main job on real rows through the services that the web uses. Playing the same input again changes nothing.
 * @param app the application without a web server
 * @param folder where the files go; made at the end, when everything else went well
 * @param say takes each line that is told on the way
 */
export async function runDemo(
  app: INestApplicationContext,
  input: DemoInput,
  folder: string,
  say: (line: string) => void,
): Promise<DemoSummary> {
  const stage = new Stage(app);
  const clock = new DemoClock(say);
  const institution = await clock.step(
    'institution',
    () => institutionOf(stage, input),
    ({ name }) => localized(name, 'en'),
  );
  const language = documentLanguage(input);
  return Current.run(
    { requestId: 'demo', institution, locale: language, actor: undefined, unit: undefined },
    async () => {
      const demo = new Demo(stage, clock, input, language);
      const summary = await demo.play();
      await demo.files.write(folder);
      say(`${clock.total.toFixed(2).padStart(7)} s  in all; ${summary.outcome}`);
      return summary;
    },
  );
}

class Demo {
  readonly files = new DemoFiles();
  private cast!: Cast;
  private plan!: DemoPlan;
  private guests!: DemoGuests;
  private papers!: DemoPapers;

  constructor(
    private readonly stage: Stage,
    private readonly clock: DemoClock,
    private readonly input: DemoInput,
    private readonly language: DocumentLanguage,
  ) {}

  async play(): Promise<DemoSummary> {
    const { stage, clock, input } = this;
    await this.step('people', () => this.people());
    const before = await this.history();
    const people = await this.step(
      'visit and delegations',
      () => this.visit(),
      (count) => `${count} people`,
    );
    const resources = await this.step('venues, vehicles, interpreters', () => this.plan.resources(), String);
    const requests = await this.step('meetings asked for', () => this.plan.requests(), String);
    await this.lead('programme-draft');
    await this.step(
      'programme',
      () => this.plan.lines(),
      ({ placed, changed, cancelled }) => `${placed} placed, ${changed} changed, ${cancelled} cancelled`,
    );
    const conflicts = await this.step(
      'conflicts',
      () => this.plan.conflicts(),
      (found) => found.map(({ line, words }) => `\n${' '.repeat(12)}${line}: ${words}`).join(''),
    );
    const edition = await this.step(
      'release',
      () => this.plan.release(),
      ({ number, isNew }) => `edition ${number}${isNew ? '' : ', unchanged'}`,
    );
    const entries = await this.step(
      'calendar',
      () => this.papers.calendar(),
      (count) => `${count} entries`,
    );
    await clock.step('feed', () => this.papers.feed());
    await clock.step('programme as PDF', () => this.papers.programmes());
    const invited = await this.step(
      'invitations',
      () => this.guests.invite(),
      ({ guests, sent }) => `${guests} guests, ${sent} letters sent`,
    );
    const answers = await clock.step('answers', () => this.answers(), told);
    await this.lead('in-progress');
    const outcomes = await this.step(
      'what took place',
      () => this.plan.carryOut(),
      (count) => `${count} lines`,
    );
    await this.lead('completed');
    const report = await this.report();
    await clock.step(
      'jobs',
      () => stage.get(JobsService).drain(),
      (count) => `${count} done`,
    );
    const after = await this.history();
    const summary: DemoSummary = {
      outcome: before.count === 0 ? 'made' : stage.made > 0 || after.count !== before.count ? 'changed' : 'unchanged',
      visit: {
        title: localized(input.visit.title, this.language),
        startsOn: input.visit.startsOn,
        endsOn: input.visit.endsOn,
        state: after.state,
      },
      counts: {
        people,
        resources,
        requests,
        lines: input.programme.length,
        edition: edition.number,
        calendarEntries: entries,
        invitees: invited.guests,
        outcomes,
      },
      conflicts,
      answers,
      report,
      files: [...this.files.paths, 'summary.json'],
      seconds: { ...clock.seconds, total: clock.total },
    };
    this.files.add('summary.json', `${JSON.stringify(summary, null, 2)}\n`);
    return summary;
  }

  private async people(): Promise<void> {
    this.cast = await castOf(this.stage, this.input);
    this.plan = new DemoPlan(this.stage, this.input, this.cast);
    const { activityId } = this.plan;
    this.papers = new DemoPapers(
      this.stage,
      this.files,
      this.cast.planner,
      activityId,
      this.input.visit.title,
      this.language,
    );
    this.guests = new DemoGuests(this.stage, this.input, this.cast, this.plan);
  }

  private async visit(): Promise<number> {
    await this.plan.propose();
    return this.plan.delegations();
  }

  private lead(target: string): Promise<unknown> {
    const staff = [this.cast.planner, this.cast.approver];
    return this.step(`step: ${target}`, async () => {
      const known = await this.history();
      // A visit of an earlier demo is further already.
      if (known.state === target) return null;
      return leadTo(this.stage, this.plan.activityId, target, staff, undefined, t('demo.early'));
    });
  }

  /** Each answer in a unit of its own, as they came; then the letters as they went out. */
  private async answers(): Promise<Record<string, number>> {
    const counted = await this.guests.answer();
    for (const [key, bytes] of await this.stage.db.read(() => this.guests.letters()))
      this.files.add(`invitations/${key}.eml`, bytes);
    return counted;
  }

  private async report(): Promise<DemoSummary['report']> {
    const { execution } = this.input;
    if (!execution) return null;
    const { state, registerNumber } = await this.clock.step(
      'report',
      () => writeReport(this.stage, this.input, execution, this.cast, this.plan.activityId, this.language),
      (report) => `${report.state}, ${report.registerNumber}`,
    );
    for (const format of ['pdf', 'docx'] as const)
      this.files.add(`report.${format}`, await this.papers.stored('report', format));
    await this.lead('reported');
    return { state, registerNumber };
  }

  /** How much happened to the visit so far, and where it stands: the same afterwards means that nothing changed. */
  private history(): Promise<{ count: number; state: string }> {
    return this.stage.db.read(async () => {
      const [row] = await this.stage.db.rows<{ count: number; state: string }>(
        `select (select count(*)::int from event e where e.institution_id = $1 and e.activity_id = $2) as count, a.state
           from activity a where a.institution_id = $1 and a.id = $2`,
        [Current.institutionId, this.plan.activityId],
      );
      return row ?? { count: 0, state: '' };
    });
  }

  /** A step in one unit of work. */
  private step<T>(name: string, work: () => Promise<T>, told?: (result: T) => string): Promise<T> {
    return this.clock.step(name, () => this.stage.db.transaction(work), told);
  }
}

/** The first language of the file in which documents can be made. */
function documentLanguage({ languages }: DemoInput): DocumentLanguage {
  return (
    documentLanguages.find((one) => one === languages[0]) ??
    documentLanguages.find((one) => languages.includes(one)) ??
    'en'
  );
}

const told = (counts: Record<string, number>): string =>
  Object.entries(counts)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ');
