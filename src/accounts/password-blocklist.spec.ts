import { describe, expect, it } from 'vitest';
import { isCommon } from './password-blocklist.js';

describe('a password that would be tried first', () => {
  it.each([
    'Password2026!',
    'p@ssw0rd!!!!1',
    '123456789012',
    'aaaaaaaaaaaa',
    'WelcomeWelcome',
    'qwertyuiop12',
    'пароль123456',
    'abcdefghijkl',
  ])('%s is refused', (password) => expect(isCommon(password)).toBe(true));

  it('holds the name of its owner', () => {
    expect(isCommon('InesMartens2026', ['ines.martens@house.example'])).toBe(true);
  });

  it.each(['four quiet otters in May', 'zK7#vvQ2mmT9', 'тихая речная заводь'])('%s is taken', (password) => {
    expect(isCommon(password, ['ines.martens@house.example', 'Ines Martens'])).toBe(false);
  });
});
