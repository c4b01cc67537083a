import type { ComponentChildren, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { directionOf, type Language } from '../i18n/languages.js';
import { asset } from './assets.js';
import { positionRules } from './positions.js';
import { currentVisit } from './visit.js';

export interface DocumentOptions {
  title: string;
  language: Language;
  /** The institution's colour, `#1d2f52`. */
  accent?: string | null;
  stylesheet: 'app' | 'public';
  script?: boolean;
  bodyClass?: string;
  robots?: boolean;
}

/** Draws a whole HTML document around a body. Every rule that is not in a file carries the nonce of the response. */
export function drawDocument(body: VNode, options: DocumentOptions): string {
  const { nonce, theme, byTurbo } = currentVisit();
  const direction = directionOf(options.language);
  const content = renderToString(body);
  const sheet = options.stylesheet === 'app' && direction === 'rtl' ? 'app.rtl.css' : `${options.stylesheet}.css`;
  const rules = byTurbo ? '' : positionRules(content);
  const head = renderToString(
    <Head {...options}>
      {options.stylesheet === 'public' && <PreloadedFace language={options.language} />}
      <link rel="stylesheet" href={asset(sheet)} data-turbo-track="reload" />
      {!byTurbo && /^#[0-9a-f]{6}$/i.test(options.accent ?? '') && (
        <style nonce={nonce} dangerouslySetInnerHTML={{ __html: `:root{--institution:${options.accent}}` }} />
      )}
      {options.script && <meta name="csp-nonce" content={nonce} />}
      {options.script && <script type="module" nonce={nonce} src={asset('app.js')} data-turbo-track="reload" />}
    </Head>,
  );
  return (
    `<!doctype html><html lang="${options.language}" dir="${direction}" data-bs-theme="${theme}">${head}` +
    `<body${options.bodyClass ? ` class="${options.bodyClass}"` : ''}>` +
    `${rules ? `<style nonce="${nonce}">${rules}</style>` : ''}${content}</body></html>`
  );
}

function Head({ title, robots, children }: DocumentOptions & { children: ComponentChildren }) {
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      {!robots && <meta name="robots" content="noindex" />}
      <title>{title}</title>
      <link rel="icon" type="image/svg+xml" href={asset('icon.svg')} />
      {children}
    </head>
  );
}

function PreloadedFace({ language }: { language: Language }) {
  const face = {
    en: 'source-serif-4-latin-wght-normal',
    fr: 'source-serif-4-latin-wght-normal',
    ru: 'source-serif-4-cyrillic-wght-normal',
    ar: 'noto-naskh-arabic-arabic-wght-normal',
  }[language];
  return <link rel="preload" as="font" type="font/woff2" href={asset(`fonts/${face}.woff2`)} crossorigin="anonymous" />;
}
