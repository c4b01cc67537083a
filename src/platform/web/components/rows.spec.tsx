import { describe, expect, it } from 'vitest';
import { renderToString } from 'preact-render-to-string';
import { z } from 'zod';
import { readForm } from '../forms.js';
import { Field } from './field.js';
import { Rows } from './rows.js';

const schema = z.strictObject({
  members: z.array(z.strictObject({ name: z.string(), rank: z.coerce.number().max(9) })),
});
const draw = (form?: ReturnType<typeof readForm>) =>
  renderToString(
    <Rows
      name="members"
      legend="Members"
      rows={['Amelie']}
      form={form}
      add="Add"
      draw={(row, member) => (
        <>
          <Field name={`${row}.name`} label="Name" value={member} form={form} />
          <Field name={`${row}.rank`} label="Rank" form={form} />
        </>
      )}
    />,
  );

describe('Rows', () => {
  it('keep a spare row, and a pattern for more', () => {
    const html = draw();
    expect(html.match(/name="members\[\d\]\[name\]"/g)).toEqual(['name="members[0][name]"', 'name="members[1][name]"']);
    expect(html).toContain('name="members[__next__][name]"');
    expect(html.match(/value="[^"]+"/g)).toEqual(['value="Amelie"']);
  });

  it('come back with what was typed, and the error beside its field', () => {
    const form = readForm(schema, { 'members[0][name]': '', 'members[4][name]': 'Adela', 'members[4][rank]': '12' });
    const html = draw(form);
    expect(html).toMatch(/name="members\[0\]\[name\]"[^>]*value="Adela"/);
    expect(html).toMatch(
      /name="members\[0\]\[rank\]"[^>]*value="12"[^>]*aria-invalid="true" aria-describedby="f-members-0-rank-error"/,
    );
    expect(html).toContain('id="f-members-0-rank-error">This must not be more than 9.');
  });
});
