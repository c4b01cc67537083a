import { describe, expect, it } from 'vitest';
import type { Actor, Grant } from '../platform/current.js';
import * as rules from './feed.rules.js';

const BODY = 'b';
const someone = (role: string, scope: Partial<Grant> = {}): Actor => ({
  ...{ accountId: 'a', personId: 'p', name: '', email: '', tokenScopes: null },
  grants: [{ role, scopeKind: 'institution', scopeId: null, ...scope }],
});

describe('a diary', () => {
  it('is its owner’s and the diary keepers’', () => {
    expect(rules.mayFollowPerson(someone('member'), 'p')).toBe(true);
    expect(rules.mayFollowPerson(someone('member'), 'q')).toBe(false);
    expect(rules.mayFollowPerson(someone('protocol'), 'q')).toBe(true);
  });

  it('is not opened by a desk for one country', () => {
    expect(rules.mayFollowPerson(someone('desk-officer', { scopeKind: 'country', scopeId: 'NO' }), 'q')).toBe(false);
  });
});

describe('a body', () => {
  it('is its members’, by seat or by grant', () => {
    expect(rules.mayFollowBody(someone('member', { scopeKind: 'body', scopeId: BODY }), BODY, false)).toBe(true);
    expect(rules.mayFollowBody(someone('member', { scopeKind: 'body', scopeId: 'c' }), BODY, false)).toBe(false);
    expect(rules.mayFollowBody(someone('member', { scopeKind: 'body', scopeId: 'c' }), BODY, true)).toBe(true);
  });
});

describe('resources, countries and the public calendar', () => {
  it('are their keepers’', () => {
    expect(rules.mayFollowResource(someone('interpreter-coord'))).toBe(true);
    expect(rules.mayFollowResource(someone('member'))).toBe(false);
    expect(rules.mayFollowResource(someone('member'), 'p')).toBe(true);
    expect(rules.mayFollowCountry(someone('desk-officer', { scopeKind: 'country', scopeId: 'NO' }), 'NO')).toBe(true);
    expect(rules.mayFollowCountry(someone('desk-officer', { scopeKind: 'country', scopeId: 'NO' }), 'FR')).toBe(false);
    expect(rules.mayPublish(someone('desk-officer'))).toBe(false);
    expect(rules.mayPublish(someone('protocol'))).toBe(true);
  });
});

it('clears by role and scope', () => {
  expect(rules.isCleared(someone('protocol'), { kind: 'venue', id: 'v' })).toBe(true);
  expect(rules.isCleared(someone('member'), { kind: 'person', id: 'p' })).toBe(false);
  const ofOne = someone('protocol', { scopeKind: 'activity', scopeId: 'x' });
  expect(rules.isCleared(ofOne, { kind: 'activity', id: 'x' })).toBe(true);
  expect(rules.isCleared(ofOne, { kind: 'activity', id: 'y' })).toBe(false);
});
