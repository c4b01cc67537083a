import { Liquid, type Template } from 'liquidjs';
import { type TemplateField, TemplateRefused } from './template.errors.js';

/** What a letter says. An institution arranges these and nothing else. */
export const PLACEHOLDERS = [
  'salutation',
  'lead',
  'paragraphs',
  'facts',
  'url',
  'button',
  'foot',
  'name',
  'post',
  'organisation',
  'care_of',
  'title',
  'day',
  'time',
  'place',
  'dress',
  'answer_by',
  'institution',
  'subject',
  'language',
  'direction',
] as const;

const TAGS = new Set(['if', 'unless', 'for', 'case', 'assign', 'comment', 'break', 'continue']);
const FILTERS = new Set(['escape', 'upcase', 'downcase', 'capitalize', 'default', 'join', 'first', 'last', 'size', 'strip', 'truncate', 'replace', 'append', 'prepend']); // prettier-ignore
const LONGEST = 100_000;
/** How long the trial may take, in milliseconds: a hundred times what a letter takes. */
const TRIAL_MS = 500;
const ACTIVE = /<\s*(?:script|iframe|object|embed|form|input|base|meta|link|style)\b|\son[a-z]+\s*=|javascript:|<!--\s*#/i;

const LIMITS = {
  ownPropertyOnly: true,
  strictVariables: true,
  strictFilters: true,
  dynamicPartials: false,
  parseLimit: LONGEST + 20_000,
  // Wall time: a letter is not to fail because the machine is busy.
  renderLimit: 10_000,
  memoryLimit: 1e6,
} as const;

export const engines: Record<TemplateField, Liquid> = {
  html: narrowed(new Liquid({ ...LIMITS, outputEscape: 'escape' })),
  text: narrowed(new Liquid(LIMITS)),
};

/**
 * Reads one part of a template as the institution wrote it, and refuses whatever is not on the list: by name and place.
 * @param sample what it is filled with for a trial @throws TemplateRefused
 */
export function checkTemplate(field: TemplateField, source: string, sample: object): void {
  if (source.length > LONGEST) throw new TemplateRefused('too_long', field);
  const active = field === 'html' ? ACTIVE.exec(source) : null;
  if (active) throw new TemplateRefused('active', field, active[0].trim(), placeOf(source, active.index));
  const parsed = parse(field, source);
  for (const [name, uses] of Object.entries(engines[field].analyzeSync(parsed, { partials: false }).globals)) {
    for (const { location, segments } of uses) {
      const at = { line: location.row, column: location.col };
      if (!(PLACEHOLDERS as readonly string[]).includes(name)) throw new TemplateRefused('unknown', field, name, at);
      if (segments.length > 1) throw new TemplateRefused('unknown', field, segments.map(String).join('.'), at);
    }
  }
  if (!/\burl\b/.test(source)) throw new TemplateRefused('no_link', field);
  try {
    engines[field].renderSync(parsed, sample, { renderLimit: TRIAL_MS });
  } catch (error) {
    throw refusalOf(error, field);
  }
}

export function parse(field: TemplateField, source: string): Template[] {
  try {
    return engines[field].parse(source);
  } catch (error) {
    throw refusalOf(error, field);
  }
}

/** Tags that reach other files, and filters that undo the escaping or show more than a value, are not there at all. */
function narrowed(engine: Liquid): Liquid {
  for (const name of Object.keys(engine.tags)) if (!TAGS.has(name)) delete engine.tags[name];
  for (const name of Object.keys(engine.filters)) if (!FILTERS.has(name)) delete engine.filters[name];
  return engine;
}

function refusalOf(error: unknown, field: TemplateField): TemplateRefused {
  const words = error instanceof Error ? error.message : String(error);
  const place = /line:(\d+), col:(\d+)/.exec(words);
  const at = place && { line: Number(place[1]), column: Number(place[2]) };
  return new TemplateRefused('unreadable', field, words.replace(/, line:.*$/s, '').slice(0, 200), at);
}

function placeOf(source: string, index: number): { line: number; column: number } {
  const before = source.slice(0, index).split('\n');
  return { line: before.length, column: before.at(-1)!.length + 1 };
}
