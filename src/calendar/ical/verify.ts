import ICAL from 'ical.js';
import { contentLine, unfold, type ContentLine } from './content-line.js';
import { componentTree, type Component } from './component-tree.js';
import type { Finding } from './finding.js';
import { verifyCalendarProperties } from './verify-calendar-properties.js';
import { verifyEvents } from './verify-events.js';
import { verifyTimeZones } from './verify-time-zones.js';

const MOST_BYTES = 1024 * 1024;
const MOST_EVENTS = 2000;
// Whoever has more has one cause for them all.
const MOST_FINDINGS = 200;

/**
 * What a strict calendar program would complain of in an .ics text (a feed or one scheduling message): the letter of
 * RFC 5545, 5546 and 7986 and what real clients stumble over, also time zones that are not true. Empty when all is well.
 */
export function verifyCalendar(text: string): Finding[] {
  const findings: Finding[] = [];
  const lines = verifiedLines(text, findings);
  const calendar = componentTree(lines, findings);
  if (calendar) verifyContent(calendar, findings);
  try {
    ICAL.parse(text);
  } catch (error) {
    findings.push({ rule: 'unreadable', line: 1, detail: error instanceof Error ? error.message : String(error) });
  }
  return findings.sort((a, b) => a.line - b.line).slice(0, MOST_FINDINGS);
}

function verifyContent(calendar: Component, findings: Finding[]): void {
  verifyCalendarProperties(calendar, findings);
  verifyTimeZones(calendar, findings);
  verifyEvents(calendar, findings);
  if (calendar.components.filter(({ name }) => name === 'VEVENT').length > MOST_EVENTS) {
    findings.push({ rule: 'too-many-entries', line: calendar.line, detail: `more than ${MOST_EVENTS}` });
  }
}

function verifiedLines(text: string, findings: Finding[]): ContentLine[] {
  const bytes = Buffer.byteLength(text);
  if (bytes > MOST_BYTES) findings.push({ rule: 'too-large', line: 1, detail: `${bytes} octets` });
  if (!text.endsWith('\r\n'))
    findings.push({ rule: 'last-line-end', line: 1, detail: 'CRLF is missing after the last line' });
  const physical = text.replace(/\r\n$/, '').split('\r\n');
  physical.forEach((line, index) => verifyPhysicalLine(line, index + 1, findings));
  return unfold(physical).flatMap((line) => {
    const read = contentLine(line.text, line.number);
    if (!read) findings.push({ rule: 'content-line', line: line.number, detail: line.text.slice(0, 60) });
    return read ?? [];
  });
}

function verifyPhysicalLine(line: string, number: number, findings: Finding[]): void {
  const octets = Buffer.byteLength(line);
  if (octets > 75) findings.push({ rule: 'line-length', line: number, detail: `${octets} octets` });
  if (/[\r\n]/.test(line)) findings.push({ rule: 'bare-line-end', line: number, detail: 'CR or LF alone' });
  else if (/[\u0000-\u0008\u000a-\u001f\u007f]/.test(line))
    findings.push({ rule: 'control-character', line: number, detail: '' });
  if (/[\u0085\u2028\u2029]/.test(line))
    findings.push({ rule: 'unicode-line-end', line: number, detail: 'some programs split here' });
  if (!line.isWellFormed()) findings.push({ rule: 'encoding', line: number, detail: 'half of a surrogate pair' });
}
