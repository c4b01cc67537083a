import { describe, expect, it } from 'vitest';
import { converted, fromMinor, isCurrency, sumsOf, toMinor, toRate } from './money.js';

describe('an amount of money', () => {
  it('is read in minor units, as its currency divides them, however it is typed', () => {
    expect(toMinor('1250.5', 'EUR')).toBe(125_050);
    expect(toMinor('1 250,50', 'EUR')).toBe(125_050);
    expect(toMinor('700', 'JPY')).toBe(700);
    expect(toMinor('1.234', 'KWD')).toBe(1234);
    // 0.1 + 0.2 has no place here: digits are moved, not multiplied.
    expect(toMinor('1.15', 'EUR')).toBe(115);
  });

  it('is refused with more digits than the currency has, a sign, or nothing', () => {
    for (const typed of ['1.005', '-1', '', 'ten', '1.', '1,250.50', '9'.repeat(13)])
      expect(toMinor(typed, 'EUR')).toBeNull();
    expect(toMinor('1.5', 'JPY')).toBeNull();
  });

  it('is typed again as it was kept', () => {
    expect(fromMinor(5, 'EUR')).toBe('0.05');
    expect(fromMinor(125_050, 'EUR')).toBe('1250.50');
    expect(fromMinor(700, 'JPY')).toBe('700');
  });

  it('is summed for each currency apart', () => {
    const amounts = [
      { minor: 100, currency: 'USD' },
      { minor: 5, currency: 'EUR' },
      { minor: 7, currency: 'EUR' },
    ];
    expect(sumsOf(amounts)).toEqual([
      { minor: 12, currency: 'EUR' },
      { minor: 100, currency: 'USD' },
    ]);
  });

  it('has a currency of ISO 4217', () => {
    expect([isCurrency('EUR'), isCurrency('EURO'), isCurrency('XXQ')]).toEqual([true, false, false]);
  });
});

describe('an exchange', () => {
  it('is exact to half a minor unit, between currencies with and without minor units', () => {
    expect(converted({ minor: 10_000, currency: 'EUR' }, toRate('3,4521')!, 'BYN')).toBe(34_521);
    expect(converted({ minor: 1000, currency: 'JPY' }, toRate('0.0215')!, 'EUR')).toBe(2150);
    expect(converted({ minor: 1, currency: 'EUR' }, toRate('0.5')!, 'USD')).toBe(1);
    expect(converted({ minor: 90_071_992_547, currency: 'EUR' }, toRate('1')!, 'EUR')).toBe(90_071_992_547);
  });

  it('takes no rate of nothing and none with letters', () => {
    for (const typed of ['0', '0.0', '', '-1', '1e3', '1.123456789']) expect(toRate(typed)).toBeNull();
  });
});
