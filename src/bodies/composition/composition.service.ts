import { Injectable } from '@nestjs/common';
import { Current, type LocalizedText } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { DomainError } from '../../platform/errors.js';
import { formatCountry, formatList } from '../../platform/i18n/format.js';
import { t } from '../../platform/i18n/translate.js';
import type { Body } from '../body.entity.js';
import { BodyRule } from './body-rule.entity.js';
import { broken, type Place, type Violation } from './composition.rules.js';

export interface RuleCheck {
  rule: { id: string; name: LocalizedText; source: string | null; level: 'block' | 'warn' };
  violations: Violation[];
}

/** A body with the rules that it breaks. */
export interface BrokenBody {
  id: string;
  name: LocalizedText;
  checks: RuleCheck[];
}

/** A change would break rules that the institution does not let be broken; `params.list` tells each in words. */
export class CompositionBroken extends DomainError {
  constructor(
    readonly sentences: string[],
    field = '',
  ) {
    super('bodies.error.composition', { count: sentences.length, list: sentences.join(' ') }, { field });
  }
}

/** Looks at a body by the rules of composition that are on for it. */
@Injectable()
export class CompositionService {
  constructor(private readonly db: Db) {}

  /** Every rule in force for the body, with what is broken on that day; two statements, whatever their number. */
  async check(body: Pick<Body, 'id' | 'kind' | 'partnerId'>, on: Temporal.PlainDate): Promise<RuleCheck[]> {
    const rules = (await this.inForce()).filter((rule) => concerns(rule, body));
    if (rules.length === 0) return [];
    const places = (await this.places([body.id], on)).get(body.id) ?? [];
    return rules.map((rule) => ({ rule, violations: broken(rule.condition, places) }));
  }

  /** The bodies at work in which a rule is broken on that day, with those rules; three statements, whatever their number. */
  async brokenIn(on: Temporal.PlainDate): Promise<BrokenBody[]> {
    const rules = await this.inForce();
    if (rules.length === 0) return [];
    const bodies = await this.db.rows<BodyRow>(
      `select id, name, kind, partner_id from body where institution_id = $1 and dissolved_on is null and state <> all($2) order by kind desc, coalesce(name ->> $3, name ->> 'en'), id`,
      [Current.institutionId, FORMING, Current.locale],
    );
    const places = await this.places(bodies.map(({ id }) => id), on); // prettier-ignore
    return bodies.flatMap(({ id, name, kind, partner_id }) => {
      const checks = rules
        .filter((rule) => concerns(rule, { kind, partnerId: partner_id }))
        .map((rule) => ({ rule, violations: broken(rule.condition, places.get(id) ?? []) }))
        .filter(({ violations }) => violations.length > 0);
      return checks.length > 0 ? [{ id, name, checks }] : [];
    });
  }

  /** @throws CompositionBroken where a blocking rule is broken that held before, or is broken further */
  mustNotWorsen(before: readonly RuleCheck[], after: readonly RuleCheck[]): void {
    const known = new Map(
      before.flatMap(({ rule, violations }) => violations.map((one) => [keyOf(rule.id, one), one.by] as const)),
    );
    const worse = after.flatMap(({ rule, violations }) =>
      rule.level === 'block'
        ? violations.filter((one) => !one.isGap && one.by > (known.get(keyOf(rule.id, one)) ?? 0))
        : [],
    );
    if (worse.length > 0) throw new CompositionBroken(worse.map(inWords), 'personId');
  }

  /** @throws CompositionBroken where a blocking rule is broken, least numbers among them */
  async mustBeWhole(body: Body, on: Temporal.PlainDate): Promise<void> {
    const checks = await this.check(body, on);
    const wrong = checks.flatMap(({ rule, violations }) => (rule.level === 'block' ? violations : []));
    if (wrong.length > 0) throw new CompositionBroken(wrong.map(inWords));
  }

  private inForce(): Promise<BodyRule[]> {
    return this.db.repo(BodyRule).find({ where: { institutionId: Current.institutionId, isOn: true }, order: { id: 'ASC' } }); // prettier-ignore
  }

  /** By body. */
  private async places(bodies: readonly string[], on: Temporal.PlainDate): Promise<Map<string, Place[]>> {
    const rows = await this.db.rows<PlaceRow>(PLACES, [Current.institutionId, bodies, on]);
    const places = Map.groupBy(rows, ({ body_id }) => body_id);
    return new Map([...places].map(([body, some]) => [body, some.map(placeOf)]));
  }
}

const placeOf = (row: PlaceRow): Place => ({
  seatId: row.id,
  name: row.name,
  kind: row.kind,
  sex: row.gender,
  nationality: row.country,
  organisations: row.organisations ?? [],
  posts: row.posts ?? [],
  bodies: row.bodies,
  substituteFor: row.substitute_for,
});

const concerns = (rule: BodyRule, { kind, partnerId }: Pick<Body, 'kind' | 'partnerId'>): boolean =>
  (rule.kind === null || rule.kind === kind) && (rule.organisationId === null || rule.organisationId === partnerId);

// Until it is constituted a body misses members: that is told on its own page alone.
const FORMING = ['draft', 'proposed', 'forming', 'establishing'];

/** A violation as a sentence, with the people it concerns by name. */
export function inWords({ key, params, who }: Violation): string {
  const country = typeof params['country'] === 'string' ? { country: formatCountry(params['country']) } : {};
  return t(`bodies.broken.${key}`, { ...params, ...country, who: formatList(who) });
}

const keyOf = (rule: string, { key, who }: Violation): string =>
  `${rule} ${key} ${key.endsWith('-max') ? '' : who.join('|')}`;

interface BodyRow {
  id: string;
  name: LocalizedText;
  kind: Body['kind'];
  partner_id: string;
}

interface PlaceRow {
  id: string;
  body_id: string;
  name: string;
  kind: Place['kind'];
  gender: Place['sex'];
  country: string | null;
  organisations: Place['organisations'] | null;
  posts: string[] | null;
  bodies: number;
  substitute_for: string | null;
}

const standing = (alias: string) =>
  `(${alias}.starts_on is null or ${alias}.starts_on <= $3) and (${alias}.ends_on is null or ${alias}.ends_on >= $3)`;

// Whoever was entered twice counts once, with the posts and seats of both entries.
const PLACES = `select s.id, s.body_id, concat_ws(' ', nullif(p.given_name, ''), p.family_name) as name, s.kind, p.gender, p.country, s.substitute_for,
    (select jsonb_agg(distinct jsonb_build_object('id', o.id, 'classification', o.classification))
       from membership m join organisation o on o.institution_id = m.institution_id and o.id = m.organisation_id
      where m.institution_id = s.institution_id and m.person_id = any (p.ids) and ${standing('m')}) as organisations,
    (select array_agg(distinct lower(label.value)) from membership m
       left join post q on q.institution_id = m.institution_id and q.id = m.post_id,
       lateral jsonb_each_text(coalesce(q.label, '{}') || coalesce(m.role, '{}')) label
      where m.institution_id = s.institution_id and m.person_id = any (p.ids) and ${standing('m')}) as posts,
    (select count(distinct other.body_id) from seat other
       join body b on b.institution_id = other.institution_id and b.id = other.body_id
      where other.institution_id = s.institution_id and other.person_id = any (p.ids) and b.kind = own.kind and b.dissolved_on is null
        and other.side = 'ours' and other.capacity <> 'secretary' and ${standing('other')}) as bodies
   from seat s
   join body own on own.institution_id = s.institution_id and own.id = s.body_id
   join lateral (
     select k.*, (select array_agg(a.id) from person a
                   where a.institution_id = k.institution_id and (a.id = k.id or a.merged_into = k.id)) as ids
       from known_person k where k.institution_id = s.institution_id and k.known_as = s.person_id) p on true
  where s.institution_id = $1 and s.body_id = any ($2) and s.side = 'ours' and s.capacity <> 'secretary' and ${standing('s')}
  order by p.sort_name, s.id`;
