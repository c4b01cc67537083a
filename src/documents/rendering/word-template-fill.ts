import Docxtemplater from 'docxtemplater';
import PizZip from 'pizzip';
import { valueAt } from '../layout/wording.js';

/** The template with its places filled. What the data lacks stays empty. The same in gives the same bytes. */
export function fillWord(parts: ReadonlyMap<string, Buffer>, fields: object, date: Date): Uint8Array {
  const zip = new PizZip();
  for (const [name, content] of parts) zip.file(name, content, { date, createFolders: false });
  const document = new Docxtemplater(zip, { paragraphLoop: true, linebreaks: true, parser, nullGetter: () => '' });
  document.render(fields);
  return packed(document, date);
}

/** The file as it was filled, bearing this time in every part: two made from the same data are the same bytes. */
export function packed(document: Docxtemplater, date: Date): Uint8Array {
  const zip = document.getZip() as PizZip;
  for (const part of Object.values(zip.files)) part.date = date;
  return zip.generate({ type: 'uint8array', compression: 'DEFLATE' });
}

/**
 * Own properties under a path and nothing else: no expression, nothing inherited. What would go into the file as XML is
 * empty, since a name that a guest typed is text.
 */
function parser(tag: string) {
  return {
    get(scope: unknown, context?: { meta?: { part?: { module?: string } } }): unknown {
      const module = context?.meta?.part?.module;
      if (module === 'rawxml') return '';
      const value = valueAt({ value: scope }, tag);
      return Array.isArray(value) && module !== 'loop'
        ? value.filter((one) => typeof one === 'string').join('; ')
        : value;
    },
  };
}
