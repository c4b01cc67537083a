import { numberFormat } from './i18n/intl.js';
/** Integer minor units and ISO 4217. */
export interface Money {
  minor: number;
  currency: string;
}

/** One sum for each currency, in alphabetical order: amounts of two currencies are never added up. */
export function sumsOf(amounts: readonly Money[]): Money[] {
  const sums = new Map<string, number>();
  for (const { minor, currency } of amounts) sums.set(currency, (sums.get(currency) ?? 0) + minor);
  return [...sums].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([currency, minor]) => ({ minor, currency }));
}

/** Digits after the point in ISO 4217: two for EUR, none for JPY, three for KWD. */
export function minorDigits(currency: string): number {
  return numberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** `1 250,50` or `1250.5` in minor units, or null where it is no amount of this currency. No arithmetic with fractions. */
export function toMinor(typed: string, currency: string): number | null {
  const digits = minorDigits(currency);
  const parts = /^(\d{1,12})(?:[.,](\d+))?$/.exec(typed.replace(/[\s\u00A0\u202F]/g, ''));
  if (!parts || (parts[2]?.length ?? 0) > digits) return null;
  return Number(parts[1] + (parts[2] ?? '').padEnd(digits, '0'));
}

/** Minor units as they are typed: `1250.50`. */
export function fromMinor(minor: number, currency: string): string {
  const digits = minorDigits(currency);
  const text = String(minor).padStart(digits + 1, '0');
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

const currencies = new Set(Intl.supportedValuesOf('currency'));

export const isCurrency = (code: string) => currencies.has(code);

const SCALE = 100_000_000n;

/** A rate as it is typed, `3.4521` or `3,4521`, or null where it is none: at most eight digits after the point, above zero. */
export function toRate(typed: string): string | null {
  const parts = /^(\d{1,10})(?:[.,](\d{1,8}))?$/.exec(typed.trim());
  if (!parts) return null;
  const rate = `${parts[1]}.${(parts[2] ?? '').padEnd(8, '0')}`;
  return /[1-9]/.test(rate) ? rate : null;
}

/** Minor units of one currency in those of another, half a unit up. No arithmetic with fractions. @param rate one unit of `currency` in `base` */
export function converted({ minor, currency }: Money, rate: string, base: string): number {
  const [whole = '0', part = ''] = rate.split('.');
  const scaled = BigInt(minor) * (BigInt(whole) * SCALE + BigInt(part.padEnd(8, '0').slice(0, 8)));
  const [up, down] = [10n ** BigInt(minorDigits(base)), 10n ** BigInt(minorDigits(currency)) * SCALE];
  return Number((scaled * up * 2n + down) / (down * 2n));
}
