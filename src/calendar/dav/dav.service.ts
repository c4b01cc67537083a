import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/current.js';
import { NotFound } from '../../platform/errors.js';
import { isNotModified } from '../conditional.js';
import { feedText, itemText } from '../feed-text.js';
import { type Collection, Collections } from './collections.service.js';
import { D, failed, multistatus, type ResourceAnswer } from './multistatus.js';
import * as props from './properties.js';
import { type DavAnswer, Reports, wantedOf } from './reports.service.js';
import { child, readXml } from './xml.js';

export interface DavRequest {
  body: string;
  depth: string;
  ifNoneMatch: string | undefined;
  /** The program's own name. */
  client: string | undefined;
}

type Place =
  | { kind: 'root' }
  | { kind: 'principals' }
  | { kind: 'principal' }
  | { kind: 'home' }
  | { kind: 'calendar'; feedId: string }
  | { kind: 'entry'; feedId: string; id: string };

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const PATHS = {
  principal: new RegExp(`^/dav/principals/(${UUID})/?$`),
  home: new RegExp(`^/dav/calendars/(${UUID})/?$`),
  calendar: new RegExp(`^/dav/calendars/(${UUID})/(${UUID})/?$`),
  entry: new RegExp(`^/dav/calendars/(${UUID})/(${UUID})/(${UUID})\\.ics$`),
};

/** The tree of an account: root, principal, home, calendars, entries. Everybody sees only their own. */
@Injectable()
export class DavService {
  constructor(
    private readonly collections: Collections,
    private readonly reports: Reports,
  ) {}

  /** Needs an open unit of work that may write: what a client has seen is remembered. @throws NotFound, UnreadableXml */
  async answer(
    actor: Actor,
    method: string,
    path: string,
    request: DavRequest,
  ): Promise<DavAnswer & { headers?: Record<string, string> }> {
    const place = placeOf(actor, path);
    if (method === 'PROPFIND') return this.propfind(actor, place, request);
    if (method === 'REPORT') {
      if (place.kind !== 'calendar') return { status: 403, body: failed(D('supported-report')) };
      return this.reports.answer(actor, place.feedId, readXml(request.body), request.client);
    }
    if (method === 'GET' || method === 'HEAD') return this.get(place, request);
    // These calendars show; the plan is changed in Entente.
    return { status: 403, body: failed(D('need-privileges')) };
  }

  private async propfind(actor: Actor, place: Place, { body, depth, client }: DavRequest): Promise<DavAnswer> {
    const request = body.trim() === '' ? null : readXml(body);
    if (depth !== '0' && depth !== '1') return { status: 403, body: failed(D('propfind-finite-depth')) };
    const isNames = request !== null && child(request, D('propname')) !== undefined;
    const wanted = request === null || isNames ? null : wantedOf(request);
    const answers = await this.resources(actor, place, depth === '1', client);
    // Whole calendars do not belong into an answer that did not ask for them by name.
    const spared = answers.map(({ href, properties }) => ({
      href,
      properties: wanted ? properties : without(properties),
    }));
    const named = isNames ? spared.map(({ href, properties }) => ({ href, properties: emptied(properties) })) : spared;
    return { status: 207, body: multistatus(named, wanted) };
  }

  private async resources(
    actor: Actor,
    place: Place,
    isDeep: boolean,
    client: string | undefined,
  ): Promise<ResourceAnswer[]> {
    const principal = { href: props.principalPath(actor), properties: props.principalProperties(actor) };
    const home = { href: props.homePath(actor), properties: props.homeProperties(actor) };
    switch (place.kind) {
      case 'root':
      case 'principals':
        return [
          { href: place.kind === 'root' ? props.ROOT : '/dav/principals/', properties: props.rootProperties(actor) },
          ...(isDeep ? [principal, ...(place.kind === 'root' ? [home] : [])] : []),
        ];
      case 'principal':
        return [principal];
      case 'home': {
        const calendars = isDeep ? await this.collections.all(client) : [];
        return [home, ...calendars.map((collection) => calendarAnswer(actor, collection))];
      }
      case 'calendar': {
        const collection = await this.collections.one(place.feedId, client);
        const members = isDeep ? [...collection.members.values()] : [];
        return [
          calendarAnswer(actor, collection),
          ...members.map((member) => ({
            href: props.memberPath(actor, place.feedId, member.id),
            properties: props.memberProperties(actor, member),
          })),
        ];
      }
      case 'entry': {
        const member = (await this.collections.one(place.feedId, client)).members.get(place.id);
        if (!member) throw new NotFound();
        return [
          { href: props.memberPath(actor, place.feedId, place.id), properties: props.memberProperties(actor, member) },
        ];
      }
    }
  }

  private async get(
    place: Place,
    { ifNoneMatch, client }: DavRequest,
  ): Promise<DavAnswer & { headers?: Record<string, string> }> {
    const mediaType = 'text/calendar; charset=utf-8';
    if (place.kind === 'entry') {
      const member = (await this.collections.one(place.feedId, client)).members.get(place.id);
      if (!member) throw new NotFound();
      const isKnown = isNotModified({ ifNoneMatch }, member);
      return { status: isKnown ? 304 : 200, body: itemText(member), mediaType, headers: { ETag: member.etag } };
    }
    if (place.kind === 'calendar') {
      const { contents } = await this.collections.one(place.feedId, client);
      return { status: 200, body: feedText(contents), mediaType };
    }
    return { status: 200, body: 'Calendars for calendar programs: add this address as a CalDAV account.\n' };
  }
}

function calendarAnswer(actor: Actor, collection: Collection): ResourceAnswer {
  const href = props.collectionPath(actor, collection.feed.id);
  return { href, properties: props.collectionProperties(actor, collection) };
}

/** What a path names; another account's tree is not there. @throws NotFound */
function placeOf(actor: Actor, path: string): Place {
  if (/^\/dav\/?$/.test(path)) return { kind: 'root' };
  if (/^\/dav\/principals\/?$/.test(path)) return { kind: 'principals' };
  for (const kind of ['principal', 'home', 'calendar', 'entry'] as const) {
    const [, account, feedId = '', id = ''] = PATHS[kind].exec(path) ?? [];
    if (account === undefined) continue;
    if (account !== actor.accountId) throw new NotFound();
    return { kind, feedId, id };
  }
  throw new NotFound();
}

const without = (properties: ResourceAnswer['properties']) =>
  properties &&
  Object.fromEntries(
    Object.keys(properties)
      .filter((name) => !props.DEAR.includes(name))
      .map((name) => [name, properties[name]!]),
  );
const emptied = (properties: ResourceAnswer['properties']) =>
  properties && Object.fromEntries(Object.keys(properties).map((name) => [name, '']));
