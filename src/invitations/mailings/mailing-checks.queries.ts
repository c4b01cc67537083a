import { Injectable } from '@nestjs/common';
import { CalendarEntriesService } from '../../calendar/calendar-entries.service.js';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { Invitation } from '../invitation.entity.js';
import { POSTAL_ADDRESS } from '../recipients/postal-addresses.queries.js';
import type { Mailing } from './mailing.entity.js';

export const FINDINGS = ['release', 'address', 'postal', 'text', 'conflict', 'duplicate', 'declined'] as const;

export interface Finding {
  kind: (typeof FINDINGS)[number];
  recipientId: string | null;
  name: string;
  /** A language, another guest's name, or how often. Never what a person does elsewhere. */
  detail: string;
  /** Nothing is sent before it is mended or the guest is left out. */
  stops: boolean;
}

const WAITING = `from mailing_recipient l join recipient r on r.institution_id = l.institution_id and r.id = l.recipient_id
  where l.institution_id = $1 and l.mailing_id = $2 and l.state = 'waiting'`;
const MOST = 200;

/** The check list of a mailing: what stands against sending it, and what should be weighed. Seven statements, however long the list. */
@Injectable()
export class MailingChecks {
  constructor(
    private readonly db: Db,
    private readonly entries: CalendarEntriesService,
  ) {}

  async of(mailing: Mailing): Promise<Finding[]> {
    const invitation = await this.db.one(Invitation, mailing.invitationId);
    const entry = await this.entries.of(invitation.activityId, invitation.itemId);
    const release: Finding[] = entry ? [] : [{ kind: 'release', recipientId: null, name: '', detail: '', stops: true }];
    return [
      ...release,
      ...(await this.addresses(mailing)),
      ...(await this.postal(mailing)),
      ...(await this.texts(mailing, invitation)),
      ...(entry ? await this.conflicts(mailing, invitation, entry) : []),
      ...(await this.duplicates(mailing)),
      ...(await this.declined(mailing)),
    ];
  }

  private addresses({ id }: Mailing): Promise<Finding[]> {
    return this.found(
      'address',
      true,
      `select r.id, r.name, '' as detail ${WAITING} and r.email is null
         and not exists (select 1 from paper_letter p where p.institution_id = r.institution_id and p.recipient_id = r.id)`,
      [id],
    );
  }

  /** Whose letter waits to be posted, and nobody knows where to; a note goes through the ministry. */
  private postal({ id }: Mailing): Promise<Finding[]> {
    return this.found(
      'postal',
      false,
      `select r.id, r.name, '' as detail ${WAITING} and ${POSTAL_ADDRESS} = ''
         and exists (select 1 from paper_letter p where p.institution_id = r.institution_id and p.recipient_id = r.id
                        and p.kind = 'letter' and p.dispatched_on is null)`,
      [id],
    );
  }

  /** The letter has no words of its own in a guest's language: he gets those of another. */
  private texts({ id }: Mailing, { subject, body }: Invitation): Promise<Finding[]> {
    const written = Object.keys(subject).filter((language) => subject[language]?.trim() && body[language]?.trim());
    return this.found(
      'text',
      false,
      `select null as id, count(*)::text as name, split_part(lower(r.language), '-', 1) as detail ${WAITING}
         and split_part(lower(r.language), '-', 1) <> all($3) group by 3`,
      [id, written],
    );
  }

  /** In the guest's own diary, as far as this house keeps it; where he is instead is not told. */
  private conflicts(
    { id }: Mailing,
    { activityId, itemId }: Invitation,
    entry: { startsAt: Temporal.Instant; endsAt: Temporal.Instant },
  ): Promise<Finding[]> {
    return this.found(
      'conflict',
      false,
      `select r.id, r.name, '' as detail ${WAITING} and r.person_id is not null and exists (
         select 1 from person k join occupancy o on o.institution_id = $1 and o.resource_kind = 'person' and o.known_id = k.known_id
          where k.institution_id = $1 and k.id = r.person_id and o.starts_at < $4 and o.ends_at > $3 and o.item_id is distinct from $5 and ($5::uuid is not null or o.activity_id is distinct from $6))`,
      [id, entry.startsAt, entry.endsAt, itemId, activityId],
    );
  }

  /** Twice on this list, or asked already to the same occasion by another invitation. */
  private duplicates({ id, invitationId }: Mailing): Promise<Finding[]> {
    const twin = (by: string) =>
      `select r.id, r.name, t.name as detail ${WAITING.replace(
        ' where',
        ` join recipient t on t.institution_id = r.institution_id and t.id <> r.id and ${by} and t.state <> 'cancelled'
        join invitation ti on ti.institution_id = t.institution_id and ti.id = t.invitation_id
        join invitation i on i.institution_id = t.institution_id and i.id = $3 where`,
      )} and ti.activity_id = i.activity_id and ti.item_id is not distinct from i.item_id and (t.invitation_id <> $3 or t.id < r.id)`;
    return this.found(
      'duplicate',
      false,
      `${twin('r.email is not null and lower(t.email) = lower(r.email)')} union ${twin('t.person_id = r.person_id')}`,
      [id, invitationId],
    );
  }

  private declined({ id, invitationId }: Mailing): Promise<Finding[]> {
    const since = `t.state = 'declined' and t.invitation_id <> $3 and t.answered_at > now() - interval '1 year'`;
    return this.found(
      'declined',
      false,
      `select id, name, count(*)::text as detail from (
         select r.id, r.name, t.id as other ${WAITING.replace(' where', ` join recipient t on t.institution_id = r.institution_id and t.person_id = r.person_id where`)} and ${since}
         union
         select r.id, r.name, t.id ${WAITING.replace(' where', ` join recipient t on t.institution_id = r.institution_id and lower(t.email) = lower(r.email) where`)} and ${since}
       ) d group by id, name`,
      [id, invitationId],
    );
  }

  private async found(
    kind: Finding['kind'],
    stops: boolean,
    sql: string,
    params: readonly unknown[],
  ): Promise<Finding[]> {
    const rows = await this.db.rows<{ id: string | null; name: string; detail: string }>(
      `${sql} order by name, detail limit ${MOST}`,
      [Current.institutionId, ...params],
    );
    return rows.map(({ id, name, detail }) => ({ kind, recipientId: id, name, detail, stops }));
  }
}
