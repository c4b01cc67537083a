export interface Bar {
  label: string;
  received: number;
  made: number;
}

export interface BarChartProps {
  bars: readonly Bar[];
  /** What is told to those who do not see it: the title and every number. */
  alt: string;
  /** The value as people read it. */
  format: (value: number) => string;
  /** Ids are unique on a page. */
  id: string;
}

const LABEL = 250;
const WIDTH = 720;
const ROW = 34;
const BAR = 12;
/** Room for the number at the end of the longest bar. */
const NUMBER = 110;
const MOST_LETTERS = 38;

/**
 * Two bars for each line, drawn on the server. The colours stand in the picture itself, so that page, PDF and Word show the
 * same; the page's stylesheet changes them for the dark.
 */
export function BarChart({ bars, alt, format, id }: BarChartProps) {
  const most = Math.max(1, ...bars.flatMap(({ received, made }) => [received, made]));
  const scale = (value: number) => Math.round((value / most) * (WIDTH - LABEL - NUMBER) * 10) / 10;
  const height = bars.length * ROW + 4;
  return (
    <svg
      class="bar-chart"
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`0 0 ${WIDTH} ${height}`}
      role="img"
      aria-labelledby={`${id}-title`}
    >
      <title id={`${id}-title`}>{alt}</title>
      {bars.map((bar, n) => (
        <g key={bar.label} transform={`translate(0 ${n * ROW + 2})`}>
          <text class="bar-label" x={LABEL - 10} y={19} text-anchor="end" font-size="13" fill="#2b2f38">
            {shortened(bar.label)}
          </text>
          {(['received', 'made'] as const).map((which, at) => (
            <g key={which}>
              <rect
                class={`bar-${which}`}
                x={LABEL}
                y={at * (BAR + 2) + 2}
                width={Math.max(bar[which] > 0 ? 1.5 : 0, scale(bar[which]))}
                height={BAR}
                fill={which === 'received' ? '#b3924a' : '#1f3a5f'}
              />
              {bar[which] > 0 && (
                <text
                  class="bar-number"
                  x={LABEL + scale(bar[which]) + 6}
                  y={at * (BAR + 2) + 12}
                  font-size="11"
                  fill="#2b2f38"
                >
                  {format(bar[which])}
                </text>
              )}
            </g>
          ))}
        </g>
      ))}
    </svg>
  );
}

/** Names of bodies begin alike and differ at their end, so the middle goes. */
function shortened(label: string): string {
  if (label.length <= MOST_LETTERS) return label;
  const half = Math.floor(MOST_LETTERS / 2);
  return `${label.slice(0, half).trimEnd()}…${label.slice(-half).trimStart()}`;
}
