import { Injectable } from '@nestjs/common';
import { Current } from '../current.js';
import { allow } from '../permissions/allow.js';
import { PermissionsService } from '../permissions/permissions.service.js';
import type { Told, Verdict } from './import.entity.js';

/** A column that a kind understands. */
export interface ImportField {
  name: string;
  /** In the reader's language. */
  label: string;
  required?: boolean;
  /** Headings that mean it, in any language; compared without case, accents and punctuation. */
  headings: readonly string[];
  /** Whether the column may serve another field as well: a visit's title often names the partner. */
  mayShare?: boolean;
  /** @throws WrongCell */
  read: (text: string) => unknown;
}

/** A row of the file whose cells could all be read; an empty cell is absent. */
export interface SourceRow {
  n: number;
  /** Where it stands, as a reader finds it: `17` for a line of a sheet, `persons[3]`. */
  place: string;
  values: Record<string, unknown>;
}

/** `from` and `to` as they are shown. */
export interface Change {
  field: string;
  from: string;
  to: string;
}

export interface Problem extends Told {
  /** Name of the field that is wrong. */
  field?: string;
}

/** What would become of a row. */
export interface Planned {
  n: number;
  verdict: Verdict;
  /** What the row is about: a name. */
  label: string;
  changes: Change[];
  problems: Problem[];
  /** What `apply` needs; the platform does not look into it. */
  record?: unknown;
}

export interface Progress {
  /** Rows are to be locked: what is planned is written in the same transaction. */
  writing: boolean;
  /** @param part 0–1 of this stage */
  report: (part: number) => Promise<void>;
}

/** Something that can be imported, contributed by its capability. */
export interface ImportKind {
  id: string;
  /** Message key. */
  label: string;
  /** Message key of a sentence that says what a file must hold. */
  hint: string;
  order: number;
  permission: string;
  /** Path inside the institution where the result is seen. */
  home: string;
  /** Columns of a table; null for a format of its own (Popolo), whose records come as they are. */
  fields: (() => Promise<ImportField[]>) | null;
  /** Whether the identifiers of the file need the name of the list they come from. */
  hasSource?: boolean;
  /** What two rows of one file must not share. */
  keyOf?: (row: SourceRow) => string | null;
  /** Compares with what is there, in the open unit of work; a fixed number of statements whatever the number of rows. */
  plan: (rows: SourceRow[], context: { source: string } & Progress) => Promise<Planned[]>;
  /** Writes what is new or changed, in the open unit of work. */
  apply: (rows: Planned[], context: { source: string } & Progress) => Promise<void>;
}

@Injectable()
export class ImportKinds {
  private readonly kinds = new Map<string, ImportKind>();

  constructor(private readonly permissions: PermissionsService) {}

  register(kind: ImportKind): void {
    if (this.kinds.has(kind.id)) throw new Error(`The import ${kind.id} is registered twice.`);
    this.kinds.set(kind.id, kind);
  }

  of(id: string): ImportKind {
    const kind = this.kinds.get(id);
    if (!kind) throw new Error(`No capability imports ${id}.`);
    return kind;
  }

  /** The kind, where the actor may import it. @throws NotFound */
  allowed(id: string): ImportKind {
    const kind = this.kinds.get(id);
    allow(kind !== undefined && this.permissions.holds(Current.actor, kind.permission));
    return kind!;
  }

  /** What the actor may import. */
  choices(): ImportKind[] {
    return [...this.kinds.values()]
      .filter(({ permission }) => this.permissions.holds(Current.actor, permission))
      .toSorted((a, b) => a.order - b.order);
  }
}
