import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { ActivitiesService } from '../activities/activities.service.js';
import { CONFIG, type Config } from '../platform/config/config.js';
import { Current, type LocalizedText } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { EventsService } from '../platform/events/events.service.js';
import type { Language } from '../platform/i18n/languages.js';
import { localized } from '../platform/i18n/translate.js';
import { JobsService } from '../platform/jobs/jobs.service.js';
import { ProgrammeQueries } from '../programme/programme.queries.js';
import { CalendarEntry, type EntryContent } from './calendar-entry.entity.js';
import { contentOfActivity, contentOfLine, entryData, FEED_LANGUAGES } from './entry-content.js';
import { calendarText } from './ical/assemble-feed.js';
import { cancelText, requestText } from './ical/scheduling.js';
import { renderEntry, zoneNeeds } from './ical/render-entry.js';
import { nextRevision } from './ical/sequence.js';

interface Wanted {
  itemId: string | null;
  content: EntryContent;
  audiences: string[];
  people: string[];
}

/** Entries of calendars, derived from what was released: revised when a line changes, never made anew. */
@Injectable()
export class CalendarEntriesService implements OnModuleInit {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly jobs: JobsService,
    private readonly activities: ActivitiesService,
    private readonly programme: ProgrammeQueries,
  ) {}

  onModuleInit(): void {
    this.jobs.define('calendar.derive', async (data) => void (await this.derive(String(data['activityId']))));
    for (const type of [
      'programme.released',
      'activity.revised',
      'reception.cancelled',
      'reception.declined',
      'reception.confirmed',
    ]) {
      this.events.on(type, 'calendar.derive');
    }
  }

  /**
   * Brings the entries of an activity in step with its latest edition. Safe to repeat: what did not change keeps its text,
   * SEQUENCE and LAST-MODIFIED. @returns the ids of entries whose SEQUENCE rose or that are new
   */
  derive(activityId: string): Promise<string[]> {
    return this.db.transaction(async () => {
      await this.db.rows('select pg_advisory_xact_lock(hashtextextended($1, 1))', [activityId]);
      const wanted = await this.wanted(activityId);
      const repo = this.db.repo(CalendarEntry);
      const existing = new Map(
        (await repo.find({ where: { institutionId: Current.institutionId, activityId } })).map((entry) => [
          entry.itemId,
          entry,
        ]),
      );
      const significant: string[] = [];
      for (const want of wanted) {
        const entry = await this.bring(existing.get(want.itemId) ?? null, activityId, want);
        if (entry) significant.push(entry.id);
        existing.delete(want.itemId);
      }
      // A line that left the edition is cancelled in calendars: clients strike it out instead of keeping it for ever.
      for (const gone of existing.values()) {
        const want = {
          itemId: gone.itemId,
          content: { ...gone.data, cancelled: true },
          audiences: gone.audiences,
          people: null,
        };
        const entry = await this.bring(gone, activityId, want);
        if (entry) significant.push(entry.id);
      }
      if (significant.length > 0) {
        await this.events.record({
          type: 'calendar.changed',
          subject: activityId,
          activityId,
          data: { entries: significant },
        });
      }
      return significant;
    });
  }

  /** The entry of a programme line, or of the activity itself when `itemId` is null. */
  async of(activityId: string, itemId: string | null): Promise<CalendarEntry | null> {
    const entries = await this.db
      .repo(CalendarEntry)
      .find({ where: { institutionId: Current.institutionId, activityId } });
    return entries.find((entry) => entry.itemId === itemId) ?? null;
  }

  /** The iMIP text for one guest (RFC 6047). @param organizer who invites, with the address that replies go to */
  scheduling(
    method: 'REQUEST' | 'CANCEL',
    entry: CalendarEntry,
    guest: { name: string; address: string },
    organizer: { name: string; address: string },
    language: Language,
  ): string {
    const data = entryData(entry, language, organizer);
    const text = method === 'REQUEST' ? requestText : cancelText;
    return text({ entry: data, recipient: guest, language });
  }

  /** The entry as a file that a guest keeps: no METHOD, so that opening it asks nothing. */
  file(entry: CalendarEntry, language: Language): string {
    const data = entryData(entry, language, null);
    return calendarText([], [{ text: renderEntry(data, { language, audience: 'full' }), ...zoneNeeds(data, 'full') }]);
  }

  private async wanted(activityId: string): Promise<Wanted[]> {
    const activity = await this.activities.get(activityId);
    const isCancelled = ['cancelled', 'declined'].includes(activity.state);
    const edition = await this.programme.latestEdition(activityId);
    const lines = edition?.content ?? [];
    const people = [...new Set(lines.flatMap((line) => line.participants.map((one) => one.personId)))];
    const banner: Wanted = {
      itemId: null,
      content: contentOfActivity({
        ...activity,
        startsOn: activity.startsOn,
        endsOn: activity.endsOn,
        title: activity.title,
        city: activity.city,
        isCancelled,
      }),
      audiences: ['guest', 'working', 'pocket', 'spouse', 'drivers', 'press'],
      people,
    };
    return [
      banner,
      ...lines.map((line) => ({
        itemId: line.id,
        content: { ...contentOfLine(line, activity.title), cancelled: line.cancelled || isCancelled },
        audiences: line.audiences,
        people: [...line.participants.map((one) => one.personId), ...line.interpreters.map((one) => one.personId)],
      })),
    ];
  }

  /** Makes or revises one entry. @returns it where its SEQUENCE rose or it is new */
  private async bring(
    existing: CalendarEntry | null,
    activityId: string,
    want: { itemId: string | null; content: EntryContent; audiences: string[]; people: string[] | null },
  ): Promise<CalendarEntry | null> {
    const now = Temporal.Now.instant();
    const entry = existing ?? this.born(activityId, want.itemId, now);
    const before = existing ? entryData(existing, this.language, null) : null;
    const after = entryData(
      { ...entry, data: want.content, createdAt: entry.createdAt ?? now } as CalendarEntry,
      this.language,
      null,
    );
    const { sequence, significant, changed } = nextRevision(before, after);
    // Another language's text may have changed alone.
    const isSame = existing !== null && !changed && sameContent(existing.data, want.content);
    const isElsewhere = existing !== null && existing.audiences.join() !== want.audiences.join();
    if (!isSame) {
      entry.sequence = sequence;
      entry.data = want.content;
      entry.changedAt = now;
      entry.confidential = want.content.confidential;
      entry.cancelledAt = want.content.cancelled ? (entry.cancelledAt ?? now) : null;
      const timed = after.kind === 'timed' ? { from: after.start.toInstant(), until: after.end.toInstant() } : null;
      entry.startsAt = timed?.from ?? Temporal.PlainDate.from(want.content.start).toZonedDateTime('UTC').toInstant();
      entry.endsAt = timed?.until ?? Temporal.PlainDate.from(want.content.end).toZonedDateTime('UTC').toInstant();
      entry.texts = this.texts({ ...entry, createdAt: entry.createdAt ?? now } as CalendarEntry);
    }
    if (isElsewhere || !isSame) {
      entry.audiences = want.audiences;
      if (existing) await this.db.repo(CalendarEntry).save(entry);
      else await this.db.repo(CalendarEntry).insert(entry);
    }
    if (want.people) await this.standIn(entry.id, want.people);
    return significant ? entry : null;
  }

  private born(activityId: string, itemId: string | null, now: Temporal.Instant): CalendarEntry {
    const entry = new CalendarEntry();
    Object.assign(entry, { activityId, itemId, sequence: 0, cancelledAt: null });
    entry.uid = `${entry.id}@${new URL(this.config.BASE_URL).hostname}`;
    entry.changedAt = now;
    return entry;
  }

  private texts(entry: CalendarEntry): Record<string, string> {
    const texts: Record<string, string> = {};
    for (const language of FEED_LANGUAGES) {
      for (const audience of ['full', 'discreet'] as const) {
        texts[`${language}:${audience}`] = renderEntry(entryData(entry, language, null), { language, audience });
      }
    }
    return texts;
  }

  private async standIn(entryId: string, people: string[]): Promise<void> {
    const key = [Current.institutionId, entryId, [...new Set(people)]];
    await this.db.rows(
      'delete from calendar_entry_person where institution_id = $1 and entry_id = $2 and person_id <> all($3::uuid[])',
      key,
    );
    await this.db.rows(
      `insert into calendar_entry_person (institution_id, entry_id, person_id) select $1, $2, * from unnest($3::uuid[]) on conflict do nothing`,
      key,
    );
  }

  private get language(): Language {
    return 'en';
  }
}

/** What is compared in one language must not hide a change in another. */
function sameContent(a: EntryContent, b: EntryContent): boolean {
  const flat = (content: EntryContent) =>
    FEED_LANGUAGES.map((language) => [
      localized(content.title, language),
      localized(content.activityTitle, language),
      place(content.venue, language),
    ]);
  return (
    JSON.stringify(flat(a)) === JSON.stringify(flat(b)) && a.dress === b.dress && a.confidential === b.confidential
  );
}

const place = (name: LocalizedText | null, language: Language) => (name ? localized(name, language) : '');
