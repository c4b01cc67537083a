import { lookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { isPublicAddress } from './addresses.rules.js';

/** The address may not be asked: not https, a name or number of an inner network, another port. */
export class ClosedAddress extends Error {}

export class UnknownHost extends Error {}

export interface Address {
  address: string;
  family: number;
}

/** The host of an address without the brackets of IPv6. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}

/**
 * Resolves a name once. Every address it has must be public, unless the operator opened the inner network.
 * @throws ClosedAddress; UnknownHost
 */
export async function resolved(url: URL, mayBePrivate: boolean): Promise<Address> {
  const host = hostOf(url);
  const found = isIP(host)
    ? [{ address: host, family: isIP(host) }]
    : await lookup(host, { all: true }).catch(() => Promise.reject(new UnknownHost(host)));
  if (!mayBePrivate && !found.every((one) => isPublicAddress(one.address)))
    throw new ClosedAddress('is not on the public Internet');
  const [to] = found;
  if (!to) throw new UnknownHost(host);
  return to;
}

/** `lookup` of a request that goes to the address which was judged, whatever the name resolves to by now. */
export function pinnedTo(to: Address): LookupFunction {
  return (_host, options, done) => (options.all ? done(null, [to]) : done(null, to.address, to.family));
}
