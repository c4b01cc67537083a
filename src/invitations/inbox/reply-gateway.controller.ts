import { Body, Controller, Headers, HttpCode, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import { NotFound } from '../../platform/errors.js';
import { LimitsService, networkOf } from '../../platform/limits/limits.service.js';
import { Can } from '../../platform/permissions/can.js';
import { InboxService } from './inbox.service.js';

const POSTED = { name: 'calendar-reply', points: 120, seconds: 600 };

/** What a mail gateway hands on: the calendar part of a mail, with the code of the address it was sent to as bearer. */
@Controller('r/reply')
@Can('public')
export class ReplyGateway {
  constructor(
    private readonly limits: LimitsService,
    private readonly inbox: InboxService,
  ) {}

  @Post()
  @HttpCode(200)
  async reply(
    @Headers('authorization') authorization: string | undefined,
    @Headers('x-reply-from') from: string | undefined,
    @Body() body: unknown,
    @Req() request: Request,
  ) {
    await this.limits.take(POSTED, networkOf(request.ip));
    const code = /^Bearer ([0-9a-f]{48})$/i.exec(authorization ?? '')?.[1];
    if (!code) throw new NotFound();
    const { state, reason } = await this.inbox.receivePart(code, typeof body === 'string' ? body : '', from ?? '');
    return { applied: state === 'applied', reason: state === 'applied' ? null : reason };
  }
}
