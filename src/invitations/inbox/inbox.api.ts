import { Body, Controller, Post } from '@nestjs/common';
import { z } from 'zod';
import { Answers } from '../../platform/api/answers.js';
import { InvalidInput } from '../../platform/errors.js';
import { Can } from '../../platform/permissions/can.js';
import { InboxService } from './inbox.service.js';

/** Mail that another system received and hands on, whole, as `message/rfc822`. */
@Controller('api/v1/:institution/inbound-mail')
@Can('invitations.manage')
export class InboxApi {
  constructor(private readonly inbox: InboxService) {}

  @Post()
  @Answers(z.object({ state: z.string(), reason: z.string() }), 201)
  receive(@Body() body: unknown) {
    if (typeof body !== 'string' || body === '')
      throw new InvalidInput([{ path: 'Content-Type', message: 'message/rfc822' }], 400);
    return this.inbox.receive(Buffer.from(body), true);
  }
}
