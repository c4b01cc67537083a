import type { z } from 'zod';
import { DomainError } from '../errors.js';
import { hasMessage, t } from '../i18n/translate.js';

/** What a form shows again: what was typed, by path, and what is wrong with it, in the reader's language. */
export interface FormState {
  values: Record<string, string | string[]>;
  /** Path of the field (`members[0].name`; empty for the whole form) → sentence. */
  errors: Record<string, string>;
}

export type ReadForm<T> = ({ ok: true; data: T } & FormState) | ({ ok: false; data?: undefined } & FormState);

type Branch = { [key: string]: Branch | Leaf };
type Leaf = string | string[];

const forbidden = new Set(['__proto__', 'constructor', 'prototype']);
const deepest = 6;

/**
 * Reads a form as it came by POST: flat names (`members[0][name]`, `languages[]`) or the tree that Express made
 * of them. Surrounding space goes, and an empty answer is none at all (`undefined`), so that a schema says
 * `optional()` and not "empty or". Values such as days and boxes are in `form-values.ts`.
 */
export function readForm<S extends z.ZodType>(schema: S, body: unknown): ReadForm<z.output<S>> {
  const tree = renumbered(nest(body)) as Branch;
  const values = flatten(tree);
  const read = schema.safeParse(withLists(clean(tree)) ?? {});
  if (read.success) return { ok: true, data: read.data, values, errors: {} };
  const errors: Record<string, string> = {};
  for (const issue of read.error.issues) errors[pathOf(issue.path)] ??= sentence(issue as z.core.$ZodIssue);
  return { ok: false, values, errors };
}

/** The same state for an error that a rule found later: `withError(form, 'endsOn', t('…'))`. */
export function withError(form: FormState, field: string, sentence: string): FormState {
  return { values: form.values, errors: { ...form.errors, [field]: sentence } };
}

/** A broken rule beside its field, with what was typed. @throws whatever else went wrong, and what is missing or forbidden */
export function brokenRule(form: FormState, error: unknown): FormState {
  if (!(error instanceof DomainError) || error.status === 404) throw error;
  return withError(form, error.field ?? '', t(error.key, error.params));
}

/** A sentence for a zod issue. A message of the schema that is a message key is translated. */
export function sentence(issue: z.core.$ZodIssue): string {
  if (hasMessage(issue.message)) return t(issue.message);
  switch (issue.code) {
    case 'invalid_type':
      return 'input' in issue && issue.input !== undefined ? t('platform.form.wrong') : t('platform.form.missing');
    case 'too_small':
      if (issue.origin === 'string') {
        return Number(issue.minimum) <= 1
          ? t('platform.form.missing')
          : t('platform.form.short', { count: Number(issue.minimum) });
      }
      return issue.origin === 'array'
        ? t('platform.form.few', { count: Number(issue.minimum) })
        : t('platform.form.small', { limit: Number(issue.minimum) });
    case 'too_big':
      if (issue.origin === 'string') return t('platform.form.long', { count: Number(issue.maximum) });
      return issue.origin === 'array'
        ? t('platform.form.many', { count: Number(issue.maximum) })
        : t('platform.form.big', { limit: Number(issue.maximum) });
    case 'invalid_format':
      return t(`platform.form.format.${formats[issue.format] ?? 'other'}`);
    case 'invalid_value':
      return t('platform.form.choice');
    case 'unrecognized_keys':
      return t('platform.form.unknown', { names: issue.keys.join(', ') });
    default:
      return t('platform.form.wrong');
  }
}

/** `['members', 0, 'name']` → `members[0].name`. */
export function pathOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : text ? `${text}.${String(part)}` : String(part)),
    '',
  );
}

const formats: Record<string, string> = {
  email: 'email',
  url: 'url',
  date: 'date',
  time: 'time',
  datetime: 'date',
  uuid: 'other',
};

function nest(body: unknown): Branch {
  const tree: Branch = Object.create(null) as Branch;
  for (const [name, value] of Object.entries((body ?? {}) as Record<string, unknown>)) {
    const list = name.endsWith('[]');
    const path = (list ? name.slice(0, -2) : name).split(/\[|\]\[|\]/).filter(Boolean);
    if (path.length > deepest || path.some((part) => forbidden.has(part))) continue;
    put(tree, path, adopt(value, list));
  }
  return tree;
}

// Express may already have nested the names; what it made is taken over part by part.
function adopt(value: unknown, list: boolean, depth = 0): Branch | Leaf {
  if (Array.isArray(value)) {
    if (value.every((one) => typeof one !== 'object')) return value.map(String);
    return adopt({ ...value }, false, depth);
  }
  if (value && typeof value === 'object' && depth < deepest) {
    const branch: Branch = Object.create(null) as Branch;
    for (const [key, one] of Object.entries(value)) if (!forbidden.has(key)) branch[key] = adopt(one, false, depth + 1);
    return branch;
  }
  return list ? [String(value ?? '')] : String(value ?? '');
}

function put(tree: Branch, path: string[], value: Branch | Leaf): void {
  let branch = tree;
  for (const part of path.slice(0, -1)) {
    const next = branch[part];
    branch = (
      next && typeof next === 'object' && !Array.isArray(next) ? next : (branch[part] = Object.create(null) as Branch)
    ) as Branch;
  }
  branch[path.at(-1) as string] = value;
}

function clean(node: Branch | Leaf): unknown {
  if (typeof node === 'string') return node.trim() === '' ? undefined : node.trim();
  if (Array.isArray(node)) return node.map((one) => one.trim()).filter(Boolean);
  const entries = Object.entries(node).map(([key, one]) => [key, clean(one)] as const);
  const filled = entries.filter(([, one]) => one !== undefined);
  return filled.length > 0 || entries.length === 0 ? Object.fromEntries(filled) : undefined;
}

// A line left wholly empty in a repeated group is no line; the others are counted anew, so that an error's path
// is the place where the form shows its field again.
function renumbered(node: Branch | Leaf): Branch | Leaf {
  if (typeof node === 'string' || Array.isArray(node)) return node;
  const entries = Object.entries(node);
  const isList = entries.length > 0 && entries.every(([key]) => /^\d+$/.test(key));
  const kept = isList
    ? entries.toSorted(([a], [b]) => Number(a) - Number(b)).filter(([, one]) => clean(one) !== undefined)
    : entries;
  const parts = kept.map(([key, one], n) => [isList ? String(n) : key, renumbered(one)] as const);
  // A group of which every line was empty is not there: its schema then has its default.
  return Object.fromEntries(
    parts.filter(([, one]) => typeof one === 'string' || Object.keys(one).length > 0 || Array.isArray(one)),
  );
}

function withLists(node: unknown): unknown {
  if (!node || typeof node !== 'object' || Array.isArray(node)) return node;
  const entries = Object.entries(node).map(([key, one]) => [key, withLists(one)] as const);
  if (entries.length > 0 && entries.every(([key]) => /^\d+$/.test(key))) {
    return entries.toSorted(([a], [b]) => Number(a) - Number(b)).map(([, one]) => one);
  }
  return Object.fromEntries(entries);
}

function flatten(node: Branch | Leaf, path = '', into: FormState['values'] = {}): FormState['values'] {
  if (typeof node === 'string' || Array.isArray(node)) into[path] = node;
  else
    for (const [key, one] of Object.entries(node))
      flatten(one, /^\d+$/.test(key) ? `${path}[${key}]` : path ? `${path}.${key}` : key, into);
  return into;
}
