import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { ActivitiesService } from '../../activities/activities.service.js';
import { isOpen, mayPlan } from '../../activities/activity.rules.js';
import { Activity } from '../../activities/activity.entity.js';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { EventsService } from '../../platform/events/events.service.js';
import { NotFound } from '../../platform/errors.js';
import { JobsService } from '../../platform/jobs/jobs.service.js';
import { allow } from '../../platform/permissions/allow.js';
import { NothingChosen, ProgrammeClosed } from '../programme.errors.js';
import { ProgrammeService } from '../programme.service.js';
import { OccupancyService } from '../conflicts/occupancy.service.js';
import { RequestedMeetingsService } from '../requested-meetings.service.js';
import { ExplainService } from './explain.service.js';
import { ProblemQueries } from './problem.queries.js';
import type { Outcome, Problem } from './problem.js';
import { ProgrammeProposal, type ProposalAsked, type ProposedLine } from './proposal.entity.js';
import { SolverService } from './solver.service.js';

const SECONDS = 4;

/** What composing is made of. */
@Injectable()
export class ComposeParts {
  constructor(
    readonly problems: ProblemQueries,
    readonly solver: SolverService,
    readonly explain: ExplainService,
    readonly requests: RequestedMeetingsService,
    readonly programme: ProgrammeService,
    readonly occupancy: OccupancyService,
  ) {}
}

/** Composes a programme of what was asked for: proposed by a job, accepted whole or line by line. */
@Injectable()
export class ComposeService implements OnModuleInit {
  private readonly log = new Logger('compose');

  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly jobs: JobsService,
    private readonly parts: ComposeParts,
    private readonly activities: ActivitiesService,
  ) {}

  onModuleInit(): void {
    this.jobs.define('programme.compose', async (data) => this.compose(String(data['proposalId'])));
  }

  /** Asks for a programme; the proposal that a job will fill. @throws NotFound, ProgrammeClosed */
  ask(activityId: string, asked: ProposalAsked): Promise<ProgrammeProposal> {
    return this.db.transaction(async () => {
      await this.allowPlanning(activityId);
      const proposal = new ProgrammeProposal();
      Object.assign(proposal, { activityId, asked, createdBy: Current.maybeActor?.accountId ?? null });
      await this.db.repo(ProgrammeProposal).insert(proposal);
      await this.events.record({ type: 'programme.composing_asked', subject: proposal.id, activityId });
      await this.jobs.enqueue('programme.compose', { proposalId: proposal.id }, { singletonKey: proposal.id });
      return proposal;
    });
  }

  /** Solves first, so that staff see a programme within seconds; then says why what is left over cannot be met. */
  async compose(proposalId: string): Promise<void> {
    const { activity, asked } = await this.db.read(async () => {
      const proposal = await this.db.one(ProgrammeProposal, proposalId);
      return { activity: await this.db.one(Activity, proposal.activityId), asked: proposal.asked };
    });
    const { problem, meetings } = await this.db.read(() => this.parts.problems.of(activity, asked));
    let outcome: Outcome;
    try {
      outcome = await this.parts.solver.solve(problem, SECONDS);
    } catch (error) {
      this.log.warn(error instanceof Error ? error.message : String(error));
      return this.note(proposalId, (one) => (one.state = 'failed'));
    }
    const lines = linesOf(problem, meetings, outcome);
    const unmet = outcome.unplaced.map((n) => ({
      meetingId: meetings[n] ?? null,
      title: problem.wishes[n]!.title,
      why: null,
    }));
    await this.note(proposalId, (one) => {
      one.state = unmet.length > 0 ? 'composed' : 'explained';
      const { isOptimal, gap, milliseconds } = outcome;
      one.outcome = { lines, unmet, isOptimal, gap, milliseconds };
    });
    for (const [at, n] of outcome.unplaced.entries()) {
      const why = await this.parts.explain.why(problem, n);
      await this.note(proposalId, (one) => {
        one.outcome!.unmet[at]!.why = { ...why, with: why.with.map((other) => problem.wishes[other]!.title) };
        if (at === outcome.unplaced.length - 1) one.state = 'explained';
      });
    }
  }

  /**
   * Puts lines of the proposal into the programme, by their numbers from 0. @returns how many
   * @throws NothingChosen, NotFound
   */
  accept(activityId: string, proposalId: string, lines: readonly number[] | 'all'): Promise<number> {
    return this.db.transaction(async () => {
      await this.allowPlanning(activityId);
      const activity = await this.activities.get(activityId);
      await this.db.one(ProgrammeProposal, proposalId);
      await this.db.rows('select 1 from programme_proposal where institution_id = $1 and id = $2 for update', [
        Current.institutionId,
        proposalId,
      ]);
      const proposal = await this.db.one(ProgrammeProposal, proposalId);
      if (proposal.activityId !== activityId || !proposal.outcome) throw new NotFound();
      if (lines.length === 0) throw new NothingChosen();
      const chosen = proposal.outcome.lines.filter(
        ({ accepted }, n) => !accepted && (lines === 'all' || lines.includes(n)),
      );
      await this.lock(chosen);
      for (const line of chosen) {
        await this.put(activity, line);
        line.accepted = true;
      }
      const count = chosen.length;
      proposal.outcome = { ...proposal.outcome };
      await this.db.repo(ProgrammeProposal).save(proposal);
      await this.events.record({
        type: 'programme.proposal_accepted',
        subject: proposalId,
        activityId,
        data: { count },
      });
      return count;
    });
  }

  /** The latest proposal of an activity. */
  async latest(activityId: string): Promise<ProgrammeProposal | null> {
    return this.db.repo(ProgrammeProposal).findOne({
      where: { institutionId: Current.institutionId, activityId },
      order: { createdAt: 'DESC', id: 'DESC' },
    });
  }

  /** What is asked for first, then all that its lines will take: in the order in which one meeting is placed. */
  private async lock(lines: readonly ProposedLine[]): Promise<void> {
    await this.db.rows(
      'select 1 from requested_meeting where institution_id = $1 and id = any($2::uuid[]) order by id for update',
      [Current.institutionId, lines.flatMap(({ meetingId }) => meetingId ?? [])],
    );
    await this.parts.occupancy.lockFor(
      lines.map(({ people, venueId, interpreterId, pair }) => ({
        participants: people.map((personId) => ({ personId, side: 'guest' })),
        interpreters: interpreterId ? [{ interpreterId, pair: pair ?? '' }] : [],
        vehicles: [],
        venueId,
      })),
    );
  }

  private async put(activity: Activity, line: ProposedLine): Promise<void> {
    const start = Temporal.PlainDateTime.from(line.start);
    if (line.meetingId) {
      const { venueId, interpreterId, pair } = line;
      await this.parts.requests.place(line.meetingId, start, { venueId, interpreterId, pair });
      return;
    }
    await this.parts.programme.place(activity.id, {
      type: line.type,
      title: { [Current.locale]: line.title },
      start,
      startZone: activity.timeZone,
      end: Temporal.PlainDateTime.from(line.end),
      endZone: activity.timeZone,
      venueId: null,
      participants: line.people.map((personId) => ({ personId, side: 'guest' })),
      interpreters: [],
      vehicles: [],
      audiences: ['guest', 'working', 'pocket'],
      track: null,
      confidential: false,
      dress: null,
      menu: null,
      flags: null,
      gift: null,
      press: null,
      talkingPoints: null,
      internalNote: null,
      responsible: null,
    });
  }

  private note(proposalId: string, change: (proposal: ProgrammeProposal) => unknown): Promise<void> {
    return this.db.transaction(async () => {
      await this.db.rows('select 1 from programme_proposal where institution_id = $1 and id = $2 for update', [
        Current.institutionId,
        proposalId,
      ]);
      const proposal = await this.db.one(ProgrammeProposal, proposalId);
      change(proposal);
      // TypeORM compares by reference within jsonb: a copy is seen as new.
      if (proposal.outcome) proposal.outcome = structuredClone(proposal.outcome);
      await this.db.repo(ProgrammeProposal).save(proposal);
    });
  }

  private async allowPlanning(activityId: string): Promise<void> {
    const activity = await this.activities.get(activityId);
    if (Current.maybeActor) allow(mayPlan(Current.actor, activity));
    if (!isOpen(activity)) throw new ProgrammeClosed();
  }
}

function linesOf(problem: Problem, meetings: readonly (string | null)[], { placed }: Outcome): ProposedLine[] {
  return placed.map(({ wish, day, start, room, interpreter }): ProposedLine => {
    const { title, minutes, people, pair } = problem.wishes[wish]!;
    const begins = Temporal.PlainDate.from(problem.days[day]!.day).toPlainDateTime().add({ minutes: start });
    const meetingId = meetings[wish] ?? null;
    return {
      meetingId,
      title,
      type: meetingId ? 'meeting' : minutes >= 45 ? 'meal' : 'free',
      start: begins.toString({ smallestUnit: 'minute' }),
      end: begins.add({ minutes }).toString({ smallestUnit: 'minute' }),
      venueId: room === null ? null : problem.rooms[room]!.id,
      interpreterId: interpreter === null ? null : problem.interpreters[interpreter]!.id,
      pair,
      people: people.map((person) => problem.people[person]!.id),
      accepted: false,
    };
  });
}
