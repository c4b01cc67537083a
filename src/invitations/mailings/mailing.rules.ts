import type { Activity } from '../../activities/activity.entity.js';
import { holdsFor } from '../../activities/activity.rules.js';
import type { Actor } from '../../platform/current.js';
import type { Recipient } from '../invitation.entity.js';
import { COMING, EXPECTED, type RecipientState } from '../invitation.states.js';
import type { Mailing } from './mailing.entity.js';
import type { MailingKind } from './mailing.states.js';

/** Whoever wrote or submitted a mailing never approves it. */
export const mayApproveMailing = (
  actor: Actor,
  mailing: Pick<Mailing, 'authorId' | 'submittedBy'>,
  activity: Pick<Activity, 'id' | 'bodyId'>,
): boolean =>
  holdsFor(actor, ['approver', 'head-intl', 'protocol'], activity) &&
  actor.accountId !== mailing.authorId &&
  actor.accountId !== mailing.submittedBy;

/**
 * Whether a guest is still one whom this kind is for: it is asked again when his letter is written, for he may have
 * answered, or been taken off the list, since the mailing was drawn up.
 */
export function isFor(
  { kind, isRevision }: Pick<Mailing, 'kind' | 'isRevision'>,
  guest: Pick<Recipient, 'state' | 'sentAt' | 'sentSequence'>,
  sequence: number,
): boolean {
  if (kind === 'save_the_date' || kind === 'invitation') return guest.state === 'draft';
  if (kind === 'reminder') return guest.state === 'sent';
  if (kind === 'cancellation') return guest.sentAt !== null;
  if (kind === 'update') return EXPECTED.includes(guest.state) && (isRevision || (guest.sentSequence ?? -1) < sequence);
  return COMING.includes(guest.state) || (kind === 'thanks' && guest.state === 'attended');
}

const oneOf = (states: readonly RecipientState[]) => `r.state in (${states.map((state) => `'${state}'`).join(', ')})`;

/** The same for the list of a new mailing, in SQL over `recipient r`. */
export const FOR_WHOM: Record<MailingKind, string> = {
  save_the_date: `r.state = 'draft'`,
  invitation: `r.state = 'draft'`,
  reminder: `r.state = 'sent'`,
  update: oneOf(EXPECTED),
  place: oneOf(COMING),
  cancellation: `r.sent_at is not null and r.state <> 'declined'`,
  thanks: oneOf([...COMING, 'attended']),
};
