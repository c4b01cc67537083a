import type { ComponentChildren } from 'preact';
import { fullName } from '../directory/people.queries.js';
import { Current } from '../platform/current.js';
import { localized, t } from '../platform/i18n/translate.js';
import { PostButton } from '../platform/web/components/button.js';
import { Icon } from '../platform/web/components/icon.js';
import { PersonName } from '../platform/web/components/names.js';
import type { MemberRow } from './activities.queries.js';
import type { Side } from './activity.entity.js';

export const peopleOf = (activityId: string) => `/${Current.institution.slug}/activities/${activityId}/people`;

interface RowProps {
  n: number;
  /** Who travels, and who stands opposite. */
  one: MemberRow | undefined;
  facing: MemberRow | undefined;
  side: Side;
  other: Side;
  activityId: string;
  mayPlan: boolean;
  mayReveal: boolean;
  last: number;
  lastFacing: number;
}

/** Two who stand opposite each other. */
export function FacingRow({ n, one, facing, side, other, activityId, mayPlan, mayReveal, last, lastFacing }: RowProps) {
  return (
    <tr>
      <td class="no" data-side={side}>
        {one && mayPlan && <Grip member={one} place={n + 1} activityId={activityId} />}
        {n + 1}
      </td>
      <td data-side={side}>{one && <Member member={one} activityId={activityId} mayPlan={mayPlan} />}</td>
      <td class="nb">{one?.arrival && <bdi class="t">{one.arrival}</bdi>}</td>
      <td class="nb">{one?.departure && <bdi class="t">{one.departure}</bdi>}</td>
      <td class="num">
        <bdi>{one?.room}</bdi>
      </td>
      <td class="small">
        <bdi>{one?.badge}</bdi>
      </td>
      {mayReveal && <td class="nb">{one?.has_restricted && <Restricted member={one} />}</td>}
      <td class="nb" data-side={side}>
        {one && mayPlan && <RankTools member={one} place={n + 1} last={last} activityId={activityId} />}
      </td>
      <td class="axis-col">
        <span aria-hidden="true">{one && facing ? '↔' : '·'}</span>
        {!(one && facing) && <span class="vh">{t('activities.people.nobody')}</span>}
      </td>
      <td class="host" data-side={other}>
        {facing ? (
          <Member
            member={facing}
            activityId={activityId}
            mayPlan={mayPlan}
            grip={mayPlan && <Grip member={facing} place={n + 1} activityId={activityId} />}
          />
        ) : (
          <span class="ochre">{t('activities.people.no_equivalent')}</span>
        )}
      </td>
      <td class="nb" data-side={other}>
        {facing && mayPlan && <RankTools member={facing} place={n + 1} last={lastFacing} activityId={activityId} />}
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
