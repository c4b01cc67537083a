import type { Role } from '../platform/permissions/permissions.service.js';

export type FieldType = 'line' | 'time' | 'day' | 'tick' | 'choice';

/** A fact of an entry. `at`, `from` and `to` stand in columns of their own; `sealed` ones are encrypted. */
export interface LogisticsField {
  name: string;
  type: FieldType;
  options?: readonly string[];
  required?: true;
  /** Has a column in the table; others follow in the line below. */
  column?: true;
  /** Encrypted, and opened only for the kind's keepers, each reading recorded. */
  sealed?: true;
}

export interface LogisticsKind {
  /** Whom an entry is about: members of a delegation, or the activity as a whole. */
  about: 'members' | 'activity';
  fields: readonly LogisticsField[];
  /** Who plans may always write; these roles besides. */
  keepers: readonly Role[];
  /** Only the keepers see it. */
  isRestricted?: true;
}

const TRAVEL_MODES = ['flight', 'train', 'car', 'bus', 'ship', 'other'] as const;
const PAYERS = ['host', 'guest', 'own', 'third'] as const;
const line = (name: string, more: Partial<LogisticsField> = {}): LogisticsField => ({ name, type: 'line', ...more });
const day = (name: string, more: Partial<LogisticsField> = {}): LogisticsField => ({ name, type: 'day', ...more });
const tick = (name: string): LogisticsField => ({ name, type: 'tick' });
const choice = (name: string, options: readonly string[], more: Partial<LogisticsField> = {}): LogisticsField => ({
  name,
  type: 'choice',
  options,
  required: true,
  ...more,
});
const column = { column: true } as const;
const required = { required: true } as const;
const sealed = { sealed: true } as const;

const ride = (whoMeets: string): LogisticsField[] => [
  { name: 'at', type: 'time', ...required, ...column },
  choice('mode', TRAVEL_MODES, column),
  line('number', column),
  line('fromPlace'),
  line('toPlace'),
  line('terminal', column),
  line(whoMeets),
  line('lounge'),
  line('luggage'),
];

/** What is kept around the people of an activity, in the order of the page. */
export const LOGISTICS = {
  arrival: { about: 'members', fields: ride('metBy'), keepers: ['protocol'] },
  departure: { about: 'members', fields: ride('seenOffBy'), keepers: ['protocol'] },
  room: {
    about: 'members',
    fields: [
      line('hotel', { ...required, ...column }),
      choice('roomType', ['single', 'double', 'twin', 'suite'], column),
      line('number', column),
      day('from', { ...required, ...column }),
      day('to', { ...required, ...column }),
      choice('payer', PAYERS, column),
    ],
    keepers: ['protocol'],
  },
  visa: {
    about: 'members',
    fields: [
      line('category', column),
      choice('entries', ['single', 'double', 'multiple'], column),
      day('appliedOn'),
      day('from', column),
      day('to', column),
      line('support'),
      line('number', sealed),
    ],
    keepers: ['protocol', 'security'],
  },
  insurance: {
    about: 'members',
    fields: [
      line('insurer', { ...required, ...column }),
      day('from', column),
      day('to', column),
      choice('payer', PAYERS, column),
      line('policy', sealed),
    ],
    keepers: ['protocol'],
  },
  clearance: {
    about: 'members',
    fields: [line('authority', column), day('appliedOn', column), day('to', column), line('finding', sealed)],
    keepers: ['security', 'protocol', 'head-intl'],
    isRestricted: true,
  },
  accreditation: {
    about: 'members',
    fields: [
      choice('badge', ['delegate', 'guest', 'press', 'interpreter', 'security', 'driver', 'staff'], column),
      line('zone', column),
      line('number', column),
    ],
    keepers: ['protocol', 'security'],
  },
  honours: {
    about: 'activity',
    fields: [
      { name: 'at', type: 'time', ...column },
      line('place', column),
      line('greeter', { ...required, ...column }),
      line('greeterPost'),
      line('lounge'),
      line('flagsOrder'),
      tick('anthems'),
      tick('guard'),
      tick('flowers'),
      tick('carpet'),
    ],
    keepers: ['protocol'],
  },
  advance: {
    about: 'activity',
    fields: [
      day('from', { ...required, ...column }),
      day('to', column),
      line('who', { ...required, ...column }),
      line('places', column),
      line('outcome'),
    ],
    keepers: ['protocol', 'security'],
  },
  medical: {
    about: 'activity',
    fields: [line('what', { ...required, ...column }), line('hospital', column), line('contact', column)],
    keepers: ['protocol'],
  },
} as const satisfies Record<string, LogisticsKind>;

export type LogisticsKindName = keyof typeof LOGISTICS;
export const LOGISTICS_KINDS = Object.keys(LOGISTICS) as LogisticsKindName[];

export const logisticsKind = (name: LogisticsKindName): LogisticsKind => LOGISTICS[name];

/** Facts that stand in columns, not among the others. */
export const IN_COLUMNS = new Set(['at', 'from', 'to']);
