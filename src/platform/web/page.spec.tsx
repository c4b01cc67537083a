import { describe, expect, it } from 'vitest';
import { Current, type CurrentInstitution } from '../current.js';
import { menu } from './menu.js';
import { errorPage, page, publicPage } from './page.js';
import { at } from './positions.js';
import { withVisit } from './visit.js';

const institution = {
  id: '1',
  slug: 'house',
  name: { en: 'National Assembly of Velmora' },
  timeZone: 'Europe/Vienna',
  locales: ['en'],
  accent: '#7a1f3d',
  letterhead: {},
} satisfies CurrentInstitution;
const actor = {
  accountId: '1',
  personId: null,
  name: 'Ines Mårtens',
  email: 'i@velmora.example',
  grants: [],
  tokenScopes: null,
};
const drawn = (draw: () => string) =>
  Current.run({ institution, actor, locale: 'en' }, () => withVisit({ nonce: 'n0nce', path: '/house' }, draw));

describe('page', () => {
  it('carries no style attribute, and a nonce on every style block and script', () => {
    const html = drawn(() => page(<a {...at({ a: 540 })}>Talks</a>, { title: 'Today' }));
    expect(html).not.toMatch(/ style="/);
    expect(html.match(/<(style|script)\b[^>]*>/g)?.every((tag) => tag.includes('nonce="n0nce"'))).toBe(true);
    expect(html).toContain('[data-at="a:540"]{--a:540}');
    expect(html).toContain(':root{--institution:#7a1f3d}');
  });

  it('leaves style blocks out where Turbo puts the answer under another policy', () => {
    const html = Current.run({ institution, actor }, () =>
      withVisit({ byTurbo: true }, () => page(<a {...at({ a: 1 })} />, { title: 'x' })),
    );
    expect(html).not.toContain('<style');
  });

  it('escapes what people typed', () => {
    const html = drawn(() => page('<script>alert(1)</script>', { title: '</title><script>' }));
    expect(html).not.toContain('<script>');
  });

  it('lights the section it belongs to, and hides what its reader may not use', () => {
    menu.add({ id: 'a', path: 'a', label: 'platform.menu', order: 1 });
    menu.add({ id: 'b', path: 'b', label: 'platform.menu', order: 2, permission: 'no.one' });
    menu.mayUse = () => false;
    const html = drawn(() => page('x', { title: 'A', section: 'a' }));
    expect(html).toContain('<a href="/house/a" aria-current="page">');
    expect(html).not.toContain('/house/b');
  });

  it('shows a message once, and only words of ours', () => {
    const flash = [{ key: 'platform.close', kind: 'done' as const }];
    const html = Current.run({ institution, actor }, () => withVisit({ flash }, () => page('x', { title: 'A' })));
    expect(html).toContain('class="flash done"');
  });
});

describe('publicPage', () => {
  it('is written in the guest’s language and direction, without a script', () => {
    const html = publicPage(() => <p>مرحبا</p>, { title: 'x', language: 'ar', letterhead: { name: 'الجمعية' } });
    expect(html).toContain('<html lang="ar" dir="rtl"');
    expect(html).not.toContain('<script');
  });
});

describe('errorPage', () => {
  it('works with nobody and nowhere', () => {
    expect(errorPage({ status: 404 })).toContain('There is nothing here');
    expect(errorPage({ status: 418 })).toContain('This request cannot be read');
    expect(errorPage({ status: 503 })).toContain('Something went wrong on our side');
  });
});
