import type { ComponentChildren } from 'preact';
import { Icon } from './icon.js';

export interface ButtonProps {
  children: ComponentChildren;
  /** A link that looks like a button; without it a submit button. */
  href?: string | undefined;
  /** The one next action of the view. */
  primary?: boolean;
  small?: boolean;
  plain?: boolean;
  icon?: string;
  name?: string;
  value?: string;
  type?: 'submit' | 'button';
  /** Why it cannot be pressed yet, in words: keeps the button readable and reachable. */
  blocked?: string | null | undefined;
  /** Sends the form to another path (`formaction`). */
  action?: string;
  /** What it does, where its words alone do not say to what: "Record the answer of Ms X". */
  label?: string;
  /** For a controller: `{ action: 'rows#add' }` becomes `data-action`. */
  data?: Record<string, string>;
}

export function Button({
  children,
  href,
  icon,
  blocked,
  action,
  label,
  data = {},
  type,
  name,
  value,
  ...look
}: ButtonProps) {
  const looks = ['btn', look.primary && !blocked && 'btn-primary', look.small && 'btn-sm', look.plain && 'btn-plain'];
  const shared = { class: looks.filter(Boolean).join(' '), 'aria-label': label, ...dataAttributes(data) };
  const content = (
    <>
      {icon && <Icon name={icon} />}
      {children}
    </>
  );
  if (blocked) {
    return (
      <button type="button" {...shared} aria-disabled="true" title={blocked}>
        {content}
        <span class="vh"> ({blocked})</span>
      </button>
    );
  }
  if (href !== undefined) {
    return (
      <a {...shared} href={href}>
        {content}
      </a>
    );
  }
  return (
    <button type={type ?? 'submit'} {...shared} name={name} value={value} formAction={action}>
      {content}
    </button>
  );
}

/** A button that is a whole form of its own: one change of state by POST. */
export function PostButton({
  to,
  fields = {},
  ...button
}: ButtonProps & { to: string; fields?: Record<string, string> }) {
  return (
    <form method="post" action={to} class="inline">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button {...button} />
    </form>
  );
}

function dataAttributes(data: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [`data-${name}`, value]));
}
