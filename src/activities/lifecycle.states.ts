import type { Role } from '../platform/permissions/permissions.service.js';

/** One allowed change of state: who may take it and what it asks for. */
export interface Step<S extends string> {
  from: S;
  to: S;
  /** Its verb among the kind's steps, where it is not the one that leads to that state for the first time. */
  verb?: string;
  /** Roles that may take it. */
  may: readonly Role[];
  /** A return, refusal or cancellation says why. */
  needsReason?: boolean;
  /** Nobody approves what he proposed himself. */
  notByProposer?: boolean;
  /** It comes with the first day: whoever takes it earlier says why. */
  onFirstDay?: boolean;
  /** What must hold, by the names of registered guards: "programme.no_open_conflict". */
  guards?: readonly string[];
}

/** A kind's states as data: the service, the stepper and the diagram in the docs read the same table. */
export interface Lifecycle<S extends string = string> {
  initial: S;
  /** The straight way, as the stepper shows it. */
  course: readonly S[];
  /** States that end it. */
  final: readonly S[];
  steps: readonly Step<S>[];
}

/** Every state there is, the first one first. */
export function statesOf<S extends string>(lifecycle: Lifecycle<S>): S[] {
  return [...new Set([lifecycle.initial, ...lifecycle.steps.map(({ to }) => to)])];
}

/** The step between two states, if the table has one. */
export function stepBetween<S extends string>(lifecycle: Lifecycle<S>, from: string, to: string): Step<S> | undefined {
  return lifecycle.steps.find((step) => step.from === from && step.to === to);
}

/** Every step that leaves a state, in the table's order: the first is the next action. */
export function stepsFrom<S extends string>(lifecycle: Lifecycle<S>, from: string): Step<S>[] {
  return lifecycle.steps.filter((step) => step.from === from);
}

/** The step that leads on along the course: the next action. A postponed visit goes back to its course. */
export function stepOnward<S extends string>(lifecycle: Lifecycle<S>, from: string): Step<S> | undefined {
  const at = lifecycle.course.indexOf(from as S);
  return stepsFrom(lifecycle, from).find((step) => lifecycle.course.indexOf(step.to) > at);
}

/** Whether it goes back along the course: what was approved there stays as it was approved. */
export function leadsBack<S extends string>({ course }: Lifecycle<S>, { from, to }: Step<S>): boolean {
  return course.includes(to) && course.indexOf(to) < course.indexOf(from);
}

/** The table as a Mermaid state diagram, for the handbook. */
export function diagramOf<S extends string>(lifecycle: Lifecycle<S>): string {
  const name = (state: string) => state.replaceAll('-', '_');
  const label = (step: Step<S>) =>
    [step.may.join(', '), step.needsReason && 'with a reason'].filter(Boolean).join('; ');
  return [
    'stateDiagram-v2',
    `  [*] --> ${name(lifecycle.initial)}`,
    ...lifecycle.steps.map((step) => `  ${name(step.from)} --> ${name(step.to)}: ${label(step)}`),
    ...lifecycle.final.map((state) => `  ${name(state)} --> [*]`),
  ].join('\n');
}
