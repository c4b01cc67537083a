import { Current } from '../platform/current.js';
import { localized, t } from '../platform/i18n/translate.js';
import { Button, PostButton } from '../platform/web/components/button.js';
import { Text } from '../platform/web/components/names.js';
import { Day } from '../platform/web/components/time.js';
import { type MembershipStep, stepsFrom } from './membership.states.js';
import type { MembershipRow } from './people.queries.js';
import type { Person } from './person.entity.js';
import { pathOf } from './restricted.pages.js';

/** One post or membership with its days, its state where that says more than the days, and what can be done. */
export function MembershipLine({ one, person, mayWrite }: { one: MembershipRow; person: Person; mayWrite: boolean }) {
  const words = [
    one.on_behalf_of && t('directory.membership.on-behalf-of', { name: localized(one.on_behalf_of) }),
    one.convocation && t('directory.membership.of-convocation', { number: one.convocation }),
    one.appointed_by,
    one.rank && t('directory.membership.rank', { rank: localized(one.rank) }),
  ].filter(Boolean);
  return (
    <li>
      <span class="t">{one.starts_on?.year ?? ''}</span>
      <div>
        <p>
          <b>
            <Text of={one.post} />
          </b>
          {one.post && ', '}
          <a href={`/${Current.institution.slug}/partners/${one.organisation_id}`}>
            <Text of={one.organisation} />
          </a>
          {(one.state === 'nominated' || one.state === 'suspended') && (
            <span class="ochre"> {t(`directory.membership.state.${one.state}`)}</span>
          )}
        </p>
        <p>
          {one.starts_on && (
            <>
              {t('directory.membership.from')} <Day day={one.starts_on} />{' '}
            </>
          )}
          {one.ends_on && (
            <>
              {t('directory.membership.to')} <Day day={one.ends_on} />
            </>
          )}
        </p>
        {words.length > 0 && <p class="small mute">{words.join(' · ')}</p>}
        {mayWrite && <Steps one={one} person={person} />}
      </div>
    </li>
  );
}

function Steps({ one, person }: { one: MembershipRow; person: Person }) {
  const path = `${pathOf(person)}/memberships/${one.id}`;
  const label = (step: MembershipStep) =>
    t('directory.membership.step-of', {
      step: t(`directory.membership.step.${step}`),
      name: localized(one.organisation),
    });
  const isOver = one.ends_on !== null && !one.is_current;
  const steps = isOver ? [] : stepsFrom(one.state);
  if (steps.length === 0) return null;
  return (
    <span class="row-flex">
      {steps.map((step) =>
        step === 'end' ? (
          <Button key={step} small plain href={`${path}/end`} label={label(step)}>
            {t('directory.membership.step.end')}
          </Button>
        ) : (
          <PostButton key={step} small plain to={`${path}/steps/${step}`} label={label(step)}>
            {t(`directory.membership.step.${step}`)}
          </PostButton>
        ),
      )}
    </span>
  );
}
