import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readForm } from './forms.js';

const schema = z.strictObject({
  title: z.string().min(1).max(10),
  note: z.string().optional(),
  email: z.email().optional(),
  languages: z.array(z.enum(['en', 'fr'])).default([]),
  members: z.array(z.strictObject({ name: z.string(), rank: z.coerce.number().int().min(1).optional() })).default([]),
});

describe('readForm', () => {
  it('reads nested names, lists and boxes, and takes an empty answer for none', () => {
    const form = readForm(schema, {
      title: '  Visit ',
      note: '   ',
      'languages[]': ['en', 'fr'],
      'members[0][name]': 'Adela Marenko',
      'members[0][rank]': '1',
      'members[1][name]': 'Naji Al-Barrani',
    });
    expect(form).toMatchObject({
      ok: true,
      data: {
        title: 'Visit',
        languages: ['en', 'fr'],
        members: [{ name: 'Adela Marenko', rank: 1 }, { name: 'Naji Al-Barrani' }],
      },
    });
    expect(form.data).not.toHaveProperty('note');
  });

  it('takes a group whose only line is empty for none', () => {
    const form = readForm(schema, { title: 'Visit', 'members[0][name]': '', 'members[0][rank]': ' ' });
    expect(form.data?.members).toEqual([]);
  });

  it('takes what Express nested already', () => {
    expect(readForm(schema, { title: 'Visit', languages: ['en'], members: [{ name: 'A' }] }).data?.members).toEqual([
      { name: 'A' },
    ]);
  });

  it('makes a list of one ticked box', () => {
    expect(readForm(schema, { title: 'Visit', 'languages[]': 'fr' }).data?.languages).toEqual(['fr']);
  });

  it('names the field of each fault and keeps what was typed', () => {
    const form = readForm(schema, { title: ' ', email: 'nowhere', 'members[0][name]': 'A', 'members[0][rank]': '0' });
    expect(form.ok).toBe(false);
    expect(form.errors).toEqual({
      title: 'Please fill this in.',
      email: 'Please write an e-mail address, such as name@parliament.example.',
      'members[0].rank': 'This must not be less than 1.',
    });
    expect(form.values).toMatchObject({ title: ' ', email: 'nowhere', 'members[0].rank': '0' });
  });

  it('leaves out a line that was left empty, and counts the errors of the others as they are shown again', () => {
    const form = readForm(schema, {
      title: 'Visit',
      'members[0][name]': '',
      'members[3][name]': 'A',
      'members[3][rank]': 'x',
    });
    expect(Object.keys(form.errors)).toEqual(['members[0].rank']);
    expect(form.values['members[0].name']).toBe('A');
  });

  it('refuses fields that the form does not have', () => {
    expect(readForm(schema, { title: 'Visit', role: 'tenant-admin' }).errors).toEqual({
      '': 'These fields are not known here: role.',
    });
  });

  it('cannot be used to reach the prototype', () => {
    readForm(schema, { title: 'x', '__proto__[polluted]': '1', 'constructor[prototype][polluted]': '1' });
    expect(({} as { polluted?: string }).polluted).toBeUndefined();
  });
});
