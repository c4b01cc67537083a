import { Controller, Get, Query } from '@nestjs/common';
import { z } from 'zod';
import { Answers } from '../platform/api/answers.js';
import { Download } from '../platform/http/reply.js';
import { Can } from '../platform/permissions/can.js';
import { type Busy, BusyQueries } from '../programme/conflicts/busy.queries.js';
import { freeBusyText } from './ical/free-busy.js';

const LONGEST_DAYS = 370;

const instant = z.iso.datetime({ offset: true }).transform((text) => Temporal.Instant.from(text));
const Asked = z
  .strictObject({
    kind: z.enum(['person', 'venue', 'vehicle', 'interpreter']),
    id: z.uuid(),
    from: instant,
    until: instant,
  })
  .refine(({ from, until }) => Temporal.Instant.compare(from, until) < 0, {
    path: ['until'],
    message: 'must be later than from',
  })
  .refine(({ from, until }) => from.until(until).total('hours') <= LONGEST_DAYS * 24, {
    path: ['until'],
    message: `must be at most ${LONGEST_DAYS} days later than from`,
  });
type Question = z.output<typeof Asked>;

const Period = z.object({ from: z.string(), until: z.string(), tentative: z.boolean() });

/** When a person, room, car or interpreter is taken in the working plan: times and nothing else, for who plans. */
@Controller('api/v1/:institution')
@Can('programme.edit')
export class FreeBusyApi {
  constructor(private readonly queries: BusyQueries) {}

  /** Instants in UTC, cut to the span asked about. */
  @Get('free-busy')
  @Answers(z.object({ items: z.array(Period) }))
  async periods(@Query({ schema: Asked }) asked: Question) {
    const busy = await this.busy(asked);
    return {
      items: busy.map(({ from, until, isTentative }) => ({
        from: from.toString(),
        until: until.toString(),
        tentative: isTentative,
      })),
    };
  }

  /** The same as a VFREEBUSY (RFC 5545 §3.6.4). */
  @Get('free-busy.ics')
  @Answers(z.string(), 200, 'text/calendar')
  async calendar(@Query({ schema: Asked }) asked: Question): Promise<Download> {
    const own = { uid: `free-busy-${asked.kind}-${asked.id}`, stamp: Temporal.Now.instant().round('second') };
    const text = freeBusyText(asked, await this.busy(asked), own);
    return new Download(Buffer.from(text), 'text/calendar; charset=utf-8', 'free-busy.ics');
  }

  private busy({ kind, id, from, until }: Question): Promise<Busy[]> {
    return this.queries.of(kind, id, from, until);
  }
}
