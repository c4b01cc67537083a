import { Controller } from '@hotwired/stimulus';

/** Names the field before what is wrong with it, and leads to where it is typed. A fault whose field is not drawn is words alone. */
export default class Faults extends Controller<HTMLElement> {
  static override targets = ['fault'];

  faultTargetConnected(link: HTMLAnchorElement): void {
    const field = document.getElementById(link.hash.slice(1));
    if (!field) return link.replaceWith(...link.childNodes);
    const label = field.matches('fieldset')
      ? field.querySelector('legend')
      : document.querySelector(`label[for="${field.id}"]`);
    const name = (label ?? field.querySelector('label'))?.firstChild?.textContent;
    if (name) link.prepend(`${name.trim()} – `);
    link.addEventListener('click', () =>
      (field.matches('input, select, textarea')
        ? field
        : field.querySelector<HTMLElement>('input, select, textarea')
      )?.focus(),
    );
  }
}
