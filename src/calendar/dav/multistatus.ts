import { escapeXml } from './xml.js';

/** Namespaces of what calendar programs ask for, with the prefix under which we write them. */
const PREFIXES: Record<string, string> = {
  'DAV:': 'd',
  'urn:ietf:params:xml:ns:caldav': 'c',
  'http://calendarserver.org/ns/': 'cs',
  'http://apple.com/ns/ical/': 'a',
};
export const D = (name: string) => `{DAV:}${name}`;
export const C = (name: string) => `{urn:ietf:params:xml:ns:caldav}${name}`;
export const CS = (name: string) => `{http://calendarserver.org/ns/}${name}`;
export const APPLE = (name: string) => `{http://apple.com/ns/ical/}${name}`;

/** Properties of a resource: `{DAV:}getetag` → its content as XML. */
export type Properties = Record<string, string>;

export interface ResourceAnswer {
  href: string;
  /** Null where the resource is gone or never was. */
  properties: Properties | null;
}

/** An element by its full name; the content is XML already. */
export function element(name: string, content = '', attributes = ''): string {
  const [, space = '', local = ''] = /^\{([^}]*)\}(.*)$/.exec(name) ?? [];
  const prefix = PREFIXES[space];
  const tag = prefix ? `${prefix}:${local}` : `x:${local}`;
  const spaceOf = prefix ? '' : ` xmlns:x="${escapeXml(space)}"`;
  return content === '' ? `<${tag}${spaceOf}${attributes}/>` : `<${tag}${spaceOf}${attributes}>${content}</${tag}>`;
}

export const href = (path: string) => element(D('href'), escapeXml(path));

/**
 * A 207 body. Of each resource the wanted properties that it has stand under 200, the others under 404; `null` wants whatever it has.
 * @param after elements behind the responses, such as the sync token
 */
export function multistatus(answers: readonly ResourceAnswer[], wanted: readonly string[] | null, after = ''): string {
  const responses = answers.map(({ href: path, properties }) => {
    if (!properties) return element(D('response'), href(path) + status(404));
    const names = wanted ?? Object.keys(properties);
    const there = names.filter((name) => name in properties);
    const missing = names.filter((name) => !(name in properties));
    const parts = [
      there.length > 0 && propstat(there.map((name) => element(name, properties[name])).join(''), 200),
      missing.length > 0 && propstat(missing.map((name) => element(name)).join(''), 404),
    ];
    return element(D('response'), href(path) + (parts.filter(Boolean).join('') || propstat('', 200)));
  });
  return document('multistatus', responses.join('') + after);
}

/** A precondition that failed, as RFC 4918 §16 names it. */
export const failed = (condition: string) => document('error', element(condition));

function document(name: string, content: string): string {
  const spaces = Object.entries(PREFIXES).map(([space, prefix]) => `xmlns:${prefix}="${space}"`);
  return `<?xml version="1.0" encoding="utf-8"?>\n<d:${name} ${spaces.join(' ')}>${content}</d:${name}>\n`;
}

const propstat = (content: string, code: number) => element(D('propstat'), element(D('prop'), content) + status(code));

const status = (code: 200 | 404 | number) =>
  element(D('status'), `HTTP/1.1 ${code} ${code === 200 ? 'OK' : 'Not Found'}`);
