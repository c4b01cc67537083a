/** The course of a paper, as data: what each step leads to from where it may be taken. */
export const DOCUMENT_STATES = ['draft', 'cleared', 'approved', 'sent', 'archived'] as const;
export type DocumentState = (typeof DOCUMENT_STATES)[number];

export const DOCUMENT_STEPS = {
  /** It was read and is right; who approves may sign it. */
  clear: { from: ['draft'], to: 'cleared' },
  /** Back to those who write it. */
  return: { from: ['cleared'], to: 'draft' },
  /** Signed: numbered, and its bytes fixed for good. */
  approve: { from: ['cleared'], to: 'approved' },
  /** The first who receives it; others may follow. */
  send: { from: ['approved', 'sent'], to: 'sent' },
  archive: { from: ['approved', 'sent'], to: 'archived' },
  /** A new version with a reason; what was approved stays as it is. */
  amend: { from: ['approved', 'sent', 'archived'], to: 'draft' },
} as const satisfies Record<string, { from: readonly DocumentState[]; to: DocumentState }>;
export type DocumentStep = keyof typeof DOCUMENT_STEPS;

/** Its bytes are fixed: they are handed out and never made again. */
export const FIXED_STATES: readonly DocumentState[] = ['approved', 'sent', 'archived'];

/** The steps that may be taken from a state, in order. */
export function stepsFrom(state: DocumentState): DocumentStep[] {
  return (Object.keys(DOCUMENT_STEPS) as DocumentStep[]).filter((step) =>
    (DOCUMENT_STEPS[step].from as readonly DocumentState[]).includes(state),
  );
}

export const CHANNELS = ['email', 'post', 'hand', 'courier', 'embassy', 'ministry', 'fax'] as const;
export type Channel = (typeof CHANNELS)[number];
