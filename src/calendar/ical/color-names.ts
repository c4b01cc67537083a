// RFC 7986 §5.9 allows names only. A spread of the CSS names that stay readable as a calendar's bar.
const NAMES: Record<string, string> = {
  black: '#000000',
  brown: '#a52a2a',
  chocolate: '#d2691e',
  crimson: '#dc143c',
  darkblue: '#00008b',
  darkcyan: '#008b8b',
  darkgoldenrod: '#b8860b',
  darkgreen: '#006400',
  darkmagenta: '#8b008b',
  darkolivegreen: '#556b2f',
  darkorange: '#ff8c00',
  darkred: '#8b0000',
  darkslateblue: '#483d8b',
  darkslategray: '#2f4f4f',
  dimgray: '#696969',
  dodgerblue: '#1e90ff',
  firebrick: '#b22222',
  forestgreen: '#228b22',
  gold: '#ffd700',
  gray: '#808080',
  indigo: '#4b0082',
  maroon: '#800000',
  mediumblue: '#0000cd',
  mediumpurple: '#9370db',
  midnightblue: '#191970',
  navy: '#000080',
  olive: '#808000',
  orange: '#ffa500',
  purple: '#800080',
  royalblue: '#4169e1',
  saddlebrown: '#8b4513',
  seagreen: '#2e8b57',
  sienna: '#a0522d',
  slategray: '#708090',
  steelblue: '#4682b4',
  teal: '#008080',
  tomato: '#ff6347',
};

/** The CSS colour name nearest to `#rrggbb`. */
export function nearestColorName(hex: string): string {
  const distances = Object.entries(NAMES).map(([name, value]) => ({ name, distance: distance(hex, value) }));
  return distances.reduce((best, one) => (one.distance < best.distance ? one : best)).name;
}

function distance(a: string, b: string): number {
  return [1, 3, 5].reduce((sum, at) => sum + (channel(a, at) - channel(b, at)) ** 2, 0);
}

function channel(hex: string, at: number): number {
  return Number.parseInt(hex.slice(at, at + 2), 16);
}
