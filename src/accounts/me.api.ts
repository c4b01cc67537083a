import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Answers } from '../platform/api/answers.js';
import { Current } from '../platform/current.js';
import { Can } from '../platform/permissions/can.js';

const Me = z.object({
  id: z.uuid(),
  personId: z.uuid().nullable(),
  name: z.string(),
  email: z.string(),
  institution: z.string(),
  roles: z.array(z.object({ role: z.string(), scopeKind: z.string(), scopeId: z.string().nullable() })),
  tokenScopes: z.array(z.string()).nullable(),
});

@ApiTags('accounts')
@Controller('api/v1/:institution/me')
export class MeApi {
  /** Who a token speaks for, and what it may. */
  @Get()
  @Can('signed-in')
  @Answers(Me)
  me(): z.output<typeof Me> {
    const { accountId, personId, name, email, grants, tokenScopes } = Current.actor;
    return { id: accountId, personId, name, email, institution: Current.institution.slug, roles: grants, tokenScopes };
  }
}
