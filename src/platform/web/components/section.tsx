import type { ComponentChildren } from 'preact';
import { t } from '../../i18n/translate.js';

export interface SectionProps {
  title: ComponentChildren;
  /** At the end of the gold line: a count, a link. */
  aside?: ComponentChildren;
  children: ComponentChildren;
  id?: string;
  level?: 2 | 3;
}

/** A part of a page under a serif heading that gold draws out to the edge. */
export function Section({ title, aside, children, id, level = 2 }: SectionProps) {
  const Heading = `h${level}` as 'h2' | 'h3';
  return (
    <section id={id}>
      <div class="sec">
        <Heading>{title}</Heading>
        {aside && <span class="aside">{aside}</span>}
      </div>
      {children}
    </section>
  );
}

/** Title of a page with what can be done there. */
export function PageHead({
  title,
  eyebrow,
  meta,
  actions,
}: {
  title: ComponentChildren;
  eyebrow?: ComponentChildren;
  meta?: ComponentChildren;
  actions?: ComponentChildren;
}) {
  return (
    <div class="page-head">
      <div>
        {eyebrow && <p class="eyebrow">{eyebrow}</p>}
        <h1>{title}</h1>
        {meta && <p class="act-meta">{meta}</p>}
      </div>
      {actions && <div class="act-do">{actions}</div>}
    </div>
  );
}

/** An empty screen: what belongs here, and the way to add it. */
export function Empty({
  title,
  children,
  action,
}: {
  title: string;
  children?: ComponentChildren;
  action?: ComponentChildren;
}) {
  return (
    <div class="empty-state">
      <p class="serif">{title}</p>
      {children && <p class="mute">{children}</p>}
      {action && <p>{action}</p>}
    </div>
  );
}

/** Terms and their values on tinted paper, as in the fact box of a printed programme. */
export function Facts({ facts }: { facts: [term: ComponentChildren, value: ComponentChildren][] }) {
  const known = facts.filter(([, value]) => value !== null && value !== undefined && value !== '' && value !== false);
  if (known.length === 0) return <p class="mute">{t('platform.nothing_recorded')}</p>;
  return (
    <dl class="facts">
      {known.map(([term, value], n) => (
        <div key={n}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
