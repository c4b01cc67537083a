import { describe, expect, it } from 'vitest';
import { NoCalendar, sittingsOf } from './sitting-ics.js';

const day = (text: string) => Temporal.PlainDate.from(text);
const calendar = (...events: string[]) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Test//EN',
    ...events.flatMap((one) => ['BEGIN:VEVENT', ...one.split('\n'), 'END:VEVENT']),
    'END:VCALENDAR',
  ].join('\r\n');
const days = (text: string) =>
  sittingsOf(text, { zone: 'Europe/Minsk', from: day('2027-01-01'), until: day('2027-12-31') }).map(
    (one) => `${one.day}`,
  );

describe('sittings of a calendar file', () => {
  it('are the days of its events, the end not included, those in UTC as days of our zone', () => {
    const text = calendar(
      'UID:a\nDTSTART;VALUE=DATE:20270308\nDTEND;VALUE=DATE:20270311\nSUMMARY:Spring session',
      'UID:b\nDTSTART;TZID=Europe/Minsk:20270401T100000\nDTEND;TZID=Europe/Minsk:20270401T170000',
      'UID:c\nDTSTART:20270411T220000Z\nDTEND:20270412T090000Z',
    );
    expect(days(text)).toEqual(['2027-03-08', '2027-03-09', '2027-03-10', '2027-04-01', '2027-04-12']);
  });

  it('follow repetitions with their exceptions, moved and cancelled occurrences', () => {
    const text = calendar(
      'UID:w\nDTSTART;VALUE=DATE:20270302\nRRULE:FREQ=WEEKLY;COUNT=5\nEXDATE;VALUE=DATE:20270309\nSUMMARY:Sitting',
      'UID:w\nRECURRENCE-ID;VALUE=DATE:20270316\nDTSTART;VALUE=DATE:20270318\nSUMMARY:Moved',
      'UID:w\nRECURRENCE-ID;VALUE=DATE:20270323\nDTSTART;VALUE=DATE:20270323\nSTATUS:CANCELLED',
    );
    expect(days(text)).toEqual(['2027-03-02', '2027-03-18', '2027-03-30']);
  });

  it('end where the span does, however long a repetition goes on', () => {
    expect(days(calendar('UID:e\nDTSTART;VALUE=DATE:20261201\nRRULE:FREQ=MONTHLY'))).toHaveLength(12);
  });

  it('are refused where the file is none', () => {
    expect(() => days('<html>Not here</html>')).toThrow(NoCalendar);
    expect(() => days('BEGIN:VCARD\r\nEND:VCARD')).toThrow(NoCalendar);
  });
});
