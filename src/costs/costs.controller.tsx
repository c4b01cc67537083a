import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { DomainError } from '../platform/errors.js';
import { type SeeOther, seeOther, type Unprocessable, unprocessable } from '../platform/http/reply.js';
import { t } from '../platform/i18n/translate.js';
import { Can } from '../platform/permissions/can.js';
import { type FormState, type ReadForm, readForm, withError } from '../platform/web/forms.js';
import { flash } from '../platform/web/visit.js';
import { ClaimsService } from './claims.service.js';
import { AdvanceForm, ClaimForm, ClaimStepForm, LineForm, ReasonForm, StayForm } from './costs.forms.js';
import { CostsReads } from './costs-page.queries.js';
import { CostsService } from './costs.service.js';

/** The money of an activity: what is expected, what was spent, who is owed. */
@Controller(':institution/activities/:id/costs')
@Can('costs.see')
export class CostsController {
  constructor(
    private readonly db: Db,
    private readonly costs: CostsService,
    private readonly claims: ClaimsService,
    private readonly reads: CostsReads,
  ) {}

  @Get()
  show(@Param('id') id: string): Promise<string> {
    return this.draw(id);
  }

  @Post('lines')
  enter(@Param('id') id: string, @Body() body: unknown): Promise<SeeOther | Unprocessable> {
    return this.act(id, 'line', readForm(LineForm, body), (line) => this.costs.enter(id, line));
  }

  @Post('lines/:line/removal')
  remove(@Param('id') id: string, @Param('line') line: string): Promise<SeeOther | Unprocessable> {
    return this.simply(id, () => this.costs.remove(id, line));
  }

  @Post('per-diem')
  compute(@Param('id') id: string, @Body() body: unknown): Promise<SeeOther | Unprocessable> {
    return this.act(id, 'stay', readForm(StayForm, body), ({ days }) => this.costs.computePerDiem(id, days));
  }

  @Post('estimate/submission')
  submit(@Param('id') id: string): Promise<SeeOther | Unprocessable> {
    return this.simply(id, () => this.costs.submit(id));
  }

  @Post('estimate/clearance')
  clear(@Param('id') id: string): Promise<SeeOther | Unprocessable> {
    return this.simply(id, () => this.costs.clear(id));
  }

  @Post('estimate/return')
  return(@Param('id') id: string, @Body() body: unknown): Promise<SeeOther | Unprocessable> {
    return this.act(id, 'return', readForm(ReasonForm, body), ({ reason }) => this.costs.return(id, reason));
  }

  @Post('estimate/revision')
  revise(@Param('id') id: string): Promise<SeeOther | Unprocessable> {
    return this.simply(id, () => this.costs.revise(id));
  }

  @Post('advances')
  advance(@Param('id') id: string, @Body() body: unknown): Promise<SeeOther | Unprocessable> {
    return this.act(id, 'advance', readForm(AdvanceForm, body), (advance) => this.claims.advance(id, advance));
  }

  @Post('claims')
  claim(@Param('id') id: string, @Body() body: unknown): Promise<SeeOther | Unprocessable> {
    return this.act(id, 'claim', readForm(ClaimForm, body), ({ personId }) => this.claims.open(id, personId));
  }

  @Post('claims/:claim/steps')
  step(
    @Param('id') id: string,
    @Param('claim') claim: string,
    @Body() body: unknown,
  ): Promise<SeeOther | Unprocessable> {
    return this.act(id, 'claim', readForm(ClaimStepForm, body), ({ to, reason }) =>
      this.claims.step(id, claim, to, reason),
    );
  }

  private simply(id: string, verb: () => Promise<unknown>): Promise<SeeOther | Unprocessable> {
    return this.act(id, '', { ok: true, data: {}, values: {}, errors: {} }, verb);
  }

  private async act<T>(
    id: string,
    part: string,
    form: ReadForm<T>,
    verb: (data: T) => Promise<unknown>,
  ): Promise<SeeOther | Unprocessable> {
    if (!form.ok) return unprocessable(await this.draw(id, { part, form }));
    try {
      await verb(form.data);
    } catch (error) {
      if (!(error instanceof DomainError) || error.status === 404) throw error;
      const said = withError(form, error.field ?? '', t(error.key, error.params));
      return unprocessable(await this.draw(id, { part, form: said }), error.status);
    }
    flash('costs.saved');
    return seeOther(`/${Current.institution.slug}/activities/${id}/costs`);
  }

  private draw(id: string, sent?: { part: string; form: FormState }): Promise<string> {
    return this.db.read(() => this.reads.page(id, sent));
  }
}
