// Reads a calendar from standard input with three parsers that know nothing of each other and tells, as JSON, what each understood.
// Run in a process of its own: TZ must be neither the institution's zone nor UTC.
import ICAL from 'ical.js';
import nodeIcal from 'node-ical';
import { text } from 'node:stream/consumers';
import { convertIcsCalendar } from 'ts-ics';

const source = await text(process.stdin);
const wanted = process.argv.slice(2);
const day = (date) =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
const moment = (date) => date.toISOString().replace('.000Z', 'Z');

function byIcalJs() {
  const calendar = new ICAL.Component(ICAL.parse(source));
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
  const told = (time) => (time.isDate ? time.toString() : moment(new Date(time.toUnixTime() * 1000)));
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    return [event.uid, told(event.startDate), told(event.endDate), event.summary];
  });
}

function byNodeIcal() {
  const told = (date) => (date.dateOnly ? day(date) : moment(date));
  return Object.values(nodeIcal.sync.parseICS(source))
    .filter(({ type }) => type === 'VEVENT')
    .map((event) => [event.uid, told(event.start), told(event.end), event.summary.val ?? event.summary]);
}

function byTsIcs() {
  const told = ({ date, type }) => (type === 'DATE' ? moment(date).slice(0, 10) : moment(date));
  return convertIcsCalendar(undefined, source).events.map((event) => [
    event.uid,
    told(event.start),
    told(event.end),
    event.summary,
  ]);
}

const parsers = { 'ical.js': byIcalJs, 'node-ical': byNodeIcal, 'ts-ics': byTsIcs };
const read = Object.fromEntries(wanted.map((name) => [name, parsers[name]()]));
process.stdout.write(JSON.stringify({ zone: Intl.DateTimeFormat().resolvedOptions().timeZone, read }));
