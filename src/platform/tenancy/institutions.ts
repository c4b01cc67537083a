import { Injectable } from '@nestjs/common';
import { Current, type CurrentInstitution } from '../current.js';
import { type CrossingQuestion, Db } from '../database/db.service.js';
import { NotFound } from '../errors.js';
import { hashToken } from '../secrets/secrets.service.js';
import { RESERVED_SLUGS } from './slugs.js';

interface Row {
  institution_id: string;
  slug: string;
  name: CurrentInstitution['name'];
  time_zone: string;
  locales: string[];
  accent: string;
  letterhead: CurrentInstitution['letterhead'];
}

const KEPT_MS = 5_000;

/** Finds the institution that a request or a job belongs to. */
@Injectable()
export class Institutions {
  private readonly kept = new Map<string, { until: number; institution: CurrentInstitution }>();

  constructor(private readonly db: Db) {}

  /** The institution of a slug, or null; its id comes from a function that answers with ids only. */
  async bySlug(slug: string): Promise<CurrentInstitution | null> {
    if (RESERVED_SLUGS.has(slug)) return null;
    const kept = this.kept.get(slug);
    if (kept && kept.until > Date.now()) return kept.institution;
    const [id] = await this.db.crossing('institution_of_slug', [slug]);
    return id ? this.byId(id) : null;
  }

  async byId(id: string): Promise<CurrentInstitution> {
    // Only the id is known yet; the unit of work needs no more to set the tenant.
    const bare = { id } as CurrentInstitution;
    const institution = await Current.run({ institution: bare, unit: undefined }, () =>
      this.db.read(() => this.load()),
    );
    this.kept.set(institution.slug, { until: Date.now() + KEPT_MS, institution });
    return institution;
  }

  /** `within` and one unit of work together, in which the institution itself is read: for links that are fetched all day. */
  async transaction<T>(id: string, work: () => Promise<T>): Promise<T> {
    const bare = { id } as CurrentInstitution;
    return Current.run({ institution: bare, actor: undefined, unit: undefined }, () =>
      this.db.transaction(async () => Current.run({ institution: await this.load() }, work)),
    );
  }

  /**
   * What a secret link opens: `work` runs in the institution that `question` names for the token's hash, in one unit of
   * work with no actor. @throws NotFound where the token has not the form, or nobody knows it: both look the same
   */
  async behindLink<T>(
    question: CrossingQuestion,
    prefix: string,
    token: string,
    work: (hash: Buffer) => Promise<T>,
  ): Promise<T> {
    if (!token.startsWith(`${prefix}_`) || !/^\w{2}_[A-Za-z0-9_-]{43}$/.test(token)) throw new NotFound();
    const hash = hashToken(token);
    const [institutionId] = await this.db.crossing(question, [hash]);
    if (!institutionId) throw new NotFound();
    return this.within(institutionId, () => this.db.transaction(() => work(hash)));
  }

  private async load(): Promise<CurrentInstitution> {
    const [row] = await this.db.rows<Row>('select * from institution where institution_id = $1', [
      Current.institutionId,
    ]);
    if (!row) throw new NotFound();
    return {
      id: row.institution_id,
      slug: row.slug,
      name: row.name,
      timeZone: row.time_zone,
      locales: row.locales,
      accent: row.accent,
      letterhead: row.letterhead,
    };
  }

  /** Runs `work` for one institution with no actor: jobs, ticks, public links. */
  async within<T>(id: string, work: () => Promise<T>, locale?: string): Promise<T> {
    const institution = await this.byId(id);
    return Current.run({ institution, locale: locale ?? Current.locale, actor: undefined, unit: undefined }, work);
  }

  async ids(): Promise<string[]> {
    return this.db.crossing('institution_ids');
  }

  forget(slug: string): void {
    this.kept.delete(slug);
  }
}
