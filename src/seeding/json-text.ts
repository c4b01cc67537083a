export interface JsonFault {
  expected: string;
  received: string;
  line: number;
  column: number;
}

// JSON.parse names a position only for some faults, and takes the last of two equal keys without a word.
// This reader finds the first fault of either kind; it builds nothing.

/** The first place where `source` is not JSON (RFC 8259) or repeats a key of an object; undefined when there is none. */
export function findJsonFault(source: string): JsonFault | undefined {
  try {
    new Scanner(source).file();
    return undefined;
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
    const before = source.slice(0, fault.at).split('\n');
    return {
      expected: fault.expected,
      received: fault.received ?? (fault.at >= source.length ? 'the end of the file' : describe(source, fault.at)),
      line: before.length,
      column: (before.at(-1) ?? '').length + 1,
    };
  }
}

class Fault extends Error {
  constructor(
    readonly at: number,
    readonly expected: string,
    readonly received?: string,
  ) {
    super(expected);
  }
}

function describe(source: string, at: number): string {
  const word = /^[\p{L}\p{N}_]+/u.exec(source.slice(at, at + 30));
  return JSON.stringify(word ? word[0] : String.fromCodePoint(source.codePointAt(at) ?? 0));
}

const maximalDepth = 500;

class Scanner {
  private at = 0;
  private depth = 0;

  constructor(private readonly source: string) {}

  file(): void {
    this.value();
    this.space();
    if (this.at < this.source.length) throw new Fault(this.at, 'the end of the file');
  }

  private value(): void {
    this.space();
    const first = this.source[this.at];
    if (first === '{') return this.nested(() => this.object());
    if (first === '[') return this.nested(() => this.array());
    if (first === '"') return void this.string();
    const scalar = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\p{L}\p{N}_.])/uy;
    scalar.lastIndex = this.at;
    const found = scalar.exec(this.source);
    if (!found) throw new Fault(this.at, 'a value');
    this.at += found[0].length;
  }

  private nested(read: () => void): void {
    if (++this.depth > maximalDepth) throw new Fault(this.at, `at most ${maximalDepth} levels of brackets`);
    read();
    this.depth -= 1;
  }

  private object(): void {
    const keys = new Set<string>();
    this.at += 1;
    if (this.takes('}')) return;
    do {
      this.space();
      const start = this.at;
      if (this.source[start] !== '"') throw new Fault(start, 'a field name in double quotes');
      const name = this.string();
      if (keys.has(name)) throw new Fault(start, 'each field once', `"${name}" a second time`);
      keys.add(name);
      if (!this.takes(':')) throw new Fault(this.at, '":" after the field name');
      this.value();
    } while (this.takes(','));
    if (!this.takes('}')) throw new Fault(this.at, '"," or "}"');
  }

  private array(): void {
    this.at += 1;
    if (this.takes(']')) return;
    do this.value();
    while (this.takes(','));
    if (!this.takes(']')) throw new Fault(this.at, '"," or "]"');
  }

  private string(): string {
    const start = this.at;
    for (this.at += 1; this.source[this.at] !== '"'; this.at += 1) {
      const sign = this.source[this.at];
      if (sign === undefined || sign < ' ') {
        throw new Fault(
          this.at,
          'the closing double quote of a text',
          sign === '\n' ? 'the end of the line' : undefined,
        );
      }
      if (sign === '\\') this.escape();
    }
    this.at += 1;
    return JSON.parse(this.source.slice(start, this.at)) as string;
  }

  private escape(): void {
    if (!/^\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/.test(this.source.slice(this.at, this.at + 6))) {
      throw new Fault(this.at, 'one of the escapes \\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX');
    }
    this.at += 1;
  }

  private takes(sign: string): boolean {
    this.space();
    if (this.source[this.at] !== sign) return false;
    this.at += 1;
    return true;
  }

  private space(): void {
    while (/[ \t\r\n]/.test(this.source[this.at] ?? '')) this.at += 1;
  }
}
