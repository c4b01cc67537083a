import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';
import { Answers } from '../platform/api/answers.js';
import { cut, decodeCursor, PageQuery, pageOf } from '../platform/api/cursor.js';
import { etagOf } from '../platform/api/if-match.js';
import { Current } from '../platform/current.js';
import { allow } from '../platform/permissions/allow.js';
import { Can } from '../platform/permissions/can.js';
import { ActivitiesQueries, type ActivityRow, type MemberRow } from './activities.queries.js';
import { maySee } from './activity.rules.js';

const text = z.record(z.string(), z.string());

export const ActivityAnswer = z.object({
  id: z.uuid(),
  kind: z.string(),
  state: z.string(),
  title: text,
  startsOn: z.iso.date(),
  endsOn: z.iso.date(),
  timeZone: z.string(),
  partnerTimeZone: z.string().nullable(),
  city: z.string(),
  partner: z.object({ id: z.uuid(), name: text, country: z.string().nullable() }).nullable(),
  responsible: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  version: z.int(),
});

export const MemberAnswer = z.object({
  id: z.uuid(),
  side: z.enum(['host', 'guest']),
  personId: z.uuid(),
  familyName: z.string(),
  givenName: z.string(),
  nativeName: z.string().nullable(),
  honorific: z.string().nullable(),
  role: z.string(),
  position: z.int(),
  post: text.nullable(),
  arrival: z.string().nullable(),
  departure: z.string().nullable(),
  room: z.string().nullable(),
  badge: z.string().nullable(),
});

const ListQuery = PageQuery.extend({
  kind: z.string().max(40).optional(),
  state: z.string().max(60).optional(),
  q: z.string().max(200).optional(),
});

/** Activities of every kind; their own kind changes them. */
@Controller('api/v1/:institution/activities')
@Can('activities.see')
export class ActivitiesApi {
  constructor(private readonly queries: ActivitiesQueries) {}

  @Get()
  @Answers(pageOf(ActivityAnswer))
  async list(@Query({ schema: ListQuery }) { cursor, limit, ...filter }: z.output<typeof ListQuery>) {
    const rows = await this.queries.after(filter, decodeCursor(cursor, 2), limit + 1);
    const { items, next } = cut(rows, limit, (row) => [row.starts_on.toString(), row.id]);
    return { items: items.map(activityAnswer), next };
  }

  @Get(':id')
  @Answers(ActivityAnswer)
  async one(@Param('id') id: string, @Res({ passthrough: true }) response: Response) {
    const row = await this.seen(id);
    response.setHeader('ETag', etagOf(row.version));
    return activityAnswer(row);
  }

  @Get(':id/members')
  @Answers(z.object({ items: z.array(MemberAnswer) }))
  async members(@Param('id') id: string) {
    const { id: activityId } = await this.seen(id);
    return { items: (await this.queries.members(activityId)).map(memberAnswer) };
  }

  private async seen(id: string): Promise<ActivityRow> {
    const row = await this.queries.header(id);
    allow(maySee(Current.actor, { id: row.id, bodyId: row.body_id }));
    return row;
  }
}

function activityAnswer(row: ActivityRow): z.output<typeof ActivityAnswer> {
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    title: row.title,
    startsOn: row.starts_on.toString(),
    endsOn: row.ends_on.toString(),
    timeZone: row.time_zone,
    partnerTimeZone: row.partner_time_zone,
    city: row.city,
    partner: row.partner_id ? { id: row.partner_id, name: row.partner_name ?? {}, country: row.partner_country } : null,
    responsible: row.responsible_id ? { id: row.responsible_id, name: row.responsible_name ?? '' } : null,
    version: row.version,
  };
}

function memberAnswer(row: MemberRow): z.output<typeof MemberAnswer> {
  return {
    id: row.id,
    side: row.side,
    personId: row.person_id,
    familyName: row.family_name,
    givenName: row.given_name,
    nativeName: row.native_name,
    honorific: row.honorific,
    role: row.role,
    position: row.position,
    post: row.post_label,
    arrival: row.arrival,
    departure: row.departure,
    room: row.room,
    badge: row.badge,
  };
}
