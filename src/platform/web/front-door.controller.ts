import { Controller, Get } from '@nestjs/common';
import { NotFound } from '../errors.js';
import { type SeeOther, seeOther } from '../http/reply.js';
import { Can } from '../permissions/can.js';
import { Institutions } from '../tenancy/institutions.js';

/** The bare address: it leads to the only institution there is. Which ones share an installation is told to nobody. */
@Controller()
export class FrontDoorController {
  constructor(private readonly institutions: Institutions) {}

  @Get()
  @Can('public')
  async enter(): Promise<SeeOther> {
    const [only, another] = await this.institutions.ids();
    if (!only || another) throw new NotFound();
    return seeOther(`/${(await this.institutions.byId(only)).slug}`);
  }
}
