import { relative } from 'node:path';

export interface Diagnostic {
  message: string;
  path?: string;
  range?: { start?: { line?: number } };
}

// The export to PDF/A tells this as a debug print, with its quotation marks escaped.
const unknownLetters = /the text `?\\*["“](.+?)\\*["”]`? could not be displayed/g;

/** What the typesetter objected to, as a sentence: for the person who mends the text or the template. */
export function inPlainWords(diagnostics: Diagnostic[], templates: string): string {
  const [first] = diagnostics;
  if (!first) return 'The typesetter gave no reason.';
  const letters = new Set([...first.message.matchAll(unknownLetters)].map(([, text]) => text));
  // Joiners and marks that go with an unknown letter are told as numbers.
  const seen = [...letters].filter((letter) => !/\\u\{/.test(letter ?? ''));
  if (letters.size > 0)
    return `No typeface of the document has the characters ${(seen.length > 0 ? seen : [...letters]).join(', ')}.`;
  // Its hints are for authors of templates who know the language; the first clause is for everybody.
  const [clause = ''] = first.message.split(', hints:');
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}${placeOf(first, templates)}.`;
}

function placeOf({ path, range }: Diagnostic, templates: string): string {
  if (!path) return '';
  const line = range?.start?.line;
  return ` (${relative(templates, path)}${line === undefined ? '' : `, line ${line + 1}`})`;
}
