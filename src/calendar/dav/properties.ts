import { type Actor, Current } from '../../platform/current.js';
import { localized } from '../../platform/i18n/translate.js';
import { toHttpDate } from '../conditional.js';
import { feedName, itemText } from '../feed-text.js';
import type { Collection, Member } from './collections.service.js';
import { APPLE, C, CS, D, element, href, type Properties } from './multistatus.js';
import { syncToken } from './sync-token.js';
import { escapeXml } from './xml.js';

export const ROOT = '/dav/';
export const principalPath = (actor: Actor) => `/dav/principals/${actor.accountId}/`;
export const homePath = (actor: Actor) => `/dav/calendars/${actor.accountId}/`;
export const collectionPath = (actor: Actor, feedId: string) => `${homePath(actor)}${feedId}/`;
export const memberPath = (actor: Actor, feedId: string, id: string) => `${collectionPath(actor, feedId)}${id}.ics`;

const REPORTS = [C('calendar-query'), C('calendar-multiget'), C('free-busy-query'), D('sync-collection')];
const reports = () =>
  REPORTS.map((name) => element(D('supported-report'), element(D('report'), element(name)))).join('');
const privileges = () =>
  [D('read'), D('read-current-user-privilege-set'), C('read-free-busy')]
    .map((name) => element(D('privilege'), element(name)))
    .join('');

/** What every resource has. */
function shared(actor: Actor): Properties {
  return {
    [D('current-user-principal')]: href(principalPath(actor)),
    [D('owner')]: href(principalPath(actor)),
    [D('current-user-privilege-set')]: privileges(),
  };
}

export function rootProperties(actor: Actor): Properties {
  return {
    ...shared(actor),
    [D('resourcetype')]: element(D('collection')),
    [D('displayname')]: escapeXml(localized(Current.institution.name)),
    [D('principal-collection-set')]: href('/dav/principals/'),
    // Some programs ask the root for what belongs to the principal.
    [C('calendar-home-set')]: href(homePath(actor)),
  };
}

export function principalProperties(actor: Actor): Properties {
  return {
    ...shared(actor),
    [D('resourcetype')]: element(D('collection')) + element(D('principal')),
    [D('displayname')]: escapeXml(actor.name),
    [D('principal-URL')]: href(principalPath(actor)),
    [D('principal-collection-set')]: href('/dav/principals/'),
    [C('calendar-home-set')]: href(homePath(actor)),
    [C('calendar-user-address-set')]: href(`mailto:${actor.email}`),
    [C('calendar-user-type')]: 'INDIVIDUAL',
  };
}

export function homeProperties(actor: Actor): Properties {
  return {
    ...shared(actor),
    [D('resourcetype')]: element(D('collection')),
    [D('displayname')]: escapeXml(localized(Current.institution.name)),
  };
}

export function collectionProperties(actor: Actor, collection: Collection): Properties {
  const { feed, contents, members } = collection;
  const size = [...members.values()].reduce((sum, { text }) => sum + text.length, 0);
  return {
    ...shared(actor),
    [D('resourcetype')]: element(D('collection')) + element(C('calendar')),
    [D('displayname')]: escapeXml(contents.withdrawn ? feedName(contents) : feed.name),
    [D('sync-token')]: syncToken(feed.id, collection),
    [D('supported-report-set')]: reports(),
    [D('quota-used-bytes')]: String(size),
    [C('calendar-description')]: escapeXml(localized(Current.institution.name, feed.language)),
    [C('supported-calendar-component-set')]: element(C('comp'), '', ' name="VEVENT"'),
    [C('supported-calendar-data')]: element(C('calendar-data'), '', ' content-type="text/calendar" version="2.0"'),
    [CS('getctag')]: syncToken(feed.id, collection),
    [APPLE('calendar-color')]: `${Current.institution.accent}FF`,
  };
}

/** An entry's own text is put together only where it is asked for: most requests want tags alone. */
export function memberProperties(actor: Actor, member: Member): Properties {
  return {
    ...shared(actor),
    [D('resourcetype')]: '',
    [D('getetag')]: escapeXml(member.etag),
    [D('getcontenttype')]: 'text/calendar; charset=utf-8; component=VEVENT',
    get [D('getcontentlength')]() {
      return String(Buffer.byteLength(itemText(member)));
    },
    [D('getlastmodified')]: toHttpDate(member.changedAt),
    get [C('calendar-data')]() {
      return escapeXml(itemText(member));
    },
  };
}

/** Only named in an allprop: whole calendars are asked for with a report. */
export const DEAR = [C('calendar-data')];
