import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import type { Actor } from '../platform/current.js';
import { mayTake, stepsOffered } from './commitment.rules.js';
import { COMMITMENT_COURSE, commitmentDiagram, stepsFrom } from './commitment.states.js';

const actor = (accountId: string, role?: string): Actor =>
  ({
    accountId,
    personId: null,
    name: '',
    email: '',
    grants: role ? [{ role, scopeKind: 'institution', scopeId: null }] : [],
  }) as unknown as Actor;
const names = (steps: readonly { name: string }[]) => steps.map(({ name }) => name);

describe('the course of a commitment', () => {
  it('is drawn in the handbook as the table says', () => {
    expect(readFileSync('docs/commitments.md', 'utf8')).toContain(commitmentDiagram());
  });

  it('leads from every state to an end', () => {
    const ends = new Set(['verified']);
    for (let grown = 0; grown !== ends.size;) {
      grown = ends.size;
      for (const { from, to } of COMMITMENT_COURSE) if (ends.has(to)) for (const one of from) ends.add(one);
    }
    expect(ends.size).toBe(7);
    expect(stepsFrom('verified')).toEqual([]);
  });
});

describe('who takes a step', () => {
  const mine = { state: 'assigned' as const, accountId: 'me', fulfilledBy: null };

  it('is whoever is responsible, for the work; not for verifying or dropping', () => {
    expect(names(stepsOffered(actor('me'), mine))).toEqual(['begin', 'part', 'fulfil']);
    expect(names(stepsOffered(actor('other'), mine))).toEqual([]);
    expect(names(stepsOffered(actor('desk', 'desk-officer'), mine))).toContain('drop');
  });

  it('verifies nobody who said it was kept', () => {
    const kept = { state: 'fulfilled' as const, accountId: 'me', fulfilledBy: 'head' };
    expect(names(stepsOffered(actor('head', 'head-intl'), kept))).toEqual(['reopen']);
    expect(names(stepsOffered(actor('speaker', 'approver'), kept))).toEqual(['verify', 'reopen']);
    const verify = COMMITMENT_COURSE.find(({ name }) => name === 'verify')!;
    expect(mayTake(actor('desk', 'desk-officer'), kept, verify)).toBe(false);
  });
});
