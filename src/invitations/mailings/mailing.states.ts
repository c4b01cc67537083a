export const MAILING_KINDS = [
  'save_the_date',
  'invitation',
  'reminder',
  'update',
  'place',
  'cancellation',
  'thanks',
] as const;
export type MailingKind = (typeof MAILING_KINDS)[number];
/** Letters to one guest beside any mailing: what his calendar asked for, and what it proposed in vain. */
export type LetterKind = MailingKind | 'refresh' | 'proposal_declined';
/** What staff send; the others follow from a change. */
export const STAFF_KINDS = ['save_the_date', 'invitation', 'reminder', 'thanks'] as const;

export type MailingState = 'draft' | 'checked' | 'awaiting' | 'approved' | 'sending' | 'paused' | 'sent' | 'cancelled';

/** The course as pages draw it. */
export const MAILING_COURSE = ['draft', 'checked', 'awaiting', 'approved', 'sending', 'sent'] as const;

/** The life of a mailing. `awaiting` is passed where the house wants a second person; a list changed later is checked again. */
export const MAILING_STEPS: Record<MailingState, readonly MailingState[]> = {
  draft: ['checked', 'cancelled'],
  checked: ['draft', 'awaiting', 'approved', 'cancelled'],
  awaiting: ['draft', 'approved', 'cancelled'],
  approved: ['sending', 'cancelled'],
  sending: ['paused', 'sent', 'cancelled'],
  paused: ['sending', 'cancelled'],
  sent: [],
  cancelled: [],
};

/** States in which nothing has gone out and the list may still change. */
export const OPEN_STATES: readonly MailingState[] = ['draft', 'checked', 'awaiting', 'approved'];
