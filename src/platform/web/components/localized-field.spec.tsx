import { describe, expect, it } from 'vitest';
import { renderToString } from 'preact-render-to-string';
import { z } from 'zod';
import { localizedText } from '../form-values.js';
import { inLanguage } from '../../i18n/translate.js';
import { readForm } from '../forms.js';
import { LocalizedField } from './localized-field.js';

const draw = (body: Record<string, string>) => {
  const form = readForm(z.strictObject({ title: localizedText }), body);
  return renderToString(<LocalizedField name="title" label="Title" languages={['en', 'fr']} form={form} required />);
};

describe('LocalizedField', () => {
  it('says under the first language that the text is missing in all of them', () => {
    const html = draw({});
    expect(html).toContain('id="f-title-en-error">Please fill this in.');
    expect(html).not.toContain('f-title-fr-error');
  });

  it('begins with the language of the reader', () => {
    const html = inLanguage('fr', () => draw({}));
    expect(html.indexOf('name="title[fr]"')).toBeLessThan(html.indexOf('name="title[en]"'));
    expect(html).not.toContain('f-title-en-error');
  });

  it('says nothing where one language holds it', () => {
    expect(draw({ 'title[fr]': 'Visite officielle' })).not.toContain('error');
  });
});
