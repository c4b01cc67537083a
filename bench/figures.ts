export interface Figure {
  name: string;
  /** What it must reach; null for a figure that is only told. */
  target: number | null;
  value: number;
  unit: string;
  detail?: Record<string, number | string>;
}

/** The value below which a share of the sorted samples lies. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}
