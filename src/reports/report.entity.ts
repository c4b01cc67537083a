import { Entity } from 'typeorm';
import { stepBetween } from '../activities/lifecycle.states.js';
import type { DocumentLanguage, RichText } from '../documents/report-rendering.service.js';
import {
  DayCol,
  InstantCol,
  JsonCol,
  NullableTextCol,
  TenantEntity,
  TextCol,
  TextsCol,
  UuidCol,
} from '../platform/database/columns.js';
import {
  type Mark,
  type ReportFacts,
  type ReportRecords,
  type ReportTables,
  type Section,
  SECTIONS,
  type TableName,
} from './report-facts.entity.js';
import {
  OwnReport,
  ReportClosed,
  ReturnNeedsReason,
  SectionChanged,
  TableChanged,
  TablingIncomplete,
  UnknownSection,
  WrongState,
} from './report.errors.js';
import { isOpenForWriting, reportLifecycle, type ReportState } from './report.states.js';

/** The report on an activity. Sections and tables have versions of their own, so two authors never wait for each other. */
@Entity('report')
export class Report extends TenantEntity {
  @UuidCol() activityId!: string;
  @TextCol() state!: ReportState;
  @TextCol() language!: DocumentLanguage;
  @JsonCol() sections!: Record<string, Section>;
  @JsonCol() facts!: ReportFacts;
  @UuidCol({ nullable: true }) authorId!: string | null;
  @DayCol({ nullable: true }) dueOn!: Temporal.PlainDate | null;
  @NullableTextCol() returnReason!: string | null;
  @UuidCol({ nullable: true }) submittedBy!: string | null;
  @InstantCol({ nullable: true }) submittedAt!: Temporal.Instant | null;
  @UuidCol({ nullable: true }) approvedBy!: string | null;
  @InstantCol({ nullable: true }) approvedAt!: Temporal.Instant | null;
  @NullableTextCol() registerNumber!: string | null;
  /** Commitments, gifts and costs as they stood when it was approved. */
  @JsonCol({ nullable: true }) records: ReportRecords | null = null;
  /** The texts as they stood when the report was last returned, by section. */
  @JsonCol({ nullable: true }) returnedSections: Record<string, RichText> | null = null;
  /** Sections that are left out of what is published. */
  @TextsCol() confidential: string[] = [];
  @DayCol({ nullable: true }) tabledOn: Temporal.PlainDate | null = null;
  /** Who laid it before the house: the head of the delegation, or a member on his behalf. */
  @NullableTextCol() tabledBy: string | null = null;

  get sectionKeys(): string[] {
    const [purpose, ...rest] = SECTIONS;
    return [purpose, ...this.facts.meetings.map(({ id }) => `meeting-${id}`), ...rest];
  }

  /**
   * Replaces the text of one section.
   * @param seen version that the writer saw; 0 where there was none @throws ReportClosed, UnknownSection, SectionChanged with what stands
   */
  write(key: string, content: RichText, seen: number, by: string | null): Section {
    if (!isOpenForWriting(this.state)) throw new ReportClosed();
    if (!this.sectionKeys.includes(key)) throw new UnknownSection();
    const known = this.sections[key];
    const isSame = known !== undefined && JSON.stringify(known.content) === JSON.stringify(content);
    if (isSame) return known;
    if (known && known.version !== seen) throw new SectionChanged(key, known);
    const section = {
      content,
      version: (known?.version ?? 0) + 1,
      by,
      at: Temporal.Now.instant().round('second').toString(),
    };
    this.sections = { ...this.sections, [key]: section };
    return section;
  }

  /** Replaces the rows of a table. @throws ReportClosed, TableChanged */
  record<Name extends TableName>(name: Name, rows: ReportTables[Name], seen: number): void {
    if (!isOpenForWriting(this.state)) throw new ReportClosed();
    const known = this.facts.tables[name];
    if (JSON.stringify(known.rows) === JSON.stringify(rows)) return;
    if (known.version !== seen) throw new TableChanged();
    this.facts = { ...this.facts, tables: { ...this.facts.tables, [name]: { version: known.version + 1, rows } } };
  }

  /** Takes what the plan tells now; what people wrote and the tables stay. @throws ReportClosed */
  refill(facts: ReportFacts, dueOn: Temporal.PlainDate | null): void {
    if (!isOpenForWriting(this.state)) throw new ReportClosed();
    const marks = new Map(this.facts.programme.filter(({ isMarked }) => isMarked).map((item) => [item.id, item]));
    const programme = facts.programme.map((item) => {
      const { outcome, note, met, isMarked } = marks.get(item.id) ?? item;
      return { ...item, outcome, note, met: met ?? null, isMarked: isMarked ?? false };
    });
    this.facts = { ...facts, programme, tables: this.facts.tables };
    this.dueOn = dueOn;
  }

  /** Says what became of a line of the programme, and who was met there. @throws ReportClosed, UnknownSection */
  mark(itemId: string, mark: Mark): void {
    if (!isOpenForWriting(this.state)) throw new ReportClosed();
    if (!this.facts.programme.some(({ id }) => id === itemId)) throw new UnknownSection();
    const programme = this.facts.programme.map((item) =>
      item.id === itemId ? { ...item, ...mark, isMarked: true } : item,
    );
    this.facts = { ...this.facts, programme };
  }

  submit(by: string | null): void {
    this.go('submitted');
    this.submittedBy = by;
    this.submittedAt = Temporal.Now.instant().round('second');
    this.returnReason = null;
  }

  /** @throws ReturnNeedsReason */
  return(reason: string): void {
    this.go('returned');
    if (!reason.trim()) throw new ReturnNeedsReason();
    this.returnReason = reason.trim();
    this.returnedSections = Object.fromEntries(
      Object.entries(this.sections).map(([key, { content }]) => [key, content]),
    );
  }

  /** @throws OwnReport for who wrote it or handed it in */
  approve(by: string | null, records: ReportRecords): void {
    this.go('approved');
    if (by !== null && this.writers.has(by)) throw new OwnReport();
    this.approvedBy = by;
    this.records = records;
    this.approvedAt = Temporal.Now.instant().round('second');
  }

  file(): void {
    this.go('filed');
  }

  /** Laid before the house. @throws TablingIncomplete */
  table(by: string, on: Temporal.PlainDate): void {
    this.go('tabled');
    if (!by.trim()) throw new TablingIncomplete();
    this.tabledBy = by.trim();
    this.tabledOn = on;
  }

  publish(): void {
    this.go('published');
  }

  /** Takes it back from the public. */
  withdraw(): void {
    this.go('withdrawn');
  }

  /** Whether a section is left out when it is published next; what is public stays as it is. @throws UnknownSection */
  keepBack(key: string, isConfidential: boolean): void {
    if (!this.sectionKeys.includes(key)) throw new UnknownSection();
    const others = this.confidential.filter((one) => one !== key);
    this.confidential = isConfidential ? [...others, key] : others;
  }

  /** Whoever had a hand in it. */
  get writers(): Set<string> {
    const hands = [this.authorId, this.submittedBy, ...Object.values(this.sections).map(({ by }) => by)];
    return new Set(hands.filter((one): one is string => one !== null));
  }

  private go(to: ReportState): void {
    if (!stepBetween(reportLifecycle, this.state, to)) throw new WrongState();
    this.state = to;
  }
}
