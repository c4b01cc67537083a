import { Current, type LocalizedText } from '../../platform/current.js';
import { localized, t } from '../../platform/i18n/translate.js';
import { Button, PostButton } from '../../platform/web/components/button.js';
import { List } from '../../platform/web/components/list.js';
import { Text } from '../../platform/web/components/names.js';
import { Empty, PageHead, Section } from '../../platform/web/components/section.js';
import { BodiesTabs } from '../bodies-tabs.js';
import type { BodyRule } from './body-rule.entity.js';
import { BrokenRules } from './composition.pages.js';
import type { BrokenBody } from './composition.service.js';
import { RULE_PRESETS } from './composition.presets.js';

const path = () => `/${Current.institution.slug}/composition-rules`;

export interface RulesListProps {
  rules: BodyRule[];
  organisations: Map<string, LocalizedText>;
  /** The bodies that break a rule today. */
  broken: BrokenBody[];
  mayEdit: boolean;
}

export function rulesList({ rules, organisations, broken, mayEdit }: RulesListProps) {
  const adopted = new Set(rules.map(({ preset }) => preset));
  const shipped = RULE_PRESETS.filter(({ key }) => !adopted.has(key));
  const add = (
    <Button href={`${path()}/new`} primary icon="plus">
      {t('bodies.rule.add')}
    </Button>
  );
  return (
    <>
      <PageHead title={t('bodies.tab.composition')} actions={mayEdit && add} />
      <BodiesTabs current="composition" />
      <div class="stack">
        {rules.some(({ isOn }) => isOn) && <BrokenRules bodies={broken} />}
        <Section
          title={t('bodies.rule.ours')}
          aside={t('bodies.rule.in-force', { count: rules.filter(({ isOn }) => isOn).length })}
        >
          <List
            caption={t('bodies.rule.ours')}
            rows={rules}
            rowKey={(rule) => rule.id}
            empty={<Empty title={t('bodies.rule.none')}>{t('bodies.rule.none-hint')}</Empty>}
            columns={[
              {
                label: t('bodies.rule.rule'),
                cell: (rule) => (
                  <>
                    {mayEdit ? (
                      <a class="strong" href={`${path()}/${rule.id}/edit`}>
                        <Text of={rule.name} />
                      </a>
                    ) : (
                      <span class="strong">
                        <Text of={rule.name} />
                      </span>
                    )}
                    {rule.source && <span class="small mute block">{rule.source}</span>}
                  </>
                ),
              },
              {
                label: t('bodies.rule.for'),
                cell: (rule) =>
                  [
                    rule.kind ? t(`bodies.kinds.${rule.kind}`) : t('bodies.rule.every-kind'),
                    localized(rule.organisationId ? organisations.get(rule.organisationId) : null),
                  ]
                    .filter(Boolean)
                    .join(' · '),
              },
              {
                label: t('bodies.rule.level'),
                class: 'nb',
                cell: (rule) => t(`bodies.composition.level.${rule.level}`),
              },
              {
                label: t('bodies.field.state'),
                class: 'nb',
                cell: (rule) => t(rule.isOn ? 'bodies.rule.on' : 'bodies.rule.off'),
              },
              {
                label: <span class="vh">{t('bodies.rule.do')}</span>,
                class: 'nb',
                cell: (rule) =>
                  mayEdit && (
                    <PostButton
                      to={`${path()}/${rule.id}/${rule.isOn ? 'rest' : 'force'}`}
                      small
                      label={`${t(rule.isOn ? 'bodies.rule.switch-off' : 'bodies.rule.switch-on')}: ${localized(rule.name)}`}
                    >
                      {t(rule.isOn ? 'bodies.rule.switch-off' : 'bodies.rule.switch-on')}
                    </PostButton>
                  ),
              },
            ]}
          />
        </Section>
        <Section title={t('bodies.rule.shipped')} aside={t('bodies.rule.shipped-off')}>
          <List
            caption={t('bodies.rule.shipped')}
            rows={shipped}
            rowKey={(preset) => preset.key}
            empty={<Empty title={t('bodies.rule.all-adopted')} />}
            columns={[
              {
                label: t('bodies.rule.rule'),
                cell: (preset) => (
                  <>
                    <span class="strong">
                      <Text of={preset.name} />
                    </span>
                    <span class="small mute block" lang="en">
                      {preset.source}
                    </span>
                  </>
                ),
              },
              { label: t('bodies.rule.for'), cell: (preset) => t(`bodies.kinds.${preset.kind}`) },
              {
                label: t('bodies.rule.level'),
                class: 'nb',
                cell: (preset) => t(`bodies.composition.level.${preset.level}`),
              },
              {
                label: <span class="vh">{t('bodies.rule.do')}</span>,
                class: 'nb',
                cell: (preset) =>
                  mayEdit && (
                    <PostButton
                      to={`${path()}/presets/${preset.key}`}
                      small
                      label={`${t('bodies.rule.adopt')}: ${localized(preset.name)}`}
                    >
                      {t('bodies.rule.adopt')}
                    </PostButton>
                  ),
              },
            ]}
          />
        </Section>
      </div>
    </>
  );
}
