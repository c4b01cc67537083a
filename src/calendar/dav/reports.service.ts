import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/current.js';
import { type Collection, Collections, type Member } from './collections.service.js';
import { freeBusyText } from '../ical/free-busy.js';
import { C, D, element, failed, multistatus, type ResourceAnswer } from './multistatus.js';
import { collectionPath, memberPath, memberProperties } from './properties.js';
import { passes, spanOf, touches, UnreadableFilter } from './query-filter.js';
import { cutAnswer, NOTHING_TOLD, syncToken, toldBy } from './sync-token.js';
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

  /** @param client the program's own name, for the owner's page */
  async answer(actor: Actor, feedId: string, report: XmlElement, client: string | undefined): Promise<DavAnswer> {
    const collection = await this.collections.one(feedId, client);
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
    try {
      const found = [...collection.members.values()].filter((member) => passes(member, filter));
      const answers = found.map((member) => ({
        href: memberPath(actor, collection.feed.id, member.id),
        properties: memberProperties(actor, member),
      }));
      return { status: 207, body: multistatus(answers, wantedOf(report)) };
    } catch (error) {
      // An empty answer would be taken for an empty calendar.
      if (error instanceof UnreadableFilter) return { status: 403, body: failed(C('valid-filter')) };
      throw error;
    }
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
    const told = token === '' ? NOTHING_TOLD : toldBy(token, collection.feed.id);
    const most = Number(child(child(report, D('limit')), D('nresults'))?.text.trim() ?? Number.NaN);
    const changes = told && (await this.collections.changes(collection, told, most > 0 ? Math.floor(most) : null));
    if (!changes) return { status: 403, body: failed(D('valid-sync-token')) };
    const href = (id: string) => memberPath(actor, collection.feed.id, id);
    const answers = [
      ...changes.changed.flatMap((id): ResourceAnswer[] => {
        const member = collection.members.get(id);
        return member ? [{ href: href(id), properties: memberProperties(actor, member) }] : [];
      }),
      ...changes.gone.map((id) => ({ href: href(id), properties: null })),
    ];
    const after =
      (changes.cut ? cutAnswer(collectionPath(actor, collection.feed.id)) : '') +
      element(D('sync-token'), syncToken(collection.feed.id, changes.cut ?? collection));
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
}

/** A banner over days takes nobody's time, and what is cancelled none any more. Whole lines: a title may say the same. */
function takesTime({ text }: Member): boolean {
  return text.includes('\r\nTRANSP:OPAQUE\r\n') && !text.includes('\r\nSTATUS:CANCELLED\r\n');
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
