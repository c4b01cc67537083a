import { all, first, type Component } from './component-tree.js';
import type { Finding } from './finding.js';
import { badText } from './verify-values.js';

const DURATION = /^P(?:\d+W|(?=\d|T\d)(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?)$/;
const REGISTERED = new Set(
  [
    'PRODID',
    'VERSION',
    'CALSCALE',
    'METHOD',
    'NAME',
    'DESCRIPTION',
    'UID',
    'LAST-MODIFIED',
    'URL',
    'CATEGORIES',
  ].concat([...['REFRESH-INTERVAL', 'SOURCE', 'COLOR', 'IMAGE']]),
);
const ONCE = [
  'PRODID',
  'VERSION',
  'CALSCALE',
  'METHOD',
  'UID',
  'LAST-MODIFIED',
  'URL',
  'REFRESH-INTERVAL',
  'SOURCE',
  'COLOR',
];

/** RFC 5545 §3.6, §3.7 and RFC 7986 §5 for the calendar itself. */
export function verifyCalendarProperties(calendar: Component, findings: Finding[]): void {
  const complain = (rule: string, line: number, detail: string) => findings.push({ rule, line, detail });
  for (const name of ['PRODID', 'VERSION']) if (!first(calendar, name)) complain('required', calendar.line, name);
  for (const name of ONCE) for (const again of all(calendar, name).slice(1)) complain('once', again.number, name);
  for (const { name, number, value } of calendar.properties) {
    if (!REGISTERED.has(name) && !name.startsWith('X-')) complain('unregistered', number, name);
    if (['NAME', 'DESCRIPTION', 'X-WR-CALNAME', 'X-WR-CALDESC', 'PRODID'].includes(name) && badText(value))
      complain('text', number, name);
  }
  const [version, uid, color, refresh] = ['VERSION', 'UID', 'COLOR', 'REFRESH-INTERVAL'].map((name) =>
    first(calendar, name),
  );
  if (version && version.value !== '2.0') complain('version', version.number, version.value);
  // Legal, but vdirsyncer takes it for the one event of the file (pimutils/vdirsyncer#1222).
  if (uid) complain('calendar-uid', uid.number, uid.value);
  if (color && !/^[a-z]+$/i.test(color.value)) complain('color', color.number, 'only CSS colour names');
  if (refresh && refresh.params.get('VALUE')?.[0] !== 'DURATION')
    complain('refresh', refresh.number, 'VALUE=DURATION is missing');
  for (const every of [refresh, first(calendar, 'X-PUBLISHED-TTL')]) {
    if (every && !DURATION.test(every.value)) complain('duration', every.number, every.value);
  }
}
