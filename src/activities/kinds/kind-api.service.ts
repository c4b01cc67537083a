import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';
import { cut, decodeCursor, PageQuery } from '../../platform/api/cursor.js';
import { checkIfMatch, etagOf } from '../../platform/api/if-match.js';
import type { LocalizedText } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { ActivitiesQueries } from '../activities.queries.js';
import type { ActivityKind } from '../activity.entity.js';

/** A line of a kind's list in JSON; the whole of a kind extends it. */
export const KindLine = z.object({
  id: z.uuid(),
  state: z.string(),
  title: z.record(z.string(), z.string()),
  startsOn: z.iso.date(),
  endsOn: z.iso.date(),
  city: z.string(),
  partnerId: z.uuid().nullable(),
  version: z.int(),
});
export const KindListQuery = PageQuery.extend({
  state: z.string().max(60).optional(),
  q: z.string().max(200).optional(),
});
export const StepBody = z.strictObject({ to: z.string().max(60), reason: z.string().max(2000).optional() });

interface LineRow {
  id: string;
  state: string;
  title: LocalizedText;
  starts_on: Temporal.PlainDate;
  ends_on: Temporal.PlainDate;
  city: string;
  partner_id: string | null;
  version: number;
}

export function kindLine(row: LineRow): z.output<typeof KindLine> {
  return {
    id: row.id,
    state: row.state,
    title: row.title,
    startsOn: row.starts_on.toString(),
    endsOn: row.ends_on.toString(),
    city: row.city,
    partnerId: row.partner_id,
    version: row.version,
  };
}

/** What the JSON of every kind of activity has in common: its list, its version, and who may see it. */
@Injectable()
export class KindApi {
  constructor(
    private readonly db: Db,
    private readonly queries: ActivitiesQueries,
  ) {}

  async list(kind: ActivityKind, { cursor, limit, ...filter }: z.output<typeof KindListQuery>) {
    const rows = await this.queries.after({ ...filter, kind }, decodeCursor(cursor, 2), limit + 1);
    const { items, next } = cut(rows, limit, (row) => [row.starts_on.toString(), row.id]);
    return { items: items.map(kindLine), next };
  }

  /** The whole of one, with its version as `ETag`. @throws NotFound, also where the actor may not see it */
  answer<Whole>(kind: ActivityKind, id: string, response: Response, whole: () => Promise<Whole>): Promise<Whole> {
    return this.db.read(async () => {
      const { version } = await this.queries.seen(id, kind);
      response.setHeader('ETag', etagOf(version));
      return whole();
    });
  }

  /** Changes what was read: `If-Match` names the version. @throws NotFound, and 412 or 428 by the header */
  revise(
    kind: ActivityKind,
    id: string,
    ifMatch: string | undefined,
    verb: (version: number) => Promise<unknown>,
  ): Promise<void> {
    return this.db.transaction(async () => {
      const { version } = await this.queries.seen(id, kind);
      checkIfMatch(ifMatch, version);
      await verb(version);
    });
  }
}
