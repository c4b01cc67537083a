import * as Turbo from '@hotwired/turbo';
import { Application } from '@hotwired/stimulus';
import { keepPositions } from './positions.js';

// Only what takes long shows a bar; most pages are there before it would appear.
Turbo.config.drive.progressBarDelay = 400;

export const application = Application.start();

keepPositions();

// The policy of the first page rules until the next full load: its nonce stays, whatever a later page's head says.
const nonce = nonceMeta()?.content ?? '';
document.addEventListener('turbo:render', () => {
  const meta = nonceMeta();
  if (meta) meta.content = nonce;
});

// A form that came back says first what is wrong with it.
document.addEventListener('turbo:render', () => document.querySelector<HTMLElement>('[data-focus]')?.focus());

// On a narrow screen the menu scrolls: the section one is in stands in view.
document.addEventListener('turbo:load', () => {
  document.querySelector('.masthead nav [aria-current]')?.scrollIntoView({ inline: 'center', block: 'nearest' });
});

// Menus close like menus: on Escape, and on a click outside of them.
document.addEventListener('click', ({ target }) => closeMenus((menu) => !menu.contains(target as Node)));
document.addEventListener('keydown', ({ key }) => {
  if (key === 'Escape') closeMenus((menu) => menu.contains(document.activeElement), true);
});

function closeMenus(which: (menu: HTMLDetailsElement) => boolean, focus = false): void {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>('details.menu[open]')) {
    if (!which(menu)) continue;
    menu.open = false;
    if (focus) menu.querySelector('summary')?.focus();
  }
}

function nonceMeta(): HTMLMetaElement | null {
  return document.querySelector('meta[name="csp-nonce"]');
}
