import type { ComponentChildren } from 'preact';
import { t } from '../../platform/i18n/translate.js';
import { Text } from '../../platform/web/components/names.js';
import { Section } from '../../platform/web/components/section.js';
import { inWords, type RuleCheck } from './composition.service.js';

/** The rules in force for a body: what each of them misses, by whom, in words; those that are kept after them. */
export function Composition({ checks, aside }: { checks: RuleCheck[]; aside?: ComponentChildren }) {
  if (checks.length === 0) return null;
  const wrong = checks.filter(({ violations }) => violations.length > 0);
  const kept = checks.filter(({ violations }) => violations.length === 0);
  return (
    <Section
      id="composition"
      title={t('bodies.composition.title')}
      aside={
        aside ??
        (wrong.length === 0 ? t('bodies.composition.kept') : t('bodies.composition.broken', { count: wrong.length }))
      }
    >
      <ul class="rules">
        {wrong.map(({ rule, violations }) => (
          <li key={rule.id} class={rule.level}>
            <p class="strong">
              <Text of={rule.name} /> <span class="rule-level">{t(`bodies.composition.level.${rule.level}`)}</span>
            </p>
            {violations.map((one) => (
              <p key={`${one.key}${one.who.join()}`} class="rule-word">
                {inWords(one)}
              </p>
            ))}
          </li>
        ))}
        {kept.map(({ rule }) => (
          <li key={rule.id} class="kept">
            <p>
              <Text of={rule.name} /> <span class="rule-level">{t('bodies.composition.is-kept')}</span>
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
