import type { ComponentChildren } from 'preact';
import { fullName } from '../directory/people.queries.js';
import { Current } from '../platform/current.js';
import { localized, t } from '../platform/i18n/translate.js';
import { Button, PostButton } from '../platform/web/components/button.js';
import { Icon } from '../platform/web/components/icon.js';
import { Flag, PersonName } from '../platform/web/components/names.js';
import { Empty } from '../platform/web/components/section.js';
import type { MemberRow } from './activities.queries.js';
import type { Side } from './activity.entity.js';

export interface DelegationsProps {
  activityId: string;
  members: MemberRow[];
  mayPlan: boolean;
  mayReveal: boolean;
  /** The activity is a body's: our delegation can be composed from it. */
  hasBody: boolean;
}

export const peopleOf = (activityId: string) => `/${Current.institution.slug}/activities/${activityId}/people`;

/** Both delegations in their order of precedence, as they sit facing each other. */
export function DelegationsPage({ activityId, members, mayPlan, mayReveal, hasBody }: DelegationsProps) {
  const guests = members.filter(({ side }) => side === 'guest');
  const hosts = members.filter(({ side }) => side === 'host');
  if (members.length === 0) {
    return (
      <Empty
        title={t('activities.people.none')}
        action={mayPlan && <AddButtons activityId={activityId} hasBody={hasBody} />}
      >
        {t('activities.people.none_hint')}
      </Empty>
    );
  }
  const rows = Array.from({ length: Math.max(guests.length, hosts.length) }, (_, n) => n);
  return (
    <div data-controller="rank" data-action="keydown->rank#key">
      <div class="row-flex between under">
        <p class="small mute">
          {t(mayPlan ? 'activities.people.order_hint' : 'activities.people.order')}{' '}
          <a href={`${peopleOf(activityId)}/precedence`}>{t('activities.order.link')}</a>
        </p>
        {mayPlan && <AddButtons activityId={activityId} hasBody={hasBody} small />}
      </div>
      <form method="post" data-rank-target="form" hidden>
        <input type="hidden" name="position" />
      </form>
      <div class="list-frame" tabIndex={0} role="region" aria-label={t('activities.people.title')}>
        <table class="list facing">
          <caption class="vh">{t('activities.people.title')}</caption>
          <thead>
            <tr>
              <SideHead members={guests} side="guest" span={mayReveal ? 7 : 6} />
              <td class="axis-col" />
              <SideHead members={hosts} side="host" span={2} />
            </tr>
            <tr>
              <th scope="col" class="no">
                {t('activities.people.no')}
              </th>
              <th scope="col">{t('activities.people.guest')}</th>
              <th scope="col">{t('activities.people.arrives')}</th>
              <th scope="col">{t('activities.people.leaves')}</th>
              <th scope="col" class="num">
                {t('activities.people.room')}
              </th>
              {mayReveal && <th scope="col">{t('activities.people.restricted')}</th>}
              <th scope="col">
                <span class="vh">{t('activities.people.change')}</span>
              </th>
              <th scope="col" class="axis-col">
                {t('activities.people.faces')}
              </th>
              <th scope="col" class="host">
                {t('activities.people.host')}
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
                guest={guests[n]}
                host={hosts[n]}
                {...{ activityId, mayPlan, mayReveal }}
                guests={guests.length}
                hosts={hosts.length}
              />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function AddButtons({ activityId, hasBody, small = false }: { activityId: string; hasBody: boolean; small?: boolean }) {
  const look = small ? { small } : {};
  return (
    <span class="row-flex">
      {hasBody && (
        <PostButton to={`/${Current.institution.slug}/activities/${activityId}/composition`} {...look}>
          {t('activities.people.compose')}
        </PostButton>
      )}
      <Button href={`${peopleOf(activityId)}/new?side=guest`} icon="plus" {...look}>
        {t('activities.people.add_guest')}
      </Button>
      <Button href={`${peopleOf(activityId)}/new?side=host`} icon="plus" {...look}>
        {t('activities.people.add_host')}
      </Button>
    </span>
  );
}

function SideHead({ members, side, span }: { members: MemberRow[]; side: Side; span: number }) {
  const [first] = members;
  return (
    <th colSpan={span} scope="colgroup" class={side === 'host' ? 'side host' : 'side'}>
      <span class="side-title">
        <Flag country={first?.organisation_country} />{' '}
        {first ? localized(first.organisation_name) : t(`activities.people.no_${side}`)}
      </span>
      <span class="mute small count">{t(`activities.people.count_${side}`, { count: members.length })}</span>
    </th>
  );
}

interface RowProps {
  n: number;
  guest: MemberRow | undefined;
  host: MemberRow | undefined;
  activityId: string;
  mayPlan: boolean;
  mayReveal: boolean;
  guests: number;
  hosts: number;
}

function FacingRow({ n, guest, host, activityId, mayPlan, mayReveal, guests, hosts }: RowProps) {
  return (
    <tr>
      <td class="no" data-side="guest">
        {guest && mayPlan && <Grip member={guest} place={n + 1} activityId={activityId} />}
        {n + 1}
      </td>
      <td data-side="guest">{guest && <Member member={guest} activityId={activityId} mayPlan={mayPlan} />}</td>
      <td class="nb">{guest?.arrival && <bdi class="t">{guest.arrival}</bdi>}</td>
      <td class="nb">{guest?.departure && <bdi class="t">{guest.departure}</bdi>}</td>
      <td class="num">
        <bdi>{guest?.room}</bdi>
      </td>
      {mayReveal && <td class="nb">{guest?.has_restricted && <Restricted member={guest} />}</td>}
      <td class="nb" data-side="guest">
        {guest && mayPlan && <RankTools member={guest} place={n + 1} last={guests} activityId={activityId} />}
      </td>
      <td class="axis-col">
        <span aria-hidden="true">{guest && host ? '↔' : '·'}</span>
        {!(guest && host) && <span class="vh">{t('activities.people.nobody')}</span>}
      </td>
      <td class="host" data-side="host">
        {host ? (
          <Member
            member={host}
            activityId={activityId}
            mayPlan={mayPlan}
            grip={mayPlan && <Grip member={host} place={n + 1} activityId={activityId} />}
          />
        ) : (
          <span class="ochre">{t('activities.people.no_equivalent')}</span>
        )}
      </td>
      <td class="nb" data-side="host">
        {host && mayPlan && <RankTools member={host} place={n + 1} last={hosts} activityId={activityId} />}
      </td>
    </tr>
  );
}

function Grip({ member, place, activityId }: { member: MemberRow; place: number; activityId: string }) {
  return (
    <span
      class="grip"
      draggable
      aria-hidden="true"
      data-side={member.side}
      data-position={place}
      data-url={`${peopleOf(activityId)}/${member.id}/rank`}
      data-action="dragstart->rank#take"
    >
      <Icon name="grip-vertical" />
    </span>
  );
}

function Member({
  member,
  activityId,
  mayPlan,
  grip,
}: {
  member: MemberRow;
  activityId: string;
  mayPlan: boolean;
  grip?: ComponentChildren;
}) {
  const native =
    member.native_name && member.native_language ? { text: member.native_name, lang: member.native_language } : null;
  const post = member.post_label ? localized(member.post_label) : '';
  return (
    <>
      <div class="nm">
        {grip}
        <PersonName
          name={fullName(member)}
          native={native}
          {...(mayPlan ? { href: `${peopleOf(activityId)}/${member.id}` } : {})}
        />
      </div>
      <div>
        <bdi>{post}</bdi>
        {member.role !== 'member' && (
          <span class="role">
            {post && ', '}
            {t(`activities.role.${member.role}`)}
          </span>
        )}
      </div>
    </>
  );
}

function Restricted({ member }: { member: MemberRow }) {
  return (
    <a
      class="btn btn-sm btn-plain"
      href={`/${Current.institution.slug}/people/${member.person_id}`}
      aria-label={t('activities.people.reveal_of', { name: fullName(member) })}
    >
      <span class="shut" />
      {t('activities.people.reveal')}
    </a>
  );
}

function RankTools({
  member,
  place,
  last,
  activityId,
}: {
  member: MemberRow;
  place: number;
  last: number;
  activityId: string;
}) {
  const path = `${peopleOf(activityId)}/${member.id}`;
  const name = fullName(member);
  return (
    <span class="rank-tools">
      {place > 1 && (
        <PostButton
          to={`${path}/rank`}
          fields={{ position: String(place - 1) }}
          small
          plain
          label={t('activities.people.up_of', { name })}
        >
          ↑
        </PostButton>
      )}
      {place < last && (
        <PostButton
          to={`${path}/rank`}
          fields={{ position: String(place + 1) }}
          small
          plain
          label={t('activities.people.down_of', { name })}
        >
          ↓
        </PostButton>
      )}
      <PostButton to={`${path}/removal`} small plain label={t('activities.people.remove_of', { name })}>
        ×
      </PostButton>
    </span>
  );
}
