import type { Lifecycle } from '../activities/lifecycle.states.js';
import type { Role } from '../platform/permissions/permissions.service.js';
import type { LogisticsKindName } from './logistics-kinds.rules.js';

const PLAN = ['protocol', 'desk-officer', 'body-secretary', 'head-intl'] as const;

/** A straight course from the first to the last state, each step by the same roles; `off` can follow every state but the last. */
function straight(may: readonly Role[], course: readonly string[], off: readonly string[] = ['cancelled']): Lifecycle {
  const [initial = ''] = course;
  const onward = course.slice(1).map((to, n) => ({ from: course[n]!, to, may }));
  const away = course
    .slice(0, -1)
    .flatMap((from) => off.map((to) => ({ from, to, may, ...(to === 'refused' ? { needsReason: true } : {}) })));
  const back = off.map((from) => ({ from, to: initial, may }));
  return { initial, course, final: course.slice(-1), steps: [...onward, ...away, ...back] };
}

/** The states of each kind of entry, with who may take each step. What was called off or refused can be begun again. */
export const LOGISTICS_STATES: Record<LogisticsKindName, Lifecycle> = {
  arrival: straight(PLAN, ['planned', 'confirmed', 'done']),
  departure: straight(PLAN, ['planned', 'confirmed', 'done']),
  room: straight(PLAN, ['asked', 'booked', 'confirmed', 'vacated']),
  visa: straight([...PLAN, 'security'], ['needed', 'applied', 'granted'], ['refused', 'not-needed']),
  insurance: straight(PLAN, ['needed', 'taken-out'], ['not-needed']),
  clearance: straight(['security'], ['to-ask', 'asked', 'granted'], ['refused']),
  accreditation: straight(
    [...PLAN, 'security'],
    ['asked', 'approved', 'printed', 'handed-out', 'returned'],
    ['refused'],
  ),
  honours: straight(PLAN, ['planned', 'ordered', 'done']),
  advance: straight(PLAN, ['planned', 'confirmed', 'held']),
  medical: straight(PLAN, ['planned', 'arranged']),
};

/** Does not count any more. */
export const OFF: readonly string[] = ['cancelled', 'refused', 'not-needed'];
export const isOff = (state: string): boolean => OFF.includes(state);
