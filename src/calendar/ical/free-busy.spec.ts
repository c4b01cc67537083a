import { expect, it } from 'vitest';
import { verifyCalendar } from './verify.js';
import { freeBusyText } from './free-busy.js';

const at = (text: string) => Temporal.Instant.from(`2027-03-08T${text}:00Z`);
const busy = (from: string, until: string, isTentative = false) => ({ from: at(from), until: at(until), isTentative });

it('tells times alone, cut to the span and joined where they touch', () => {
  const text = freeBusyText(
    { from: at('08:00'), until: at('18:00') },
    [
      busy('12:00', '13:00'),
      busy('07:00', '09:00'),
      busy('09:00', '10:00'),
      busy('09:30', '09:40'),
      busy('19:00', '20:00'),
      busy('15:00', '16:00', true),
    ],
    { uid: 'u', stamp: at('06:00') },
  );
  expect(text.match(/^FREEBUSY.*(?=\r)/gm)).toEqual([
    'FREEBUSY;FBTYPE=BUSY:20270308T080000Z/20270308T100000Z',
    'FREEBUSY;FBTYPE=BUSY:20270308T120000Z/20270308T130000Z',
    'FREEBUSY;FBTYPE=BUSY-TENTATIVE:20270308T150000Z/20270308T160000Z',
  ]);
  expect(verifyCalendar(text).filter(({ rule }) => rule !== 'sub-component')).toEqual([]);
});
