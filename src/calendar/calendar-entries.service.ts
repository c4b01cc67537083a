import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { CONFIG, type Config } from '../platform/config/config.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { EventsService } from '../platform/events/events.service.js';
import type { Language } from '../platform/i18n/languages.js';
import { JobsService } from '../platform/jobs/jobs.service.js';
import { CalendarEntry, type EntryContent } from './calendar-entry.entity.js';
import { entryData, FEED_LANGUAGES } from './entry-content.js';
import { type EntrySubject, FeedSources, type SourceEntry } from './feed-sources.registry.js';
import { calendarText } from './ical/assemble-feed.js';
import type { CalendarAddress } from './ical/entry-data.js';
import { cancelText, declineProposalText, type InvitationData, requestText } from './ical/scheduling.js';
import { renderEntry, zoneNeeds } from './ical/render-entry.js';
import { nextRevision } from './ical/sequence.js';

/** Rises with every change of what stored texts say: a job then makes the older ones anew. */
export const ENTRY_FORMAT = 2;

const SCHEDULING = { REQUEST: requestText, CANCEL: cancelText, DECLINECOUNTER: declineProposalText };

/** Entries of calendars, derived from what was released: revised when a line changes, never made anew. */
@Injectable()
export class CalendarEntriesService implements OnModuleInit, OnApplicationBootstrap {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly jobs: JobsService,
    private readonly sources: FeedSources,
  ) {}

  onModuleInit(): void {
    this.jobs.define('calendar.derive', async (data) => {
      const type = String(data['type'] ?? '');
      const fact = {
        type,
        subject: String(data['subject']),
        activityId: (data['activityId'] as string | null) ?? null,
      };
      // Asked for by name, or heard of.
      const named = typeof data['source'] === 'string' ? [this.sources.of(data['source'])] : null;
      for (const source of named ?? this.sources.all.filter(({ heard }) => heard.includes(type))) {
        const origin = named ? fact.subject : source.originOf(fact);
        if (origin) await this.derive(origin, source.id);
      }
    });
  }

  /** Only now have all capabilities said what they contribute. */
  onApplicationBootstrap(): void {
    for (const type of new Set(this.sources.all.flatMap(({ heard }) => heard))) this.events.on(type, 'calendar.derive');
  }

  /** Derives later, as a job of the open unit of work. */
  async deriveLater(originId: string, source = 'programme'): Promise<void> {
    await this.jobs.enqueue(
      'calendar.derive',
      { source, subject: originId },
      { singletonKey: `${source}:${originId}` },
    );
  }

  /**
   * Brings the entries of an origin (of the programme: an activity) in step with what its source says. Safe to repeat: what
   * did not change keeps its text, SEQUENCE and LAST-MODIFIED. @returns the ids of entries whose SEQUENCE rose or that are new
   */
  derive(originId: string, source = 'programme'): Promise<string[]> {
    return this.db.transaction(async () => {
      await this.db.rows('select pg_advisory_xact_lock(hashtextextended($1, 1))', [originId]);
      const wanted = await this.sources.of(source).entriesOf(originId);
      if (!wanted) return [];
      const found = await this.db
        .repo(CalendarEntry)
        .find({ where: { institutionId: Current.institutionId, source, originId } });
      const existing = new Map(found.map((entry) => [entry.itemId, entry]));
      const significant: string[] = [];
      for (const want of [...wanted.entries, ...this.gone(found, wanted.entries)]) {
        const entry = existing.get(want.itemId) ?? this.born(originId, source, wanted.activityId, want.itemId);
        if (await this.bring(entry, existing.has(want.itemId), want)) significant.push(entry.id);
      }
      if (significant.length > 0) {
        const activityId = wanted.activityId ?? undefined;
        const data = { entries: significant };
        await this.events.record({
          type: 'calendar.changed',
          subject: originId,
          ...(activityId && { activityId }),
          data,
        });
      }
      return significant;
    });
  }

  /** The entry of a programme line, or of the activity itself when `itemId` is null. */
  async of(activityId: string, itemId: string | null): Promise<CalendarEntry | null> {
    const entries = await this.db
      .repo(CalendarEntry)
      .find({ where: { institutionId: Current.institutionId, source: 'programme', originId: activityId } });
    return entries.find((entry) => entry.itemId === itemId) ?? null;
  }

  /** The iMIP text for one guest (RFC 6047). @param organizer who invites: programs reply to its address */
  scheduling(
    method: keyof typeof SCHEDULING,
    entry: CalendarEntry,
    guest: InvitationData['recipient'],
    organizer: CalendarAddress,
    language: Language,
  ): string {
    const data = entryData(entry, language, organizer);
    return SCHEDULING[method]({ entry: data, recipient: guest, language });
  }

  /** The entry as a file that a guest keeps: no METHOD, so that opening it asks nothing. */
  file(entry: CalendarEntry, language: Language): string {
    const data = entryData(entry, language, null);
    return calendarText([], [{ text: renderEntry(data, { language, audience: 'full' }), ...zoneNeeds(data, 'full') }]);
  }

  /** A line that left the edition is cancelled in calendars: clients strike it out instead of keeping it for ever. */
  private gone(found: CalendarEntry[], wanted: SourceEntry[]): (Omit<SourceEntry, 'subjects'> & { subjects: null })[] {
    const kept = new Set(wanted.map((want) => want.itemId));
    return found
      .filter((entry) => !kept.has(entry.itemId))
      .map(({ itemId, data, audiences }) => ({
        itemId,
        content: { ...data, cancelled: true },
        audiences,
        subjects: null,
      }));
  }

  /** Makes or revises one entry. @returns whether its SEQUENCE rose or it is new */
  private async bring(
    entry: CalendarEntry,
    isKnown: boolean,
    want: Omit<SourceEntry, 'subjects'> & { subjects: EntrySubject[] | null },
  ): Promise<boolean> {
    const { content } = want;
    const now = Temporal.Now.instant();
    const after = entryData({ ...entry, data: content }, 'en', null);
    const { sequence, significant } = nextRevision(isKnown ? entryData(entry, 'en', null) : null, after);
    const isShown = !isKnown || significant || !sameTexts(entry.texts, this.texts({ ...entry, data: content }));
    const isStored =
      isShown ||
      entry.format !== ENTRY_FORMAT ||
      entry.audiences.join() !== want.audiences.join() ||
      entry.confidential !== content.confidential;
    if (isStored) {
      Object.assign(entry, { sequence, data: content, audiences: want.audiences, format: ENTRY_FORMAT });
      entry.confidential = content.confidential;
      entry.cancelledAt = content.cancelled ? (entry.cancelledAt ?? now) : null;
      entry.startsAt = after.kind === 'timed' ? after.start.toInstant() : midnight(content.start);
      entry.endsAt = after.kind === 'timed' ? after.end.toInstant() : midnight(content.end);
      if (isShown) entry.changedAt = now;
      entry.texts = this.texts(entry);
      if (isKnown) await this.db.repo(CalendarEntry).save(entry);
      else await this.db.repo(CalendarEntry).insert(entry);
    }
    if (want.subjects) await this.standIn(entry.id, want.subjects);
    return significant;
  }

  private born(originId: string, source: string, activityId: string | null, itemId: string | null): CalendarEntry {
    const entry = new CalendarEntry();
    Object.assign(entry, { originId, source, activityId, itemId, sequence: 0, cancelledAt: null, audiences: [] });
    entry.uid = `${entry.id}@${new URL(this.config.BASE_URL).hostname}`;
    entry.changedAt = Temporal.Now.instant();
    return entry;
  }

  private texts(entry: CalendarEntry): Record<string, string> {
    const home = `${this.config.BASE_URL}/${Current.institution.slug}`;
    const texts: Record<string, string> = {};
    for (const language of FEED_LANGUAGES) {
      const data = entryData(entry, language, null, home);
      for (const audience of ['full', 'discreet'] as const)
        texts[`${language}:${audience}`] = renderEntry(data, { language, audience });
    }
    return texts;
  }

  private async standIn(entryId: string, subjects: EntrySubject[]): Promise<void> {
    const unique = new Map(subjects.map((one) => [`${one.kind}:${one.id}`, one]));
    const kinds = [...unique.values()].map(({ kind }) => kind);
    const ids = [...unique.values()].map(({ id }) => id);
    const params = [Current.institutionId, entryId, kinds, ids];
    await this.db.rows(
      `delete from calendar_entry_subject s where institution_id = $1 and entry_id = $2
          and not exists (select 1 from unnest($3::text[], $4::text[]) w(kind, id) where w.kind = s.kind and w.id = s.subject)`,
      params,
    );
    await this.db.rows(
      `insert into calendar_entry_subject (institution_id, entry_id, kind, subject)
       select $1, $2, w.kind, w.id from unnest($3::text[], $4::text[]) w(kind, id) on conflict do nothing`,
      params,
    );
  }
}

const midnight = (day: EntryContent['start']) => Temporal.PlainDate.from(day).toZonedDateTime('UTC').toInstant();

function sameTexts(before: Record<string, string>, after: Record<string, string>): boolean {
  return Object.entries(after).every(([key, text]) => before[key] === text);
}
