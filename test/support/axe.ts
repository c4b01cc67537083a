import axe, { type Result, type RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

/**
 * What axe finds wrong with a page as it stands. Asked in the page itself: the bridge that axe offers for browsers under
 * control takes several times as long as the questions do.
 */
export async function violationsOf(page: Page, options: RunOptions = {}): Promise<Result[]> {
  // A visit under way marks the root element as busy, which axe does not allow there; it is over in a moment.
  await page.waitForFunction(() => !document.documentElement.hasAttribute('aria-busy'));
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const { violations } = await page.evaluate(
    (chosen) =>
      // What a frame previews is a document of its own, in a sandbox that runs no script, axe's neither.
      (window as unknown as { axe: typeof axe }).axe.run({ exclude: [['iframe']] }, chosen),
    { iframes: false, resultTypes: ['violations' as const], ...options },
  );
  return violations;
}
