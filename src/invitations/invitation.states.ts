export type InvitationState = 'draft' | 'sent' | 'cancelled';
export type RecipientState = 'draft' | 'sent' | 'accepted' | 'declined' | 'tentative' | 'cancelled';
export type AnswerGiven = 'accepted' | 'declined' | 'tentative';
export type Channel = 'page' | 'calendar' | 'phone' | 'letter' | 'mail' | 'door';

export const ANSWERS: readonly AnswerGiven[] = ['accepted', 'declined', 'tentative'];
/** By which way staff note an answer that somebody gave them. */
export const STAFF_CHANNELS = ['phone', 'letter', 'mail', 'door'] as const;

/** The life of an invitation. */
export const INVITATION_STEPS: Record<InvitationState, readonly InvitationState[]> = {
  draft: ['sent', 'cancelled'],
  // More guests may be added to one that went out, and are sent theirs.
  sent: ['sent', 'cancelled'],
  cancelled: [],
};

/** The life of one guest's invitation. A guest asked by word of mouth may answer before any letter. */
export const RECIPIENT_STEPS: Record<RecipientState, readonly RecipientState[]> = {
  draft: ['sent', 'accepted', 'declined', 'tentative', 'cancelled'],
  sent: ['accepted', 'declined', 'tentative', 'cancelled'],
  accepted: ['accepted', 'declined', 'tentative', 'cancelled'],
  declined: ['accepted', 'declined', 'tentative', 'cancelled'],
  tentative: ['accepted', 'declined', 'tentative', 'cancelled'],
  cancelled: [],
};
