// What we use of Turbo, which ships no types.
declare module '@hotwired/turbo' {
  export const config: { drive: { progressBarDelay: number } };
  export function visit(location: string, options?: { action?: 'advance' | 'replace'; frame?: string }): void;
  export function renderStreamMessage(message: string): void;
}
