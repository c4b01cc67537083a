import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { clock, day, ticked, wholeNumber, zone } from './form-values.js';
import { readForm } from './forms.js';

const schema = z.strictObject({ day, clock, ticked, wholeNumber, zone });
const body = {
  day: '2027-03-08',
  clock: '19:30',
  wholeNumber: '12',
  zone: 'Europe/Vienna',
};

describe('values of forms', () => {
  it('become what the domain counts with', () => {
    const { data } = readForm(schema, { ...body, ticked: 'on' });
    expect(data?.day.equals('2027-03-08')).toBe(true);
    expect(data?.clock.toString()).toBe('19:30:00');
    expect(data).toMatchObject({ ticked: true, wholeNumber: 12, zone: 'Europe/Vienna' });
    expect(readForm(schema, body).data?.ticked).toBe(false);
  });

  it('say what is expected instead', () => {
    const wrong = { day: '8 March', clock: '25:00', wholeNumber: 'many', zone: 'Mars/Olympus' };
    expect(readForm(schema, wrong).errors).toEqual({
      day: 'Please write a date, such as 2027-03-08.',
      clock: 'Please write a time, such as 19:30.',
      wholeNumber: 'This cannot be understood. Please check it.',
      zone: 'There is no such time zone. Please choose one that is offered, such as Europe/Oslo.',
    });
  });
});
