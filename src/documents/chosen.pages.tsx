import type { ComponentChildren } from 'preact';

/** A choice of which paper is shown: its label over it, no wider than its words. */
export function Chosen({ name, label, children }: { name: string; label: string; children: ComponentChildren }) {
  return (
    <div class="field">
      <label class="label" for={`paper-${name}`}>
        {label}
      </label>
      <select class="form-select" id={`paper-${name}`} name={name}>
        {children}
      </select>
    </div>
  );
}
