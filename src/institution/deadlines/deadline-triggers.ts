/** Events that rules count from; an institution's own rules choose among them too. */
export const TRIGGERS = [
  'DEPARTURE',
  'RETURN',
  'VISIT_START',
  'VISIT_END',
  'SESSION_OPEN',
  'EVENT_START',
  'INVITATION',
  'GIFT_RECEIVED',
  'COMMITMENT_DUE',
  'PRIVATE_DEPARTURE',
  'CREDENTIALS_CHALLENGED',
  'INTEREST_CHANGED',
  'QUARTER_END',
  'YEAR_END',
  'YEAR_START',
] as const;

export const nameOf = (trigger: string): string => `institution.trigger.${trigger}`;
