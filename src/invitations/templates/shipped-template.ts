import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../../platform/root.js';

const read = (name: string) => readFileSync(join(repositoryRoot(), 'templates/mail', name), 'utf8');

/** The letter as it is shipped: the part that an institution may replace, and the paper around it, which it may not. */
export const shipped = {
  html: read('invitation.html.liquid').trim(),
  text: read('invitation.txt.liquid').trim(),
};
const paper = read('layout.html.liquid');

/** @param accent #rrggbb */
export const onPaper = (letter: string, accent: string): string =>
  paper.replace('<!-- letter -->', () => letter).replaceAll('{{ accent }}', accent);
