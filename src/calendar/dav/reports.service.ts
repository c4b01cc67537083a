import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/current.js';
import { type Collection, Collections, type Member } from './collections.service.js';
import { freeBusyText } from '../ical/free-busy.js';
import { C, D, element, failed, multistatus, type ResourceAnswer } from './multistatus.js';
import { collectionPath, memberPath, memberProperties, syncToken } from './properties.js';
import { passes, spanOf, touches } from './query-filter.js';
import { child, children, type XmlElement } from './xml.js';

export interface DavAnswer {
  status: number;
  body: string;
  mediaType?: string;
}

const MOST_HREFS = 5000;

/** The REPORTs of a calendar: by query, by name, what changed, and when it is busy. */
@Injectable()
export class Reports {
  constructor(private readonly collections: Collections) {}

  async answer(actor: Actor, feedId: string, report: XmlElement): Promise<DavAnswer> {
    const collection = await this.collections.one(feedId);
    switch (report.name) {
      case C('calendar-query'):
        return this.query(actor, collection, report);
      case C('calendar-multiget'):
        return this.multiget(actor, collection, report);
      case D('sync-collection'):
        return this.sync(actor, collection, report);
      case C('free-busy-query'):
        return this.freeBusy(collection, report);
      default:
        return { status: 403, body: failed(D('supported-report')) };
    }
  }

  private query(actor: Actor, collection: Collection, report: XmlElement): DavAnswer {
    const filter = child(report, C('filter'));
    const found = [...collection.members.values()].filter((member) => passes(member, filter));
    return this.members(actor, collection, found, report);
  }

  private multiget(actor: Actor, collection: Collection, report: XmlElement): DavAnswer {
    const asked = children(report, D('href')).slice(0, MOST_HREFS);
    const base = collectionPath(actor, collection.feed.id);
    const answers = asked.map(({ text }): ResourceAnswer => {
      const path = pathOf(text.trim());
      const id = path.startsWith(base) ? path.slice(base.length).replace(/\.ics$/, '') : '';
      const member = collection.members.get(id);
      return { href: text.trim(), properties: member ? memberProperties(actor, member) : null };
    });
    return { status: 207, body: multistatus(answers, wantedOf(report)) };
  }

  private async sync(actor: Actor, collection: Collection, report: XmlElement): Promise<DavAnswer> {
    const token = child(report, D('sync-token'))?.text.trim() ?? '';
    const after = element(D('sync-token'), syncToken(collection));
    if (token === '') return this.members(actor, collection, [...collection.members.values()], report, after);
    const prefix = `urn:entente:sync:${collection.feed.id}:`;
    const serial =
      token.startsWith(prefix) && /^\d{1,9}$/.test(token.slice(prefix.length)) ? token.slice(prefix.length) : null;
    const changes = serial === null ? null : await this.collections.changes(collection, Number(serial));
    if (!changes) return { status: 403, body: failed(D('valid-sync-token')) };
    const href = (id: string) => memberPath(actor, collection.feed.id, id);
    const answers = [
      ...changes.changed.flatMap((id): ResourceAnswer[] => {
        const member = collection.members.get(id);
        return member ? [{ href: href(id), properties: memberProperties(actor, member) }] : [];
      }),
      ...changes.gone.map((id) => ({ href: href(id), properties: null })),
    ];
    return { status: 207, body: multistatus(answers, wantedOf(report), after) };
  }

  private freeBusy(collection: Collection, report: XmlElement): DavAnswer {
    const span = spanOf(child(report, C('time-range')));
    if (!span?.from || !span.until || Temporal.Instant.compare(span.from, span.until) >= 0)
      return { status: 403, body: failed(C('valid-filter')) };
    const { from, until } = span;
    const busy = [...collection.members.values()]
      .filter((member) => takesTime(member) && touches(member, { from, until }))
      .map((member) => ({ from: member.from, until: member.until, isTentative: member.data?.tentative ?? false }));
    const own = { uid: `free-busy-${collection.feed.id}`, stamp: collection.contents.updatedAt ?? from };
    return { status: 200, body: freeBusyText({ from, until }, busy, own), mediaType: 'text/calendar; charset=utf-8' };
  }

  private members(actor: Actor, { feed }: Collection, found: Member[], report: XmlElement, after = ''): DavAnswer {
    const answers = found.map((member) => ({
      href: memberPath(actor, feed.id, member.id),
      properties: memberProperties(actor, member),
    }));
    return { status: 207, body: multistatus(answers, wantedOf(report), after) };
  }
}

/** A banner over days takes nobody's time, and what is cancelled none any more. */
function takesTime({ text }: Member): boolean {
  return text.includes('TRANSP:OPAQUE') && !text.includes('STATUS:CANCELLED');
}

/** The properties that a request names; null for all of them. */
export function wantedOf(request: XmlElement): string[] | null {
  const prop = child(request, D('prop'));
  return prop ? prop.children.map(({ name }) => name) : null;
}

function pathOf(text: string): string {
  const path = URL.canParse(text) ? new URL(text).pathname : text;
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
