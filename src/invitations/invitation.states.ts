export type InvitationState = 'draft' | 'sent' | 'cancelled';
export type RecipientState =
  | 'draft'
  | 'sent'
  | 'accepted'
  | 'represented'
  | 'waiting'
  | 'declined'
  | 'tentative'
  | 'attended'
  | 'no_show'
  | 'cancelled';
export const RECIPIENT_KINDS = ['person', 'pair', 'office'] as const;
export type RecipientKind = (typeof RECIPIENT_KINDS)[number];
/** Which of a pair. */
export const PAIR_MEMBERS = ['first', 'second'] as const;
export type PairMember = (typeof PAIR_MEMBERS)[number];
export type AnswerGiven = 'accepted' | 'represented' | 'declined' | 'tentative';
export type Channel = 'page' | 'calendar' | 'phone' | 'letter' | 'mail' | 'door';

export const ANSWERS = ['accepted', 'represented', 'declined', 'tentative'] as const satisfies AnswerGiven[];
/** By which way staff note an answer that somebody gave them. */
export const STAFF_CHANNELS = ['phone', 'letter', 'mail', 'door'] as const;
/** Those who come: each takes a place. */
export const COMING: readonly RecipientState[] = ['accepted', 'represented'];
/** Those who were asked and may still come: they are told of every change. */
export const EXPECTED: readonly RecipientState[] = ['sent', 'tentative', 'waiting', ...COMING];

/** The life of an invitation. */
export const INVITATION_STEPS: Record<InvitationState, readonly InvitationState[]> = {
  draft: ['sent', 'cancelled'],
  // More guests may be added to one that went out, and are sent theirs.
  sent: ['sent', 'cancelled'],
  cancelled: [],
};

/** Where an answer leads, and where instead while every place is taken. */
export const ANSWER_LEADS_TO: Record<AnswerGiven, { state: RecipientState; whenFull: RecipientState }> = {
  accepted: { state: 'accepted', whenFull: 'waiting' },
  represented: { state: 'represented', whenFull: 'waiting' },
  declined: { state: 'declined', whenFull: 'declined' },
  tentative: { state: 'tentative', whenFull: 'tentative' },
};

const answered: readonly RecipientState[] = [
  'accepted',
  'represented',
  'waiting',
  'declined',
  'tentative',
  'cancelled',
  // Whoever stands at the door has come, whatever he answered.
  'attended',
];

/** The life of one guest's invitation. A guest asked by word of mouth may answer before any letter. */
export const RECIPIENT_STEPS: Record<RecipientState, readonly RecipientState[]> = {
  draft: ['sent', ...answered],
  // Again as before where the letter came back.
  sent: [...answered, 'draft'],
  accepted: [...answered, 'no_show'],
  represented: [...answered, 'no_show'],
  waiting: answered,
  declined: answered,
  tentative: answered,
  // What the door wrote down may be put right afterwards.
  attended: ['no_show'],
  no_show: ['attended'],
  cancelled: [],
};
