/** Whether a single TEXT value breaks RFC 5545 §3.3.11: a bare comma or semicolon, or a backslash before anything else. */
export function badText(value: string): boolean {
  return !/^(?:[^\\;,]|\\[\\;,nN])*$/u.test(value);
}

/** Whether a list of TEXT values (CATEGORIES) breaks it: there a bare comma separates. */
export function badTextList(value: string): boolean {
  return !/^(?:[^\\;]|\\[\\;,nN])*$/u.test(value);
}

/** A DATE-TIME in UTC that exists. */
export function isUtcDateTime(value: string): boolean {
  return value.endsWith('Z') && wallTime(value.slice(0, -1)) !== null;
}

export function wallTime(value: string): Temporal.PlainDateTime | null {
  const digits = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)$/.exec(value);
  if (!digits) return null;
  const [year, month, day, hour, minute, second] = digits.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  try {
    return Temporal.PlainDateTime.from({ year, month, day, hour, minute, second }, { overflow: 'reject' });
  } catch {
    return null;
  }
}

export function calendarDay(value: string): Temporal.PlainDate | null {
  return /^\d{8}$/.test(value) ? (wallTime(`${value}T000000`)?.toPlainDate() ?? null) : null;
}
