import { describe, expect, it } from 'vitest';
import { ownLetterhead, ownWords, UnknownPlace, WrongColour, WrongEmblem } from './wording.rules.js';

describe('the words of an institution', () => {
  const shipped = { thanks: 'Thank you, {name}.', place: 'In {city}' };

  it('are those that differ, and name no place that the template lacks', () => {
    expect(ownWords({ thanks: 'We thank {name} in {city}.', place: 'In {city}', other: 'x' }, shipped)).toEqual({
      thanks: 'We thank {name} in {city}.',
    });
    expect(() => ownWords({ thanks: 'Dear {constructor}' }, shipped)).toThrow(UnknownPlace);
  });

  it('come with an emblem that reaches for nothing outside, and a colour that is one', () => {
    const svg = (inner: string) => `<svg xmlns="http://www.w3.org/2000/svg">${inner}</svg>`;
    expect(ownLetterhead({ unit: ' Protocol ', line: '#b3924a', emblem: svg('<path d="M0 0"/>') })).toMatchObject({
      unit: 'Protocol',
    });
    for (const inner of [
      '<script/>',
      '<image href="/etc/passwd"/>',
      '<image href="https://a.example/x"/>',
      '<g onload="x"/>',
      '<style>@import "a"</style>',
    ])
      expect(() => ownLetterhead({ emblem: svg(inner) })).toThrow(WrongEmblem);
    expect(() => ownLetterhead({ line: 'red' })).toThrow(WrongColour);
  });
});
