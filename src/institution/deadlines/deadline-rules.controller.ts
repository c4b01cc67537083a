import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { DomainError } from '../../platform/errors.js';
import { seeOther, unprocessable } from '../../platform/http/reply.js';
import { localized, t } from '../../platform/i18n/translate.js';
import { Can } from '../../platform/permissions/can.js';
import { readForm, withError, type FormState } from '../../platform/web/forms.js';
import { page } from '../../platform/web/page.js';
import { flash } from '../../platform/web/visit.js';
import { SettingsHistory } from '../settings-history.service.js';
import { factsOf, RuleForm } from './deadline-rules.forms.js';
import { ruleFormPage, rulesPage } from './deadline-rules.pages.js';
import { DEADLINES, DeadlineRulesService, type IsDayless } from './deadline-rules.service.js';
import { DeadlineTriggers, DueSources } from './deadlines.registry.js';
import { Deadlines, noteOf, reckoned } from './deadlines.service.js';

/** Rules by which something falls due: switched on and off, edited, copied, with their history. */
@Controller(':institution/settings/deadlines')
@Can('deadlines.rule')
export class DeadlineRulesController {
  constructor(
    private readonly db: Db,
    private readonly rules: DeadlineRulesService,
    private readonly deadlines: Deadlines,
    private readonly sources: DueSources,
    private readonly history: SettingsHistory,
    private readonly triggers: DeadlineTriggers,
  ) {}

  private readonly isDayless: IsDayless = ({ trigger, duty }) =>
    !this.triggers.codes.includes(trigger) && !this.sources.duties.includes(duty);

  @Get()
  async list(): Promise<string> {
    return page(
      rulesPage({
        rules: await this.rules.all(),
        changes: await this.history.of([DEADLINES]),
        isDayless: this.isDayless,
      }),
      {
        title: t('institution.deadlines'),
        section: 'settings',
      },
    );
  }

  @Get('new')
  blank() {
    return this.form();
  }

  @Post()
  async add(@Param('institution') slug: string, @Body() body: unknown) {
    const form = readForm(RuleForm, body);
    if (!form.ok) return unprocessable(await this.form(undefined, form));
    await this.rules.add(factsOf(form.data));
    flash('institution.rule.added');
    return seeOther(`/${slug}/settings/deadlines`);
  }

  @Get(':code')
  edit(@Param('code') code: string) {
    return this.form(code);
  }

  @Post(':code')
  async save(@Param('institution') slug: string, @Param('code') code: string, @Body() body: unknown) {
    const form = readForm(RuleForm, body);
    if (!form.ok) return unprocessable(await this.form(code, form));
    try {
      await this.rules.edit(code, factsOf(form.data), form.data.version);
    } catch (error) {
      if (!(error instanceof DomainError) || error.status === 404) throw error;
      return unprocessable(await this.form(code, withError(form, '', t(error.key, error.params))), error.status);
    }
    flash('institution.saved');
    return seeOther(`/${slug}/settings/deadlines`);
  }

  @Post(':code/copy')
  async copy(@Param('institution') slug: string, @Param('code') code: string) {
    const made = await this.rules.copy(code);
    flash('institution.rule.copied');
    return seeOther(`/${slug}/settings/deadlines/${made}`);
  }

  @Post(':code/on')
  on(@Param('institution') slug: string, @Param('code') code: string) {
    return this.turn(slug, code, true);
  }

  @Post(':code/off')
  off(@Param('institution') slug: string, @Param('code') code: string) {
    return this.turn(slug, code, false);
  }

  private async turn(slug: string, code: string, isOn: boolean) {
    const home = `/${slug}/settings/deadlines`;
    try {
      await this.rules.turn(code, isOn);
      flash(
        isOn ? 'institution.rule.on' : 'institution.rule.off',
        {},
        {
          kind: 'undo',
          undo: `${home}/${code}/${isOn ? 'off' : 'on'}`,
        },
      );
    } catch (error) {
      if (!(error instanceof DomainError) || error.status === 404) throw error;
      flash(error.key, error.params, { kind: 'warning' });
    }
    return seeOther(home);
  }

  private form(code?: string, form?: FormState): Promise<string> {
    return this.db.read(async () => {
      const rule = code ? await this.rules.one(code) : undefined;
      const title = rule ? localized(rule.facts.name) : t('institution.rule.new');
      const today = Temporal.Now.plainDateISO(Current.institution.timeZone);
      // What the rule would say today: so that nobody has to imagine it.
      const span = rule && (await this.deadlines.spanOf(rule.facts, today));
      const example = rule && span ? { ...reckoned(today, rule.facts, span), note: noteOf(span) } : undefined;
      const changes = rule?.id ? await this.history.of([DEADLINES], { subjectId: rule.id }) : [];
      return page(ruleFormPage({ rule, form, duties: this.sources.duties, title, example, changes }), {
        title,
        section: 'settings',
      });
    });
  }
}
