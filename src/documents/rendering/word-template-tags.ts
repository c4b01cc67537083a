import type { Place, Places } from '../layout/places.js';
import type { Scanned } from './word-template-scan.js';

/** A fault of a template in words that can be translated, and where it is. */
export interface TemplateFault {
  problem:
    | 'not_word'
    | 'bomb'
    | 'macro'
    | 'external'
    | 'embedded'
    | 'field'
    | 'unknown_place'
    | 'torn_place'
    | 'open_section'
    | 'unreadable';
  /** Part of the file: `word/document.xml`. */
  part: string;
  paragraph?: number;
  /** What is wrong there, as it stands: `{delegaton.head}`. */
  what: string;
}

interface Tag {
  text: string;
  paragraph: number;
}

interface Opened extends Tag {
  path: string;
  /** Absent where the paper lacks it: what stands inside is not judged. */
  place: Place | undefined;
}

const KNOWN = /^([#^/]?)\s*(\.|[\p{L}\d_-]+(?:\.[\p{L}\d_-]+)*)?\s*$/u;

/** The places that a part names and the paper lacks, and sections that do not close. */
export function faultsOfTags({ texts }: Scanned, places: Places, part: string): TemplateFault[] {
  const faults: TemplateFault[] = [];
  const opened: Opened[] = [];
  const fault = (problem: TemplateFault['problem'], { text, paragraph }: Tag) =>
    faults.push({ problem, part, paragraph, what: text.slice(0, 120) });
  for (const tag of tagsIn(texts)) {
    const [whole, sign, path = ''] = KNOWN.exec(tag.text.slice(1, -1)) ?? [];
    if (!tag.text.endsWith('}') || !tag.text.startsWith('{')) fault('torn_place', tag);
    else if (sign === '/' && whole !== undefined) {
      const last = opened.pop();
      if (!last || (path && path !== last.path)) fault('open_section', tag);
    } else {
      const place = whole === undefined || !path ? undefined : placeAt(path, places, opened);
      const isJudged = opened.every((one) => one.place);
      if (isJudged && (!place || (!sign && !isText(place)))) fault('unknown_place', tag);
      if (sign) opened.push({ ...tag, path, place: place && inside(place, sign) });
    }
  }
  for (const one of opened) fault('open_section', one);
  return faults;
}

/** What stands in braces, put together from the pieces that Word cuts it into; a brace without its fellow is a tag too. */
function tagsIn(texts: Scanned['texts']): Tag[] {
  const tags: Tag[] = [];
  let open: Tag | undefined;
  const end = (tag: Tag) => {
    tags.push(tag);
    open = undefined;
  };
  for (const { text, paragraph } of texts) {
    if (open && open.paragraph !== paragraph) end(open);
    for (const piece of text.split(/(?<=[{}])|(?=[{}])/)) {
      if (piece === '{') {
        if (open) end(open);
        open = { text: '{', paragraph };
      } else if (open) {
        open.text += piece;
        if (piece === '}') end(open);
      } else if (piece === '}') tags.push({ text: piece, paragraph });
    }
  }
  if (open) tags.push(open);
  return tags;
}

function placeAt(path: string, places: Places, opened: readonly Opened[]): Place | undefined {
  if (path === '.') return opened.findLast(({ place }) => place?.is !== 'group')?.place;
  const [first = '', ...rest] = path.split('.');
  const scopes = [places, ...opened.flatMap(({ place }) => (place?.is === 'group' ? [place.of] : []))];
  const scope = scopes.findLast((one) => Object.hasOwn(one, first));
  return rest.reduce<Place | undefined>(
    (place, name) => (place?.is === 'group' && Object.hasOwn(place.of, name) ? place.of[name] : undefined),
    scope?.[first],
  );
}

function inside(place: Place, sign: string): Place {
  if (sign === '^') return { is: 'group', of: {} };
  return place.is === 'list' ? place.of : place;
}

const isText = (place: Place) => place.is === 'text' || (place.is === 'list' && place.of.is === 'text');
