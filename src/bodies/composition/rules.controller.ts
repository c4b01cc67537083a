import { Body as Sent, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { ChangedMeanwhile, type DomainError } from '../../platform/errors.js';
import { seeOther, unprocessable } from '../../platform/http/reply.js';
import { t } from '../../platform/i18n/translate.js';
import { Can } from '../../platform/permissions/can.js';
import { PermissionsService } from '../../platform/permissions/permissions.service.js';
import { brokenRule, type FormState, readForm } from '../../platform/web/forms.js';
import { page } from '../../platform/web/page.js';
import { flash } from '../../platform/web/visit.js';
import { BodiesQueries } from '../bodies.queries.js';
import { RuleNotComplete } from './body-rule.entity.js';
import { CONDITION_TYPES, RuleForm, ruleFacts } from './composition.forms.js';
import { CompositionService } from './composition.service.js';
import { ruleForm } from './rule-form.pages.js';
import { rulesList } from './rules.pages.js';
import { CompositionRules } from './rules.service.js';

/** The rules of composition: the institution's own, and those that are shipped for it to adopt. */
@Controller(':institution/composition-rules')
@Can('bodies.read')
export class RulesController {
  constructor(
    private readonly db: Db,
    private readonly rules: CompositionRules,
    private readonly queries: BodiesQueries,
    private readonly composition: CompositionService,
    private readonly permissions: PermissionsService,
  ) {}

  @Get()
  async list() {
    const rules = await this.rules.list();
    const ids = rules.flatMap((rule) => (rule.organisationId ? [rule.organisationId] : []));
    const organisations = new Map((await this.queries.organisationNames(ids)).map((one) => [one.id, one.name]));
    const mayEdit = this.permissions.holds(Current.actor, 'composition.edit');
    const broken = await this.composition.brokenIn(Temporal.Now.plainDateISO(Current.institution.timeZone));
    return page(rulesList({ rules, organisations, broken, mayEdit }), {
      title: t('bodies.tab.composition'),
      section: 'bodies',
    });
  }

  @Get('new')
  @Can('composition.edit')
  async blank(@Query('type') type?: string) {
    return this.form(undefined, type ? { values: { 'condition.type': type }, errors: {} } : undefined);
  }

  @Post()
  @Can('composition.edit')
  async add(@Sent() sent: unknown) {
    const form = readForm(RuleForm, sent);
    if (!form.ok) return unprocessable(await this.form(undefined, form));
    try {
      await this.rules.add(ruleFacts(form.data));
    } catch (error) {
      return unprocessable(await this.form(undefined, brokenRule(form, error)));
    }
    flash('bodies.saved');
    return this.back();
  }

  @Post('presets/:preset')
  @Can('composition.edit')
  async adopt(@Param('preset') preset: string) {
    const id = await this.rules.adopt(preset);
    return seeOther(`/${Current.institution.slug}/composition-rules/${id}/edit`);
  }

  @Get(':rule/edit')
  @Can('composition.edit')
  async edit(@Param('rule') id: string) {
    return this.form(id);
  }

  @Post(':rule')
  @Can('composition.edit')
  async update(@Param('rule') id: string, @Sent() sent: unknown) {
    const form = readForm(RuleForm, sent);
    if (!form.ok) return unprocessable(await this.form(id, form));
    try {
      await this.rules.update(id, ruleFacts(form.data), (found) => {
        if (found !== form.data.version) throw new ChangedMeanwhile();
      });
    } catch (error) {
      return unprocessable(await this.form(id, brokenRule(form, error)), (error as DomainError).status);
    }
    flash('bodies.saved');
    return this.back();
  }

  @Post(':rule/force')
  @Can('composition.edit')
  async switchOn(@Param('rule') id: string) {
    try {
      await this.rules.switch(id, true);
    } catch (error) {
      if (!(error instanceof RuleNotComplete)) throw error;
      return unprocessable(await this.form(id, brokenRule({ values: {}, errors: {} }, error)));
    }
    return this.back();
  }

  @Post(':rule/rest')
  @Can('composition.edit')
  async switchOff(@Param('rule') id: string) {
    await this.rules.switch(id, false);
    return this.back();
  }

  private back() {
    return seeOther(`/${Current.institution.slug}/composition-rules`);
  }

  private async form(id?: string, form?: FormState): Promise<string> {
    return this.db.read(async () => {
      const rule = id ? await this.rules.one(id) : undefined;
      const asked = form?.values['condition.type'];
      const type = CONDITION_TYPES.find((one) => one === asked) ?? rule?.condition.type ?? 'size';
      const title = t(rule ? 'bodies.rule.edit' : 'bodies.rule.new');
      const organisations = await this.queries.organisationChoices();
      return page(ruleForm({ rule, type, form, organisations, title }), { title, section: 'bodies' });
    });
  }
}
