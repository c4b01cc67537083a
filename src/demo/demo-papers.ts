import { CalendarEntriesService } from '../calendar/calendar-entries.service.js';
import { FeedReader } from '../calendar/feed-reader.service.js';
import { FeedsService } from '../calendar/feeds.service.js';
import { DocumentsService } from '../documents/documents.service.js';
import type { DocumentLanguage } from '../documents/report-rendering.service.js';
import { type Actor, Current, type LocalizedText } from '../platform/current.js';
import { localized } from '../platform/i18n/translate.js';
import type { Stage } from '../seeding/stage.js';
import { as } from './demo-cast.js';
import type { DemoFiles } from './demo-files.js';

/** What is derived from the released programme: calendar, feed and papers. */
export class DemoPapers {
  constructor(
    private readonly stage: Stage,
    private readonly files: DemoFiles,
    private readonly planner: Actor,
    private readonly activityId: string,
    private readonly title: LocalizedText,
    private readonly language: DocumentLanguage,
  ) {}

  /** Brings the entries in step with the edition. @returns how many there are */
  async calendar(): Promise<number> {
    await this.stage.get(CalendarEntriesService).derive(this.activityId);
    const [row] = await this.stage.db.rows<{ count: number }>(
      'select count(*)::int as count from calendar_entry where institution_id = $1 and activity_id = $2',
      [Current.institutionId, this.activityId],
    );
    return row?.count ?? 0;
  }

  /** The feed of the guests' calendar, as a calendar program gets it. */
  async feed(): Promise<void> {
    const feeds = this.stage.get(FeedsService);
    const sourceKey = `demo/${this.activityId}`;
    const url = await this.stage.db.transaction(async () => {
      const known = await feeds.bySourceKey(sourceKey);
      if (known) return feeds.addressOf(known);
      const name = localized(this.title, this.language);
      return (
        await feeds.subscribe({
          scopeKind: 'activity',
          scopeId: this.activityId,
          audience: 'guest',
          name,
          language: this.language,
          sourceKey,
        })
      ).url;
    });
    const token = /feeds\/(.+)\.ics$/.exec(url)![1]!;
    const answer = await this.stage.get(FeedReader).fetch(token, 'Entente demo');
    if (answer.kind !== 'calendar') throw new Error('The feed of the demo was withdrawn.');
    this.files.add('feed.ics', (await answer.calendar.as('identity')).body);
  }

  /** Both programmes, made through the archive of papers. */
  async programmes(): Promise<void> {
    const documents = this.stage.get(DocumentsService);
    for (const kind of ['programme', 'programme-guest']) {
      await as(this.planner, () => documents.make(this.activityId, kind, this.language));
      this.files.add(`${kind}.pdf`, await this.stored(kind, 'pdf'));
    }
  }

  /** The last version of a paper. */
  async stored(kind: string, format: 'pdf' | 'docx'): Promise<Uint8Array> {
    const { bytes } = await this.stage.db.transaction(() =>
      this.stage.get(DocumentsService).stored(this.activityId, kind, this.language, format),
    );
    return bytes;
  }
}
