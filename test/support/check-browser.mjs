// Before the browser tests: says in one sentence what the machine lacks, instead of a failure in every test.
import { findChromium } from './chromium.mjs';

const { executablePath, needs } = await findChromium();
if (needs.length > 0) {
  console.error(
    `The browser tests need ${needs.join(', ')}: apt-get install ${needs.join(' ')}, or set BROWSER_PATH to a Chromium.`,
  );
  process.exitCode = 1;
} else {
  console.log(`Browser: ${executablePath}`);
}
