import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Can } from '../platform/permissions/can.js';
import { readForm, brokenRule, type FormState } from '../platform/web/forms.js';
import { DomainError, NotFound } from '../platform/errors.js';
import { type Download, type SeeOther, seeOther, type Unprocessable, unprocessable } from '../platform/http/reply.js';
import { Db } from '../platform/database/db.service.js';
import { flash } from '../platform/web/visit.js';
import { entryForm, entryInput, EntryStep, KindName } from './logistics.forms.js';
import { logisticsOf } from './entry-facts.rules.js';
import { LogisticsService } from './logistics.service.js';
import { LogisticsView, type OpenForm } from './logistics.view.js';
import type { LogisticsKindName } from './logistics-kinds.rules.js';

/** Arrivals, rooms, papers, badges and honours of an activity. */
@Controller(':institution/activities/:id/logistics')
@Can('activities.see')
export class LogisticsController {
  constructor(
    private readonly db: Db,
    private readonly logistics: LogisticsService,
    private readonly view: LogisticsView,
  ) {}

  @Get()
  show(@Param('id') id: string, @Query('new') kind?: string, @Query('entry') entryId?: string): Promise<string> {
    const asked = KindName.safeParse(kind).data;
    if (asked) return this.view.page(id, { open: { kind: asked } });
    return this.view.page(id, entryId ? { open: { entryId } } : {});
  }

  @Get(':kind/export/:format')
  file(@Param('id') id: string, @Param('kind') kind: string, @Param('format') format: string): Promise<Download> {
    return this.view.file(id, kindNamed(kind), format);
  }

  @Post('kinds/:kind')
  enter(
    @Param('id') id: string,
    @Param('kind') name: string,
    @Body() body: unknown,
  ): Promise<SeeOther | Unprocessable> {
    const kind = kindNamed(name);
    const form = readForm(entryForm(kind), body);
    return this.act(id, kind, { kind }, form, () =>
      this.logistics.enter(id, kind, entryInput(kind, form.data as Record<string, unknown>)),
    );
  }

  @Post(':entry')
  async change(
    @Param('id') id: string,
    @Param('entry') entryId: string,
    @Body() body: unknown,
  ): Promise<SeeOther | Unprocessable> {
    const { kind } = await this.db.read(() => this.view.entry(id, entryId));
    const form = readForm(entryForm(kind), body);
    return this.act(id, kind, { entryId }, form, () =>
      this.logistics.change(
        id,
        entryId,
        entryInput(kind, form.data as Record<string, unknown>),
        Number(form.data?.['version'] ?? 0),
      ),
    );
  }

  @Post(':entry/steps')
  async step(@Param('id') id: string, @Param('entry') entryId: string, @Body() body: unknown) {
    const { to = '', reason = null } = readForm(EntryStep, body).data ?? {};
    const { kind } = await this.db.read(() => this.view.entry(id, entryId));
    // What went wrong stands above the entry as it is: the step's own fields are not the form's.
    const form = { ok: true, values: {}, errors: {} };
    return this.act(id, kind, { entryId }, form, () => this.logistics.take(id, entryId, to, reason));
  }

  /** What is sealed is read by POST alone, so that no address and no history brings it back. */
  @Post(':entry/opening')
  async open(@Param('id') id: string, @Param('entry') entryId: string): Promise<Unprocessable> {
    const facts = await this.logistics.open(id, entryId);
    return unprocessable(await this.db.read(() => this.view.page(id, { opened: { id: entryId, facts } })), 200);
  }

  @Post(':entry/removal')
  async remove(@Param('id') id: string, @Param('entry') entryId: string): Promise<SeeOther> {
    const { kind } = await this.db.read(() => this.view.entry(id, entryId));
    await this.logistics.remove(id, entryId);
    flash('logistics.removed');
    return seeOther(`${logisticsOf(id)}#${kind}`);
  }

  private async act(
    id: string,
    kind: LogisticsKindName,
    open: OpenForm,
    form: FormState & { ok: boolean },
    verb: () => Promise<unknown>,
  ): Promise<SeeOther | Unprocessable> {
    const drawn = (said: FormState) => this.db.read(() => this.view.page(id, { open: { ...open, form: said } }));
    if (!form.ok) return unprocessable(await drawn(form));
    try {
      await verb();
    } catch (error) {
      const broken = brokenRule(form, error);
      // A step has no fields in that form: its sentence stands above it.
      const isStep = Object.keys(form.values).length === 0;
      const said = isStep ? { ...broken, errors: { '': Object.values(broken.errors).join(' ') } } : broken;
      return unprocessable(await drawn(said), error instanceof DomainError ? error.status : 422);
    }
    flash('logistics.saved');
    return seeOther(`${logisticsOf(id)}#${kind}`);
  }
}

function kindNamed(name: string): LogisticsKindName {
  const kind = KindName.safeParse(name);
  if (!kind.success) throw new NotFound();
  return kind.data;
}
