import { fullName } from '../directory/people.queries.js';
import { localized, t } from '../platform/i18n/translate.js';
import { PostButton } from '../platform/web/components/button.js';
import { PersonName } from '../platform/web/components/names.js';
import { Section } from '../platform/web/components/section.js';
import type { Side } from './activity.entity.js';
import type { ExplainedMember } from './delegation-order.service.js';
import { peopleOf } from './delegation-row.pages.js';

export interface OrderPageProps {
  activityId: string;
  guest: ExplainedMember[];
  host: ExplainedMember[];
  mayPlan: boolean;
}

export function OrderPage({ activityId, guest, host, mayPlan }: OrderPageProps) {
  const sides: [Side, ExplainedMember[]][] = [
    ['guest', guest],
    ['host', host],
  ];
  return (
    <div class="stack">
      <p class="lead">{t('activities.order.hint')}</p>
      {sides.map(([side, members]) => (
        <OneSide key={side} {...{ activityId, side, members, mayPlan }} />
      ))}
      <p>
        <a href={peopleOf(activityId)}>{t('activities.order.back')}</a>
      </p>
    </div>
  );
}

interface SideProps {
  activityId: string;
  side: Side;
  members: ExplainedMember[];
  mayPlan: boolean;
}

function OneSide({ activityId, side, members, mayPlan }: SideProps) {
  const [first] = members;
  if (!first) return null;
  const isMoved = members.some(({ place, stands }) => place !== stands);
  return (
    <Section
      title={localized(first.member.organisation_name)}
      aside={t(isMoved ? 'activities.order.by_hand' : 'activities.order.by_rule')}
    >
      <ol class="moves">
        {members.map(({ member, place, why, stands }) => (
          <li key={member.id}>
            <span class="t">{place}</span>
            <div>
              <p>
                <PersonName
                  name={fullName(member)}
                  native={
                    member.native_name && member.native_language
                      ? { text: member.native_name, lang: member.native_language }
                      : null
                  }
                />
              </p>
              <p>{why}</p>
              {place !== stands && <p class="ochre">{t('activities.order.stands', { place: stands })}</p>}
            </div>
          </li>
        ))}
      </ol>
      {mayPlan && isMoved && (
        <PostButton to={`${peopleOf(activityId)}/precedence?side=${side}`}>{t('activities.order.arrange')}</PostButton>
      )}
    </Section>
  );
}
