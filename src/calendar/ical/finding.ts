/** One thing that a strict calendar program would complain of. */
export interface Finding {
  /** Which rule, as a stable name. */
  readonly rule: string;
  /** The physical line, from 1. */
  readonly line: number;
  readonly detail: string;
}
