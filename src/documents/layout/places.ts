import type { Labels } from '../rendering/labels.js';
import type { Layout } from './block.js';
import { placesOf } from './wording.js';

/** What may stand in braces: a text, a repetition, or a group of further places. */
export type Place = { is: 'text' } | { is: 'list'; of: Place } | { is: 'group'; of: Places };
export type Places = { [name: string]: Place };

// What no sentence can hold, and what is ours alone.
const UNSPEAKABLE = new Set(['createdAt', 'accent', 'line', 'emblem', 'qr', 'photo', 'flag', 'flags', 'source']);

class Growing {
  readonly fields = new Map<string, Growing>();
  item: Growing | undefined;

  constructor(readonly around?: Growing) {}

  /** The place under a path; steps out of a repetition with `^`, stays with `.`. */
  at(path: string): Growing {
    if (path.startsWith('^')) return this.around ? this.around.at(path.slice(1)) : new Growing();
    if (path === '.' || path === '#' || path === '') return this;
    return path.split('.').reduce<Growing>((place, name) => place.field(name), this);
  }

  /** What it is a repetition of. @param around the scope in which the repetition stands, where `^` steps out to */
  repeated(around: Growing): Growing {
    return (this.item ??= new Growing(around));
  }

  grown(): Place {
    if (this.item) return { is: 'list', of: this.item.grown() };
    if (this.fields.size === 0) return { is: 'text' };
    return { is: 'group', of: Object.fromEntries([...this.fields].map(([name, place]) => [name, place.grown()])) };
  }

  private field(name: string): Growing {
    const known = this.fields.get(name) ?? new Growing(this.around);
    this.fields.set(name, known);
    return known;
  }
}

/** Every place that a paper can fill: those its layout names, and those its sample shows. */
export function placesOfPaper(layout: Layout, labels: Labels, samples: readonly object[]): Places {
  const root = new Growing();
  for (const block of layout.blocks) ofSpec(block, root, labels);
  for (const sample of samples) ofSample(sample, root);
  const grown = root.grown();
  return grown.is === 'group' ? grown.of : {};
}

function ofSpec(spec: unknown, scope: Growing, labels: Labels): void {
  if (typeof spec === 'string') return ofText(spec, scope, labels);
  if (Array.isArray(spec)) return spec.forEach((one) => ofSpec(one, scope, labels));
  if (typeof spec !== 'object' || spec === null) return;
  const { each, when, unless, ...rest } = spec as Record<string, unknown>;
  const inner = typeof each === 'string' ? scope.at(each).repeated(scope) : scope;
  for (const condition of [when, unless]) if (typeof condition === 'string') inner.at(condition);
  for (const one of Object.values(rest)) ofSpec(one, inner, labels);
}

function ofText(spec: string, scope: Growing, labels: Labels): void {
  if (spec.startsWith('=')) scope.at(spec.slice(1));
  const wording = spec.startsWith('$') ? (labels[spec.slice(1)] ?? spec) : spec;
  for (const path of placesOf(wording)) if (path !== '#') scope.at(path);
}

function ofSample(value: unknown, place: Growing): void {
  if (Array.isArray(value)) {
    const item = place.repeated(place);
    return value.forEach((one) => ofSample(one, item));
  }
  if (typeof value !== 'object' || value === null || isRichText(value)) return;
  for (const [name, inner] of Object.entries(value)) {
    const isStatus = name === 'status';
    if (!UNSPEAKABLE.has(name)) ofSample(isStatus ? '' : inner, place.at(name));
  }
}

export function isRichText(value: unknown): boolean {
  return typeof value === 'object' && value !== null && (value as { type?: unknown }).type === 'doc';
}

/** A copy of the data for places alone: no pictures, rich text as plain. @param plain how rich text is read */
export function speakable(value: unknown, plain: (richText: unknown) => string): unknown {
  if (isRichText(value)) return plain(value);
  if (Array.isArray(value)) return value.map((one) => speakable(one, plain));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !UNSPEAKABLE.has(name))
      .map(([name, inner]) => [name, speakable(inner, plain)]),
  );
}
