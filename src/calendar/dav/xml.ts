/** An element with its namespace resolved; text is that of its own text nodes. */
export interface XmlElement {
  /** `{DAV:}prop` */
  name: string;
  attributes: Record<string, string>;
  children: XmlElement[];
  text: string;
}

export class UnreadableXml extends Error {}

const DEEPEST = 30;
const MOST_ELEMENTS = 20_000;
const PREDEFINED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const TOKEN =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)([^\s<>/"'=]+)((?:\s+[^\s<>/"'=]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/y;

/**
 * Reads the small XML bodies of WebDAV requests. No document type and no entities but the predefined ones: what could make a
 * parser fetch or grow is refused. @throws UnreadableXml
 */
export function readXml(text: string): XmlElement {
  const root: XmlElement = { name: '', attributes: {}, children: [], text: '' };
  const open: { element: XmlElement; tag: string; spaces: Map<string, string> }[] = [
    { element: root, tag: '', spaces: new Map([['xml', 'http://www.w3.org/XML/1998/namespace']]) },
  ];
  let count = 0;
  TOKEN.lastIndex = 0;
  const source = text.replace(/^\uFEFF/, '');
  for (let at = 0; at < source.length; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(source);
    if (!found) throw new UnreadableXml(`at ${at}`);
    const [, cdata, closing, tag, attributes = '', empty, words] = found;
    const current = open.at(-1)!;
    if (cdata !== undefined) current.element.text += cdata;
    else if (words !== undefined) current.element.text += unescaped(words);
    else if (tag === undefined) continue;
    else if (closing) {
      if (open.length === 1 || current.tag !== tag) throw new UnreadableXml(`</${tag}>`);
      open.pop();
    } else {
      if (++count > MOST_ELEMENTS || open.length > DEEPEST) throw new UnreadableXml('too large');
      const given = attributesOf(attributes);
      const spaces = new Map(current.spaces);
      for (const [name, value] of given) {
        if (name === 'xmlns') spaces.set('', value);
        else if (name.startsWith('xmlns:')) spaces.set(name.slice(6), value);
      }
      const plain = given.filter(([name]) => !name.startsWith('xmlns'));
      const element = { name: resolved(tag, spaces), attributes: Object.fromEntries(plain), children: [], text: '' };
      current.element.children.push(element);
      if (!empty) open.push({ element, tag, spaces });
    }
  }
  if (open.length > 1 || root.children.length !== 1 || root.text.trim()) throw new UnreadableXml('not one element');
  return root.children[0]!;
}

export const child = (element: XmlElement | undefined, name: string) =>
  element?.children.find((one) => one.name === name);

export const children = (element: XmlElement | undefined, name: string) =>
  element?.children.filter((one) => one.name === name) ?? [];

/** Text as content or attribute value; what XML 1.0 cannot hold at all is left out. */
export function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"\r]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

function attributesOf(text: string): [string, string][] {
  return [...text.matchAll(/([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(([, name = '', a, b]) => [
    name,
    unescaped(a ?? b ?? ''),
  ]);
}

function resolved(tag: string, spaces: Map<string, string>): string {
  const [prefix, local] = tag.includes(':') ? tag.split(':', 2) : ['', tag];
  const space = spaces.get(prefix!);
  if (space === undefined && prefix) throw new UnreadableXml(`prefix ${prefix}`);
  return `{${space ?? ''}}${local}`;
}

function unescaped(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|([^;]*));?/gi, (_all, hex?: string, number?: string, name?: string) => {
    const code = hex ? Number.parseInt(hex, 16) : number ? Number(number) : Number.NaN;
    const sign = Number.isNaN(code)
      ? PREDEFINED[name ?? '']
      : code <= 0x10ffff
        ? String.fromCodePoint(code)
        : undefined;
    if (sign === undefined) throw new UnreadableXml(`entity ${name ?? code}`);
    return sign;
  });
}
