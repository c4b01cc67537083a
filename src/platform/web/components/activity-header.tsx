import type { ComponentChildren } from 'preact';
import { Stepper, Tabs, type Step, type Tab } from './state.js';

export interface ActivityHeaderProps {
  /** Id of the menu entry that its pages light. */
  section?: string;
  /** Kind and format: "Official visit · Reception". */
  eyebrow: ComponentChildren;
  title: ComponentChildren;
  /** In italics before the facts: "led by H.E. Ms …". */
  led?: ComponentChildren;
  /** Flag, days, place, number of guests, desk. */
  meta?: ComponentChildren[];
  /** Buttons; one of them primary. */
  actions?: ComponentChildren;
  stepper?: { label: string; steps: Step[] };
  tabs?: { label: string; tabs: Tab[] };
}

/** What, when, with whom, what next: the head of every page of an activity. */
export function ActivityHeader({ eyebrow, title, led, meta = [], actions, stepper, tabs }: ActivityHeaderProps) {
  return (
    <div class="act">
      <div class="act-top">
        <div>
          <p class="eyebrow">{eyebrow}</p>
          <h1>{title}</h1>
          <p class="act-meta">
            {led && <span class="it">{led}</span>}
            {meta.map((fact, n) => (
              <span key={n} class="nb">
                {fact}
              </span>
            ))}
          </p>
        </div>
        {actions && <div class="act-do">{actions}</div>}
      </div>
      {stepper && <Stepper {...stepper} />}
      {tabs && <Tabs {...tabs} />}
    </div>
  );
}
