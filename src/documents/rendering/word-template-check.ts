import type { Places } from '../layout/places.js';
import { fillWord } from './word-template-fill.js';
import { scan } from './word-template-scan.js';
import { faultsOfTags, type TemplateFault } from './word-template-tags.js';
import { unpackZip, ZipRefused } from './unpack-zip.js';

const MOST_FAULTS = 20;
const BODY = 'word/document.xml';
// What a letter is made of. Anything else in the package is something that it brings along.
const PARTS =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|docProps\/[^/]+|customXml\/(?:_rels\/)?[^/]+\.(?:xml|rels)|word\/(?:theme\/|glossary\/)?(?:_rels\/)?[^/]+\.(?:xml|rels)|word\/media\/[^/]+\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf)|word\/fonts\/[^/]+\.odttf)$/i;
const MACROS = /vbaProject|vbaData|macroEnabled|activeX/i;
// Fields that compute from the document itself. All others fetch, run or link to something.
const FIELDS = new Set(
  'PAGE NUMPAGES SECTION SECTIONPAGES DATE TIME TITLE SUBJECT AUTHOR STYLEREF TOC PAGEREF REF NOTEREF SEQ QUOTE SYMBOL'.split(
    ' ',
  ),
);
const MAIN = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const OTHER_PREFIX = new RegExp(`xmlns(?::(?!w=)[\\w.-]+)?=["']${MAIN}["']`);

/**
 * What is wrong with a Word file as the template of a paper; nothing where it may be taken. At most 20 faults.
 * @param sample data of the paper, with which it is filled on trial
 */
export function checkWordTemplate(bytes: Buffer, places: Places, sample: object): TemplateFault[] {
  let parts: Map<string, Buffer>;
  try {
    parts = unpackZip(bytes);
  } catch (error) {
    if (!(error instanceof ZipRefused)) throw error;
    return [{ problem: error.reason === 'bomb' ? 'bomb' : 'not_word', part: error.part, what: '' }];
  }
  if (!parts.has(BODY) || !parts.has('[Content_Types].xml')) return [{ problem: 'not_word', part: '', what: '' }];
  const faults = [...parts].flatMap(([part, content]) => faultsOf(part, content, places)).slice(0, MOST_FAULTS);
  return faults.length > 0 ? faults : trial(parts, sample);
}

function faultsOf(part: string, content: Buffer, places: Places): TemplateFault[] {
  const fault = (problem: TemplateFault['problem'], what = '', paragraph?: number): TemplateFault => ({
    problem,
    part,
    what: what.trim().slice(0, 120),
    ...(paragraph ? { paragraph } : {}),
  });
  if (MACROS.test(part)) return [fault('macro')];
  if (!PARTS.test(part)) return [fault('embedded')];
  if (!/\.(?:xml|rels)$/i.test(part)) return [];
  const xml = content.toString('utf8');
  // Entities grow without bound, and other encodings and prefixes would hide what is looked for.
  if (/<!DOCTYPE|<!ENTITY/i.test(xml) || /encoding=["'](?!utf-8["'])/i.test(xml.slice(0, 200)) || xml.includes('\0'))
    return [fault('unreadable')];
  if (part === '[Content_Types].xml') return MACROS.test(xml) ? [fault('macro')] : [];
  if (part.endsWith('.rels')) return [...relationshipsOf(xml)].map(([problem, target]) => fault(problem, target));
  if (OTHER_PREFIX.test(xml) || (part === BODY && !xml.includes(MAIN))) return [fault('unreadable')];
  const found = scan(xml);
  return [
    ...found.reaching.map(({ element, paragraph }) => fault('embedded', `<${element}>`, paragraph)),
    ...found.fields
      .filter(({ instruction }) => !FIELDS.has(/^\s*(\S*)/.exec(instruction)![1]!.toUpperCase()) && instruction.trim())
      .map(({ instruction, paragraph }) => fault('field', instruction, paragraph)),
    ...faultsOfTags(found, places, part),
  ];
}

function* relationshipsOf(xml: string): Generator<['external' | 'embedded' | 'macro', string]> {
  for (const [relationship] of xml.matchAll(/<(?:\w+:)?Relationship[\s][^>]*>/g)) {
    const target = /\bTarget\s*=\s*["']([^"']*)/.exec(relationship)?.[1] ?? '';
    if (/TargetMode\s*=\s*["']External/i.test(relationship) || /^(?:[a-z][\w+.-]*:|\/\/|\\\\)/i.test(target))
      yield ['external', target];
    else if (MACROS.test(relationship)) yield ['macro', target];
    else if (/\/(?:oleObject|package|aFChunk|subDocument|frame|control)["']/i.test(relationship))
      yield ['embedded', target];
  }
}

function trial(parts: Map<string, Buffer>, sample: object): TemplateFault[] {
  try {
    fillWord(parts, sample, new Date(0));
    return [];
  } catch (error) {
    const { properties } = error as { properties?: { errors?: { properties?: { explanation?: string } }[] } };
    const what = properties?.errors?.[0]?.properties?.explanation ?? (error as Error).message;
    return [{ problem: 'unreadable', part: BODY, what }];
  }
}
