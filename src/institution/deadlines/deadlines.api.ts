import { Controller, Get, Query } from '@nestjs/common';
import { z } from 'zod';
import { Answers } from '../../platform/api/answers.js';
import { Current } from '../../platform/current.js';
import { Can } from '../../platform/permissions/can.js';
import { seesAllDeadlines } from '../institution.rules.js';
import { fits } from './deadlines.forms.js';
import { DueList, type ListedItem } from './due-list.service.js';
import { UNITS } from './deadline.js';

const PAGE_SIZE = 100;
const DueQuery = z.strictObject({
  whose: z.enum(['all', 'mine']).optional(),
  when: z.enum(['late', 'week', 'month']).optional(),
  q: z.string().max(200).optional(),
  page: z.coerce.number().int().min(1).max(1000).default(1),
});
const Due = z.object({
  id: z.string(),
  /** Of the rule that it follows, where it follows one. */
  ruleId: z.uuid().nullable(),
  subjectId: z.string(),
  what: z.string(),
  about: z.string(),
  href: z.string(),
  /** Null where the sitting calendar ends before the rule does. */
  dueOn: z.iso.date().nullable(),
  isLate: z.boolean(),
  strictness: z.enum(['soft', 'hard']),
  responsible: z.array(z.object({ id: z.uuid(), name: z.string() })),
  /** How the day was found: the rule, the day it counts from, the days that counted and how many were passed over. */
  reckoning: z
    .object({
      from: z.iso.date(),
      amount: z.int(),
      unit: z.enum(UNITS),
      direction: z.enum(['before', 'after']),
      skipped: z.int(),
      counted: z.array(z.iso.date()),
    })
    .nullable(),
});
const DueAnswer = z.object({ items: z.array(Due), total: z.int() });

/** What falls due and what is late: the institution's for who answers for it, everybody's own otherwise. */
@Controller('api/v1/:institution/deadlines')
@Can('signed-in')
export class DeadlinesApi {
  constructor(private readonly due: DueList) {}

  @Get()
  @Answers(DueAnswer)
  async list(@Query({ schema: DueQuery }) { whose, page, ...filter }: z.output<typeof DueQuery>) {
    const items = await this.due.shownTo(whose ?? (seesAllDeadlines(Current.actor) ? 'all' : 'mine'));
    const found = items.filter((item) => fits(item, filter));
    return { items: found.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE).map(told), total: found.length };
  }
}

function told(item: ListedItem): z.output<typeof Due> {
  const { deadline } = item;
  return {
    id: item.id,
    ruleId: item.ruleId,
    subjectId: item.subjectId,
    what: item.what,
    about: item.about,
    href: item.href,
    dueOn: item.dueOn?.toString() ?? null,
    isLate: item.isLate,
    strictness: item.strictness,
    responsible: item.responsible,
    reckoning: deadline && {
      from: deadline.explanation.from.toString(),
      amount: deadline.explanation.amount,
      unit: deadline.explanation.unit,
      direction: deadline.explanation.direction,
      skipped: deadline.explanation.skipped,
      counted: deadline.counted.map(String),
    },
  };
}
