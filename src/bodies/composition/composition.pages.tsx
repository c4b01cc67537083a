import type { ComponentChildren } from 'preact';
import { Current } from '../../platform/current.js';
import { t } from '../../platform/i18n/translate.js';
import { Text } from '../../platform/web/components/names.js';
import { Section } from '../../platform/web/components/section.js';
import { type BrokenBody, inWords, type RuleCheck } from './composition.service.js';

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
        {wrong.map((check) => (
          <Broken key={check.rule.id} {...check} />
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

/** What is broken in all bodies at work, body by body. */
export function BrokenRules({ bodies }: { bodies: BrokenBody[] }) {
  return (
    <Section
      id="broken"
      title={t('bodies.composition.all')}
      aside={t('bodies.composition.in-bodies', { count: bodies.length })}
    >
      {bodies.map(({ id, name, checks }) => (
        <div key={id} class="broken-body">
          <h3>
            <a href={`/${Current.institution.slug}/bodies/${id}#composition`}>
              <Text of={name} />
            </a>
          </h3>
          <ul class="rules">
            {checks.map((check) => (
              <Broken key={check.rule.id} {...check} />
            ))}
          </ul>
        </div>
      ))}
    </Section>
  );
}

function Broken({ rule, violations }: RuleCheck) {
  return (
    <li class={rule.level}>
      <p class="strong">
        <Text of={rule.name} /> <span class="rule-level">{t(`bodies.composition.level.${rule.level}`)}</span>
      </p>
      {violations.map((one) => (
        <p key={`${one.key}${one.who.join()}`} class="rule-word">
          {inWords(one)}
        </p>
      ))}
    </li>
  );
}
