// Runs in a process of its own with little memory and little time: spreadsheets and calendars of strangers may be made
// to blow up. Imports packages only and keeps to syntax that Node can strip.
import ICAL from 'ical.js';
import { readSheet } from 'read-excel-file/node';

interface Job {
  format: 'xlsx' | 'ics';
  bytes: Uint8Array;
}

const CALENDAR = ['UID', 'SUMMARY', 'DTSTART', 'DTEND', 'LOCATION', 'DESCRIPTION', 'CATEGORIES', 'STATUS', 'RRULE'];

process.on('disconnect', () => process.exit());
process.on('message', (job: Job) => {
  void read(job).then(
    (rows) => process.send?.({ rows }),
    (error: unknown) => process.send?.({ failed: error instanceof Error ? error.message : String(error) }),
  );
});

async function read({ format, bytes }: Job): Promise<string[][]> {
  if (format === 'ics') return eventsOf(Buffer.from(bytes).toString('utf8'));
  const rows = await readSheet(Buffer.from(bytes));
  return rows.map((row) => row.map((cell) => written(cell)));
}

function written(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date)
    return cell
      .toISOString()
      .replace(/T00:00:00\.000Z$/, '')
      .replace(/:\d\d\.\d{3}Z$/, '');
  return String(cell).trim();
}

/** Events as rows. The last day of an event of whole days counts here, while DTEND names the day after (RFC 5545 §3.6.1). */
function eventsOf(text: string): string[][] {
  const calendars = [new ICAL.Component(ICAL.parse(text) as never)];
  const events = calendars.flatMap((calendar) => calendar.getAllSubcomponents('vevent'));
  return [CALENDAR, ...events.map((event) => rowOf(event))];
}

function rowOf(event: InstanceType<typeof ICAL.Component>): string[] {
  const text = (name: string) => {
    const value = event.getFirstPropertyValue(name);
    return value === null || value === undefined ? '' : String(value).trim();
  };
  const start = event.getFirstPropertyValue('dtstart') as InstanceType<typeof ICAL.Time> | null;
  const end = event.getFirstPropertyValue('dtend') as InstanceType<typeof ICAL.Time> | null;
  const last = end?.clone();
  if (last?.isDate && start && last.compare(start) > 0) last.adjust(-1, 0, 0, 0);
  const day = (time: InstanceType<typeof ICAL.Time> | null | undefined) => time?.toString().slice(0, 10) ?? '';
  const categories = event
    .getAllProperties('categories')
    .flatMap((property) => property.getValues())
    .join(', ');
  return [
    text('uid'),
    text('summary'),
    day(start),
    day(last ?? start),
    text('location'),
    text('description'),
    categories,
    text('status'),
    text('rrule'),
  ];
}
