import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { capabilitiesRoot, catalogueOf } from './catalogue.js';
import { interfaceLanguages } from './languages.js';

const english = catalogueOf('en');
const sources = readdirSync(capabilitiesRoot, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !/\.(spec|d)\.tsx?$/.test(file))
  .map((file) => readFileSync(join(capabilitiesRoot, file), 'utf8'));

/** String literals that look like keys, and the constant beginnings of templates such as `receptions.state.${state}`. */
const literals = new Set<string>();
const prefixes = new Set<string>();
for (const source of sources) {
  for (const [, , text = ''] of source.matchAll(/(['"])([a-z][\w-]*(?:\.[\w-]+)+)\1/g)) literals.add(text);
  for (const [, text = ''] of source.matchAll(/`([a-z][\w-]*\.[\w.-]*)(?:\$\{|`)/g))
    (english.has(text) ? literals : prefixes).add(text);
}

/** Where a literal can be nothing but a key. */
const asking = /(?:\b(?:t|flash|DomainError|hasMessage)\(|\bsuper\(|\blabel:)\s*'([a-z][\w-]*(?:\.[\w-]+)+)'/g;

describe('messages', () => {
  it.each(interfaceLanguages)('are complete in %s', (language) => {
    const own = catalogueOf(language);
    expect({
      missing: [...english.keys()].filter((key) => !own.has(key)),
      foreign: [...own.keys()].filter((key) => !english.has(key)),
    }).toEqual({ missing: [], foreign: [] });
  });

  it.each([...interfaceLanguages, 'ar'] as const)('can be read and take the same parameters in %s', (language) => {
    const wrong = [...catalogueOf(language)].filter(([key, text]) => {
      const asked = parameters(english.get(key) ?? '');
      return parameters(text).some((name) => !asked.includes(name));
    });
    expect(wrong.map(([key]) => key)).toEqual([]);
  });

  it('for guests are there in Arabic too', () => {
    const arabic = catalogueOf('ar');
    expect([...english.keys()].filter((key) => /^[\w-]+\.public\./.test(key) && !arabic.has(key))).toEqual([]);
  });

  it('are all there that the code asks for', () => {
    const asked = sources.flatMap((source) => [...source.matchAll(asking)].map(([, key = '']) => key));
    expect([...new Set(asked)].filter((key) => !english.has(key))).toEqual([]);
  });

  it('keep French signs with their words: a no-break space before : ; ? ! and within « »', () => {
    const outside = /\b(?:https?|webcal|mailto|tel|Content-Type):|\d:\d|\{\w+:\d\}/g;
    const wrong = [...catalogueOf('fr')].filter(([, text]) =>
      /(?<![\u00a0\u202f])[:;?!»]|«(?!\u00a0)/.test(text.replace(outside, '')),
    );
    expect(wrong.map(([key]) => key)).toEqual([]);
  });

  it('are all used', () => {
    const unused = [...english.keys()].filter(
      (key) =>
        !literals.has(key) &&
        !literals.has(key.replace('.history.', '.')) &&
        ![...prefixes].some((prefix) => key.startsWith(prefix)),
    );
    expect(unused).toEqual([]);
  });
});

function parameters(text: string): string[] {
  const names = new Set<string>();
  const collect = (elements: MessageFormatElement[]): void => {
    for (const element of elements) {
      if (element.type === TYPE.literal || element.type === TYPE.pound) continue;
      names.add(element.value);
      if ('options' in element) Object.values(element.options).forEach((option) => collect(option.value));
    }
  };
  collect(parse(text, { ignoreTag: true }));
  return [...names];
}
