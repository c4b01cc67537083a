/** Reads a sentence out to those who do not see what has just moved on the page. */
export function announce(sentence: string): void {
  const live = document.getElementById('live');
  if (!live) return;
  // The same sentence twice is not read twice unless the region was empty between.
  live.textContent = '';
  setTimeout(() => (live.textContent = sentence), 50);
}
