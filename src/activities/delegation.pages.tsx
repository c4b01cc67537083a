import type { ComponentChildren } from 'preact';
import { Current } from '../platform/current.js';
import { localized, t } from '../platform/i18n/translate.js';
import { Button, PostButton } from '../platform/web/components/button.js';
import { Flag } from '../platform/web/components/names.js';
import { Empty } from '../platform/web/components/section.js';
import type { MemberRow } from './activities.queries.js';
import { type Side, travellingSide } from './activity.entity.js';
import { FacingRow, peopleOf } from './delegation-row.pages.js';

export interface DelegationsProps {
  activityId: string;
  /** Of the activity: who travels stands first, with flights and rooms. */
  kind: string;
  members: MemberRow[];
  mayPlan: boolean;
  mayReveal: boolean;
  /** The activity is a body's: our delegation can be composed from it. */
  hasBody: boolean;
}

/** What is arranged for those who come, by kind of activity. */
const PROVIDED: Readonly<Record<string, readonly ('room' | 'badge')[]>> = {
  reception: ['room', 'badge'],
  mission: ['room'],
};

/** Both delegations in their order of precedence, as they sit facing each other. */
export function DelegationsPage({ activityId, kind, members, mayPlan, mayReveal, hasBody }: DelegationsProps) {
  const side = travellingSide(kind);
  const other = side === 'guest' ? 'host' : 'guest';
  // Abroad we are the guests: the words for both sides turn round.
  const words = side === 'guest' ? { guest: 'guest', host: 'host' } : { guest: 'receiving', host: 'travelling' };
  const coming = members.filter((one) => one.side === side);
  const facing = members.filter((one) => one.side === other);
  if (members.length === 0) {
    return (
      <Empty
        title={t('activities.people.none')}
        action={mayPlan && <AddButtons activityId={activityId} hasBody={hasBody} guests={words.guest} />}
      >
        {t('activities.people.none_hint')}
      </Empty>
    );
  }
  const rows = Array.from({ length: Math.max(coming.length, facing.length) }, (_, n) => n);
  return (
    <div data-controller="rank" data-action="keydown->rank#key">
      <div class="row-flex between under">
        <p class="small mute">
          {t(mayPlan ? 'activities.people.order_hint' : 'activities.people.order')}{' '}
          <a href={`${peopleOf(activityId)}/precedence`}>{t('activities.order.link')}</a>
        </p>
        {mayPlan && <AddButtons activityId={activityId} hasBody={hasBody} guests={words.guest} small />}
      </div>
      <form method="post" data-rank-target="form" hidden>
        <input type="hidden" name="position" />
      </form>
      <div class="list-frame" tabIndex={0} role="region" aria-label={t('activities.people.title')}>
        <table class="list facing">
          <caption class="vh">{t('activities.people.title')}</caption>
          <thead>
            <tr>
              <SideHead members={coming} side={side} words={words[side]} span={mayReveal ? 8 : 7}>
                {kind in PROVIDED && <Unprovided members={coming} activityId={activityId} kinds={PROVIDED[kind]!} />}
              </SideHead>
              <td class="axis-col" />
              <SideHead members={facing} side={other} words={words[other]} span={2} isLast />
            </tr>
            <tr>
              <th scope="col" class="no">
                {t('activities.people.no')}
              </th>
              <th scope="col">{t(`activities.people.${words[side]}`)}</th>
              <th scope="col">{t('activities.people.arrives')}</th>
              <th scope="col">{t('activities.people.leaves')}</th>
              <th scope="col" class="num">
                {t('activities.people.room')}
              </th>
              <th scope="col">{t('activities.people.badge')}</th>
              {mayReveal && <th scope="col">{t('activities.people.restricted')}</th>}
              <th scope="col">
                <span class="vh">{t('activities.people.change')}</span>
              </th>
              <th scope="col" class="axis-col">
                {t('activities.people.faces')}
              </th>
              <th scope="col" class="host">
                {t(`activities.people.${words[other]}`)}
              </th>
              <th scope="col">
                <span class="vh">{t('activities.people.change')}</span>
              </th>
            </tr>
          </thead>
          <tbody data-action="dragover->rank#over drop->rank#drop">
            {rows.map((n) => (
              <FacingRow
                key={n}
                n={n}
                one={coming[n]}
                facing={facing[n]}
                {...{ activityId, side, other, mayPlan, mayReveal }}
                last={coming.length}
                lastFacing={facing.length}
              />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function AddButtons({
  activityId,
  hasBody,
  guests,
  small = false,
}: {
  activityId: string;
  hasBody: boolean;
  /** The word for the partner's side. */
  guests: string;
  small?: boolean;
}) {
  const look = small ? { small } : {};
  return (
    <span class="row-flex">
      {hasBody && (
        <PostButton to={`/${Current.institution.slug}/activities/${activityId}/composition`} {...look}>
          {t('activities.people.compose')}
        </PostButton>
      )}
      <Button href={`${peopleOf(activityId)}/new?side=guest`} icon="plus" {...look}>
        {t(`activities.people.add_${guests}`)}
      </Button>
      <Button href={`${peopleOf(activityId)}/new?side=host`} icon="plus" {...look}>
        {t('activities.people.add_host')}
      </Button>
    </span>
  );
}

function SideHead({
  members,
  side,
  words,
  span,
  isLast = false,
  children,
}: {
  members: MemberRow[];
  side: Side;
  words: string;
  span: number;
  isLast?: boolean;
  children?: ComponentChildren;
}) {
  const [first] = members;
  return (
    <th colSpan={span} scope="colgroup" class={isLast ? 'side host' : 'side'}>
      <span class="side-title">
        <Flag country={first?.organisation_country} />{' '}
        {first ? localized(first.organisation_name) : t(`activities.people.no_${side}`)}
      </span>
      <span class="mute small count">
        {t(`activities.people.count_${words}`, { count: members.length })}
        {children}
      </span>
    </th>
  );
}

/** How many still have no room or no badge, with the way to where these are given. */
function Unprovided({
  members,
  activityId,
  kinds,
}: {
  members: MemberRow[];
  activityId: string;
  kinds: readonly ('room' | 'badge')[];
}) {
  const missing = kinds.flatMap((what) => {
    const count = members.filter((member) => !member[what]).length;
    return count > 0 ? [t(`activities.people.without_${what}`, { count })] : [];
  });
  if (missing.length === 0) return null;
  return (
    <>
      {' · '}
      <a href={`/${Current.institution.slug}/activities/${activityId}/logistics`}>{missing.join(', ')}</a>
    </>
  );
}
