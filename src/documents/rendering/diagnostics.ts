export interface Diagnostic {
  message: string;
  hints?: string[];
  path?: string;
  range?: { start?: { line?: number } };
}

/** What the typesetter objected to, as sentences: for the person who mends the text or the template. */
export function inPlainWords(diagnostics: Diagnostic[]): string {
  const sentences = diagnostics.slice(0, 3).map(sentence);
  return sentences.length > 0 ? sentences.join(' ') : 'The typesetter gave no reason.';
}

function sentence(diagnostic: Diagnostic): string {
  const missing = /the text (.+?) could not be displayed with/.exec(diagnostic.message)
    ?? /could not be displayed with (?:any )?font[^"“]*["“](.+?)["”]/.exec(diagnostic.message);
  if (missing) return `No typeface of the document has the characters ${missing[1]}.`;
  const hints = diagnostic.hints?.length ? ` (${diagnostic.hints.join('; ')})` : '';
  const place = diagnostic.path ? ` In ${diagnostic.path}.` : '';
  return `${capital(diagnostic.message)}${hints}.${place}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
