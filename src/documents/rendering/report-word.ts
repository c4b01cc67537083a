import type { Labels } from './labels.js';
import type { ReportData, ReportedDay, ReportedItem, ReportedMeeting } from './report-data.js';
import { isBlank, type RichText } from './rich-text.js';
import { richTextToWord } from './word-rich-text.js';
import type { Cell, RunLook, WordWriter } from './word-writer.js';

/** What stands below the title of a report: the same sections in the same order as in `templates/documents/report/main.typ`. */
export function reportBody(data: ReportData, labels: Labels, writer: WordWriter): string {
  return new ReportBody(data, labels, writer).whole();
}

class ReportBody {
  private sections = 0;

  constructor(
    private readonly data: ReportData,
    private readonly labels: Labels,
    private readonly writer: WordWriter,
  ) {}

  whole(): string {
    const { data } = this;
    const purpose = this.rich(data.purpose) + this.tasks(data.tasks ?? []);
    return [
      this.facts(),
      this.section('delegation', this.members()),
      this.section('purpose', purpose),
      this.section('programme', (data.programme ?? []).map((day) => this.day(day)).join('')),
      this.section('meetings', (data.meetings ?? []).map((meeting) => this.meeting(meeting)).join('')),
      this.section('results', this.rich(data.results)),
      this.section('assessment', this.rich(data.assessment)),
      this.section('proposals', this.proposals()),
      this.section('documents', this.rich(data.documentsText) || this.numbered(data.documents ?? [])),
      this.section('gifts', this.gifts()),
      this.section('costs', this.costs()),
      this.section('annexes', this.rich(data.annexesText) || this.numbered(data.annexes ?? [])),
      this.signatures(),
    ].join('');
  }

  private section(key: string, content: string): string {
    if (content === '') return '';
    this.sections += 1;
    return this.line(`${this.sections}. ${this.word(key)}`, 'Heading1') + content;
  }

  private facts(): string {
    const own = (['dates', 'place', 'basis'] as const).flatMap((key) => {
      const value = this.data[key];
      return value ? [{ label: this.word(key), value }] : [];
    });
    const rows = [...own, ...(this.data.facts ?? [])].map((fact) => [
      this.cell(fact.label, {}, 'TableLabel'),
      this.cell(fact.value),
    ]);
    return this.writer.table([2, 7], rows, 'Facts');
  }

  private members(): string {
    const id = this.data.delegation?.length ? this.writer.newList('ordered') : 0;
    return (this.data.delegation ?? [])
      .map(({ name, role, post }) => {
        const runs = [
          this.writer.run(name, { bold: true }),
          role ? this.writer.run(` · ${role}`, { italic: true, style: 'Muted' }) : '',
          post ? this.writer.lineBreak() + this.writer.run(post, { style: 'Muted' }) : '',
        ];
        return this.writer.paragraph(runs.join(''), { style: 'ListParagraph', list: { id, level: 0 } });
      })
      .join('');
  }

  private tasks(tasks: string[]): string {
    return tasks.length === 0 ? '' : this.line(this.word('tasks'), 'LabelLine') + this.numbered(tasks);
  }

  private day(day: ReportedDay): string {
    const rows = day.items.map((item) => [
      this.cell(this.clock(item.time), { bold: true }),
      { content: this.happened(item) },
      item.outcome === 'held'
        ? this.cell(this.word('held'), {}, 'TableMuted')
        : this.cell(this.word(item.outcome), { bold: true }),
    ]);
    return (
      this.line(day.title, 'Heading2') + this.writer.table([2, 6, 2], [this.head('time', 'item', 'outcome'), ...rows])
    );
  }

  private happened(item: ReportedItem): string {
    return [
      this.line(item.title, 'TableText', { bold: true, struck: item.outcome === 'dropped' }),
      item.venue ? this.line(item.venue, 'TableMuted') : '',
      item.note ? this.line(item.note, 'TableText', { italic: true }) : '',
    ].join('');
  }

  private meeting(meeting: ReportedMeeting): string {
    const participants = meeting.participants?.length
      ? this.writer.paragraph(
          this.writer.run(`${this.word('participants')}: `, { style: 'Muted' }) +
            this.writer.run(meeting.participants.join('; ')),
        )
      : '';
    return [
      this.line(meeting.title, 'Heading2'),
      meeting.when ? this.line(meeting.when, undefined, { style: 'Muted' }) : '',
      participants,
      this.rich(meeting.topics),
    ].join('');
  }

  private proposals(): string {
    const rows = (this.data.proposals ?? []).map(({ kind, text, responsible, due }) => [
      this.cell(this.word(kind), {}, 'TableMuted'),
      this.cell(text),
      this.cell(responsible ?? '—'),
      this.cell(due ?? '—'),
    ]);
    if (rows.length === 0) return '';
    return this.writer.table([4, 10, 6, 5], [this.head('kind', 'text', 'responsible', 'due'), ...rows]);
  }

  private gifts(): string {
    const rows = (this.data.gifts ?? []).map(({ direction, description, party, value }) => [
      this.cell(this.word(direction), {}, 'TableMuted'),
      this.cell(description),
      this.cell(party),
      this.cell(value ?? '—'),
    ]);
    if (rows.length === 0) return '';
    return this.writer.table([2, 4, 3, 2], [this.head('', 'gift', 'party', 'value'), ...rows]);
  }

  private costs(): string {
    const { costs } = this.data;
    if (!costs) return '';
    const amounts = (values: string[], look: RunLook, style = 'TableText'): Cell[] =>
      values.map((value) => ({
        content: this.writer.paragraph(this.writer.run(value, look), { style, align: 'end' }),
      }));
    const head: Cell[] = [
      ...this.head('category'),
      ...amounts(costs.columns, {}, 'TableLabel').map((cell) => ({ ...cell, head: true })),
    ];
    const rows = costs.rows.map(({ label, amounts: values }) => [this.cell(label), ...amounts(values, {})]);
    const total = [this.cell(this.word('total'), { bold: true }), ...amounts(costs.total, { bold: true })];
    const note = costs.note ? this.line(costs.note, undefined, { italic: true, style: 'Muted' }) : '';
    return this.writer.table([4, ...costs.columns.map(() => 2)], [head, ...rows, total]) + note;
  }

  private signatures(): string {
    const rows = (this.data.signatures ?? []).map(({ post, name, date }) => [
      this.cell(post),
      this.cell('____________________'),
      {
        content: this.line(name, 'TableText', { bold: true }) + (date ? this.line(date, 'TableMuted') : ''),
      },
    ]);
    return rows.length === 0 ? '' : this.line('', 'BeforeSignatures') + this.writer.table([4, 2, 3], rows, 'Plain');
  }

  private numbered(lines: string[]): string {
    if (lines.length === 0) return '';
    const list = { id: this.writer.newList('ordered'), level: 0 };
    return lines.map((line) => this.writer.paragraph(this.writer.run(line), { style: 'ListParagraph', list })).join('');
  }

  // Times run from left to right in every language; the marks hold the dash between Latin figures.
  private clock(time: string): string {
    return this.writer.rightToLeft ? time.replaceAll('–', '\u200E–\u200E') : time;
  }

  private rich(richText: RichText | undefined): string {
    return richText && !isBlank(richText) ? richTextToWord(richText, this.writer) : '';
  }

  private head(...keys: string[]): Cell[] {
    return keys.map((key) => ({ ...this.cell(key === '' ? '' : this.word(key), {}, 'TableLabel'), head: true }));
  }

  private cell(text: string, look: RunLook = {}, style = 'TableText'): Cell {
    return { content: this.line(text, style, look) };
  }

  private line(text: string, style?: string, look: RunLook = {}): string {
    return this.writer.paragraph(this.writer.run(text, look), style ? { style } : {});
  }

  private word(key: string): string {
    return this.labels[key] ?? key;
  }
}
