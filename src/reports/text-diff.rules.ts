export interface DiffPart {
  kind: 'same' | 'gone' | 'new';
  text: string;
}

/** Above this many comparisons a changed passage is told as a whole. */
const MOST_COMPARISONS = 1_000_000;

/** What changed between two texts, word by word: the parts in order, of which `same` and `gone` make the first, `same` and `new` the second. */
export function differenceOf(before: string, after: string): DiffPart[] {
  const [a, b] = [wordsOf(before), wordsOf(after)];
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  const [x, y] = [a.slice(head, a.length - tail), b.slice(head, b.length - tail)];
  const between: DiffPart[] =
    x.length * y.length > MOST_COMPARISONS
      ? [
          { kind: 'gone', text: x.join('') },
          { kind: 'new', text: y.join('') },
        ]
      : common(x, y);
  return joined([
    { kind: 'same', text: a.slice(0, head).join('') },
    ...between,
    { kind: 'same', text: tail > 0 ? a.slice(-tail).join('') : '' },
  ]);
}

const wordsOf = (text: string) => text.split(/(\s+)/).filter(Boolean);

/** The longest common sequence of words, read from the end. */
function common(x: readonly string[], y: readonly string[]): DiffPart[] {
  const lengths = Array.from({ length: x.length + 1 }, () => new Uint32Array(y.length + 1));
  for (let i = x.length - 1; i >= 0; i -= 1)
    for (let j = y.length - 1; j >= 0; j -= 1)
      lengths[i]![j] = x[i] === y[j] ? lengths[i + 1]![j + 1]! + 1 : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!);
  const parts: DiffPart[] = [];
  let [i, j] = [0, 0];
  while (i < x.length || j < y.length) {
    if (i < x.length && j < y.length && x[i] === y[j]) {
      parts.push({ kind: 'same', text: x[i]! });
      i += 1;
      j += 1;
    } else if (j >= y.length || (i < x.length && lengths[i + 1]![j]! >= lengths[i]![j + 1]!)) {
      parts.push({ kind: 'gone', text: x[i]! });
      i += 1;
    } else {
      parts.push({ kind: 'new', text: y[j]! });
      j += 1;
    }
  }
  return parts;
}

function joined(parts: readonly DiffPart[]): DiffPart[] {
  const made: DiffPart[] = [];
  for (const part of parts) {
    const last = made.at(-1);
    if (part.text === '') continue;
    if (last?.kind === part.kind) last.text += part.text;
    else made.push({ ...part });
  }
  return made;
}
