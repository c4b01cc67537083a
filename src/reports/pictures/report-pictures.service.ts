import { Injectable } from '@nestjs/common';
import { picturesIn, type PrintedPicture, type RichText } from '../../documents/report-rendering.service.js';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { NotFound } from '../../platform/errors.js';
import { EventsService } from '../../platform/events/events.service.js';
import { FileRefused, FilesService, type StoredFile } from '../../platform/files/files.service.js';
import { allow } from '../../platform/permissions/allow.js';
import type { Report } from '../report.entity.js';
import { PictureTooWide, ReportClosed, TooManyPictures, TooManyPoints, UnknownPicture } from '../report.errors.js';
import { mayWriteReport } from '../report.rules.js';
import { isOpenForWriting } from '../report.states.js';
import { ReportsQueries } from '../reports.queries.js';
import { shapeOf, withoutMetadata } from './picture.rules.js';
import { ReportPicture } from './report-picture.entity.js';

/** The editor makes pictures smaller before it sends them; this is for whoever sends them otherwise. */
export const PICTURE = { types: ['image/jpeg', 'image/png'], maxBytes: 2_000_000 };
/** All pictures of one report: its paper is made in one piece. */
const MOST_BYTES = 10_000_000;
/** A bitmap is unpacked whole where it is printed. */
const MOST_POINTS = 24_000_000;
/** Of all together: a PNG of that many takes some seven of the fifteen seconds that a paper may take. */
const MOST_POINTS_OF_ALL = 60_000_000;

/** Pictures in the texts of a report: sent to it, and shown in it alone. */
@Injectable()
export class ReportPictures {
  constructor(
    private readonly db: Db,
    private readonly files: FilesService,
    private readonly events: EventsService,
    private readonly reports: ReportsQueries,
  ) {}

  /** Keeps a picture without what its camera noted. @throws FileRefused, PictureTooWide, TooManyPictures, TooManyPoints, ReportClosed, NotFound */
  send(activityId: string, name: string, bytes: Buffer): Promise<ReportPicture> {
    return this.db.transaction(async () => {
      const { activity, report } = await this.reports.one(activityId);
      if (Current.maybeActor) allow(mayWriteReport(Current.actor, report, activity));
      if (!isOpenForWriting(report.state)) throw new ReportClosed();
      const shape = shapeOf(bytes);
      if (bytes.length > 0 && !shape) throw new FileRefused('wrong_type', { types: PICTURE.types.join(', ') });
      if (shape && shape.width * shape.height > MOST_POINTS) throw new PictureTooWide();
      const file = await this.files.keepUpload(name, withoutMetadata(bytes), PICTURE);
      await this.requireRoom(report.id, { bytes: file.size, points: shape!.width * shape!.height });
      const picture = Object.assign(new ReportPicture(), {
        id: file.id,
        reportId: report.id,
        width: shape!.width,
        height: shape!.height,
        sentBy: Current.maybeActor?.accountId ?? null,
      });
      await this.db.repo(ReportPicture).insert(picture);
      await this.events.record({ type: 'report.picture_sent', subject: report.id, activityId });
      return picture;
    });
  }

  /** A picture of the report on an activity that the reader may see. @throws NotFound */
  async read(activityId: string, id: string): Promise<{ file: StoredFile; bytes: Buffer }> {
    const { report } = await this.reports.one(activityId);
    const known = await this.of(report.id, [id]);
    if (known.length === 0) throw new NotFound();
    return this.files.read(id);
  }

  /** A text shows pictures that were sent to its report, and no other file of the house. @throws UnknownPicture */
  async requireOwn(reportId: string, text: RichText): Promise<void> {
    const named = [...new Set(picturesIn(text))];
    if (named.length > 0 && (await this.of(reportId, named)).length < named.length) throw new UnknownPicture();
  }

  /** The bytes of all pictures that the texts show, for its paper. */
  async printed(report: Report): Promise<Map<string, PrintedPicture>> {
    const named = [...new Set(Object.values(report.sections).flatMap(({ content }) => picturesIn(content)))];
    const found = named.length > 0 ? await this.of(report.id, named) : [];
    const made = new Map<string, PrintedPicture>();
    // One after the other: never more than one is held twice.
    for (const { id, width, height } of found) {
      const { file, bytes } = await this.files.read(id);
      const media = file.mediaType as PrintedPicture['media'];
      made.set(id, { media, width, height, data: bytes.toString('base64') });
    }
    return made;
  }

  private of(reportId: string, ids: readonly string[]): Promise<{ id: string; width: number; height: number }[]> {
    return this.db.rows(
      'select id, width, height from report_picture where institution_id = $1 and report_id = $2 and id::text = any($3::text[]) order by id',
      [Current.institutionId, reportId, ids],
    );
  }

  private async requireRoom(reportId: string, more: { bytes: number; points: number }): Promise<void> {
    const [row] = await this.db.rows<{ bytes: number; points: number }>(
      `select coalesce(sum(f.size), 0)::bigint as bytes, coalesce(sum(p.width::bigint * p.height), 0)::bigint as points from report_picture p
         join stored_file f on f.institution_id = p.institution_id and f.id = p.id
        where p.institution_id = $1 and p.report_id = $2`,
      [Current.institutionId, reportId],
    );
    if (row!.bytes + more.bytes > MOST_BYTES) throw new TooManyPictures(Math.floor(MOST_BYTES / 1e6));
    if (row!.points + more.points > MOST_POINTS_OF_ALL) throw new TooManyPoints(MOST_POINTS_OF_ALL / 1e6);
  }
}
