import type { ComponentChildren } from 'preact';
import { t } from '../../i18n/translate.js';
import { at } from '../positions.js';

export interface Step {
  label: string;
  state: 'done' | 'now' | 'todo';
  /** A date; for the present step what it still needs. */
  note?: ComponentChildren;
}

/** States of an activity in their order: past solid, present thick with what it still needs, future dashed. */
export function Stepper({ label, steps }: { label: string; steps: Step[] }) {
  return (
    <ol class="stepper" aria-label={label}>
      {steps.map((step) => (
        <li key={step.label} class={step.state} aria-current={step.state === 'now' ? 'step' : undefined}>
          <b>{step.label}</b>
          {step.note}
          {step.state === 'done' && <span class="vh"> {t('platform.step.done')}</span>}
        </li>
      ))}
    </ol>
  );
}

export interface Tab {
  label: string;
  href: string;
  current?: boolean;
  count?: number | string;
  /** Something there is wrong: the count stands in wine, and must be words ("1 conflict"). */
  alarm?: boolean;
}

export function Tabs({ label, tabs }: { label: string; tabs: Tab[] }) {
  return (
    <nav class="tabs" aria-label={label}>
      {tabs.map((tab) => (
        <a key={tab.href} href={tab.href} aria-current={tab.current ? 'page' : undefined}>
          {tab.label} {tab.count !== undefined && <span class={tab.alarm ? 'wine' : undefined}>{tab.count}</span>}
        </a>
      ))}
    </nav>
  );
}

export interface Counter {
  label: string;
  count: number;
  href: string;
  current?: boolean;
}

/** Numbers that filter the list below them. */
export function Counters({ label, counters }: { label: string; counters: Counter[] }) {
  return (
    <nav class="counters" aria-label={label}>
      {counters.map((counter) => (
        <a key={counter.href} href={counter.href} aria-current={counter.current ? 'true' : undefined}>
          <b>{counter.count}</b>
          {counter.label}
        </a>
      ))}
    </nav>
  );
}

export interface Way {
  words: ComponentChildren;
  /** The verb that takes it: a `Button` or `PostButton`, small. */
  action: ComponentChildren;
}

/** A conflict is a sentence: who, where, until when; then the ways out, the likeliest first. */
export function Conflict({ children, ways = [] }: { children: ComponentChildren; ways?: Way[] }) {
  return (
    <div class="conflict">
      <p>
        <span class="vh">{t('platform.conflict')} </span>
        {children}
      </p>
      {ways.length > 0 && (
        <ul class="ways">
          {ways.map((way, n) => (
            <li key={n}>
              <span>{way.words}</span>
              {way.action}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

interface ProgressProps {
  label: string;
  done: number;
  total: number;
}

/** Work that goes on. It asks again by itself inside the `turbo-frame` of this id. */
export function Progress({ id, ...line }: ProgressProps & { id: string }) {
  return (
    <turbo-frame id={id}>
      <ProgressLine {...line} />
    </turbo-frame>
  );
}

/** The same inside a frame that shows more than the work: asked for again as a whole, also for what follows the work. */
export function ProgressLine({ label, done, total }: ProgressProps) {
  const finished = done >= total;
  return (
    <div class="progress-line" data-controller={finished ? undefined : 'progress'}>
      <span>{label}</span>
      <span class="mute">{t('platform.progress', { done, total })}</span>
      <div
        class="progress-hair"
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={done}
      >
        <span {...at({ done: `${total > 0 ? Math.round((done / total) * 100) : 0}%` })} />
      </div>
    </div>
  );
}

export type Audience = 'guest' | 'working' | 'pocket' | 'spouse';
const audiences: Audience[] = ['guest', 'working', 'pocket', 'spouse'];

/** In which printed programme a line stands: letters in fixed places, a dash where it does not. */
export function Marks({ audience }: { audience: readonly Audience[] }) {
  const words = t('platform.marks.label', {
    where: audiences
      .filter((one) => audience.includes(one))
      .map((one) => t(`platform.marks.${one}`))
      .join(', '),
  });
  return (
    <span class="marks" role="img" aria-label={words} title={words}>
      {audiences.map((one) => (
        <i key={one} aria-hidden="true" class={audience.includes(one) ? undefined : 'off'}>
          {audience.includes(one) ? t(`platform.marks.letter.${one}`) : '–'}
        </i>
      ))}
    </span>
  );
}
