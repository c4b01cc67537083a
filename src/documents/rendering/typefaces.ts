/** The typefaces that come with Entente, by what they are for; the first of each is the shipped one. */
export const TYPEFACES = {
  textFont: ['Source Serif 4', 'EB Garamond', 'PT Serif', 'Source Sans 3', 'PT Sans'],
  labelFont: ['Source Sans 3', 'PT Sans', 'Source Serif 4', 'EB Garamond', 'PT Serif'],
  arabicFont: ['Amiri', 'Noto Naskh Arabic'],
} as const;
export type FaceUse = keyof typeof TYPEFACES;

// Word shows a face only where it is installed: one of like kind that people have.
const IN_WORD: Record<string, string> = {
  'Source Serif 4': 'Cambria',
  'EB Garamond': 'Garamond',
  'PT Serif': 'PT Serif',
  'Source Sans 3': 'Calibri',
  'PT Sans': 'PT Sans',
};

/** The face in which Word shows the text or the labels of a paper. */
export function wordFace(use: 'textFont' | 'labelFont', chosen: string | undefined): string {
  return IN_WORD[chosen ?? ''] ?? IN_WORD[TYPEFACES[use][0]]!;
}
