/** `{number}`, `{number:3}` filled up with zeros, `{year}`, `{yy}`. */
const PLACE = /\{(number)(?::([1-9]))?\}|\{(year|yy)\}/g;

export const USUAL_PATTERN = '{number}/{year}';

/** The number as it is written: `R-{number:3}/{yy}` → `R-007/27`. */
export function writtenNumber(pattern: string, number: number, year: number): string {
  return pattern.replace(
    PLACE,
    (_all, isNumber: string | undefined, width: string | undefined, which: string | undefined) =>
      isNumber
        ? String(number).padStart(Number(width ?? 1), '0')
        : which === 'yy'
          ? String(year).slice(-2)
          : String(year),
  );
}

/** Numbers begin anew every year, so a pattern must say both, or two papers would bear the same. */
export function isPattern(text: string): boolean {
  const rest = text.replace(PLACE, '');
  return /\{number(:[1-9])?\}/.test(text) && /\{(year|yy)\}/.test(text) && !/[{}]/.test(rest) && rest.length <= 40;
}
