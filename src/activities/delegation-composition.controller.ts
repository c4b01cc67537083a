import { Controller, Param, Post } from '@nestjs/common';
import { type SeeOther, seeOther } from '../platform/http/reply.js';
import { Can } from '../platform/permissions/can.js';
import { flash } from '../platform/web/visit.js';
import { DelegationComposition } from './delegation-composition.service.js';
import { peopleOf } from './delegation-row.pages.js';

/** Our delegation from its body: a new composition. */
@Controller(':institution/activities/:id/composition')
@Can('activities.plan')
export class DelegationCompositionController {
  constructor(private readonly composition: DelegationComposition) {}

  @Post()
  async compose(@Param('id') id: string): Promise<SeeOther> {
    const count = await this.composition.fromBody(id);
    flash('activities.people.composed', { count });
    return seeOther(peopleOf(id));
  }
}
