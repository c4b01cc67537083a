import type { Offset } from './deadline.js';
import type { RuleFacts } from './deadline-rule.entity.js';

/** Facts of a rule with the code it is known by; what is switched on for the first time becomes a row of the institution. */
export type Preset = RuleFacts & { code: string };

export const preset = (
  code: string,
  [en, fr, ru]: [string, string, string],
  trigger: string,
  [amount, unit, direction]: [number, Offset['unit'], Offset['direction']],
  source: string,
  more: Partial<RuleFacts> = {},
): Preset => ({
  code,
  name: { en, fr, ru },
  duty: 'task',
  trigger,
  amount,
  unit,
  direction,
  strictness: 'hard',
  basis: '',
  source,
  escalation: [],
  ...more,
});

export const REPORT_LADDER: RuleFacts['escalation'] = [
  { days: 3, roles: [], responsible: true },
  { days: -1, roles: ['head-intl'], responsible: true },
];

export const GIFT_LADDER: RuleFacts['escalation'] = [{ days: 2, roles: [], responsible: true }];
