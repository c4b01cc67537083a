import { Injectable } from '@nestjs/common';
import { nameIn } from '../../directory/titles.rules.js';
import { Current } from '../../platform/current.js';
import { formatCountry, formatDay, formatDays } from '../../platform/i18n/format.js';
import { localized, t } from '../../platform/i18n/translate.js';
import { ActivitiesQueries, type HeaderRow, type MemberRow } from '../activities.queries.js';
import { ActivityKinds } from '../activity-kinds.registry.js';
import { travellingSide } from '../activity.entity.js';
import type { PaperLanguage } from '../papers.registry.js';

/** A visit in words of the paper’s language, for every letter and list about it. */
export interface VisitFacts {
  title: string;
  /** Days and place in one line. */
  dates: string;
  days: string;
  /** The days as a sentence holds them: `from 8 to 10 March 2027`. */
  span: string;
  /** They come to us. */
  isReceived: boolean;
  city: string;
  country: string;
  partner: string;
  /** The institution itself. */
  host: string;
  basis: string;
  purpose: string;
  topics: string[];
  head: { name: string; post: string } | null;
  signatures: { name: string; post: string }[];
}

@Injectable()
export class VisitFactsQueries {
  constructor(
    private readonly activities: ActivitiesQueries,
    private readonly kinds: ActivityKinds,
  ) {}

  /** A fixed number of statements. @throws NotFound */
  async of(activityId: string, language: PaperLanguage): Promise<VisitFacts> {
    const header = await this.activities.header(activityId);
    const brief = await this.kinds.of(header.kind).brief?.(activityId);
    const { name, letterhead } = Current.institution;
    const days = formatDays(header.starts_on, header.ends_on, language);
    return {
      title: localized(header.title, language),
      dates: [days, header.city].filter(Boolean).join(' · '),
      days,
      span: spanned(header.starts_on, header.ends_on, language),
      isReceived: travellingSide(header.kind) === 'guest',
      city: header.city,
      country: header.partner_country ? formatCountry(header.partner_country, language) : '',
      partner: localized(header.partner_name, language),
      host: localized(name, language),
      basis: brief?.basis ?? '',
      purpose: brief?.purpose ?? '',
      topics: brief?.topics ?? [],
      head: headOf(header, language),
      signatures: letterhead.signatory
        ? [{ name: letterhead.signatory.name, post: localized(letterhead.signatory.post, language) }]
        : [],
    };
  }

  /** One side in its order, as lists print it; the side that travels where none is named. */
  async members(activityId: string, language: PaperLanguage, side?: 'host' | 'guest'): Promise<ListedMember[]> {
    const { kind } = await this.activities.header(activityId);
    const wanted = side ?? travellingSide(kind);
    return (await this.activities.members(activityId))
      .filter((member) => member.side === wanted)
      .map((member) => listed(member, language));
  }
}

export interface ListedMember {
  id: string;
  name: string;
  latin: string;
  post: string;
  party: string;
  /** Its part in the delegation, where it is more than membership. */
  role: string;
  isAccompanying: boolean;
  organisation: string;
  languages: string;
  arrival: string;
  departure: string;
  /** Stored file. */
  photoFile?: string;
}

/** A day as letters write it. */
export function writtenDay(day: Temporal.PlainDate, language: PaperLanguage): string {
  return formatDay(day, 'long', language);
}

function spanned(from: Temporal.PlainDate, to: Temporal.PlainDate, language: PaperLanguage): string {
  const last = writtenDay(to, language);
  if (from.equals(to)) return t('activities.papers.on_day', { day: last });
  const first = writtenDay(from, language);
  const isOneMonth = from.toPlainYearMonth().equals(to.toPlainYearMonth());
  // Its first word is the day: “1er”, “22”.
  return t('activities.papers.from_to', { from: isOneMonth ? first.split(/\s/)[0]! : first, to: last });
}

const ACCOMPANYING = ['interpreter', 'accompanying', 'spouse', 'press', 'security'];

function listed(member: MemberRow, language: PaperLanguage): ListedMember {
  const name = nameIn(member, language);
  // In its own letters where the paper is in that language, with the Latin form under it.
  const isNative = member.native_name !== null && member.native_language === language;
  return {
    id: member.id,
    name: isNative ? member.native_name! : name,
    latin: isNative ? name : (member.native_name ?? ''),
    post: localized(member.post_label, language),
    party: member.party ?? '',
    role: member.role === 'member' ? '' : t(`activities.role.${member.role}`),
    isAccompanying: ACCOMPANYING.includes(member.role),
    organisation: localized(member.organisation_name, language),
    languages: member.languages.map((tag) => tag.toUpperCase()).join(', '),
    arrival: member.arrival ?? '',
    departure: member.departure ?? '',
    ...(member.photo_id ? { photoFile: member.photo_id } : {}),
  };
}

function headOf(header: HeaderRow, language: PaperLanguage): VisitFacts['head'] {
  if (!header.head_family) return null;
  return {
    name: headName(header, language),
    post: localized(header.head_post, language),
  };
}

/** The head of the delegation that a visit names; empty where it names none. */
export function headName(header: HeaderRow, language: PaperLanguage): string {
  const { head_honorific: honorific, head_given, head_family } = header;
  return head_family ? nameIn({ honorific, given_name: head_given ?? '', family_name: head_family }, language) : '';
}
