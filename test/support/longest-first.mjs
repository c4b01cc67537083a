// Browser journeys take the longest: begun last, one of them would keep the whole run waiting beside an idle worker.
import { BaseSequencer } from 'vitest/node';

const ORDER = ['/test/browser/', '/test/platform/', '/test/'];
const rank = ({ moduleId }) => {
  const found = ORDER.findIndex((folder) => moduleId.includes(folder));
  return found < 0 ? ORDER.length : found;
};

export class LongestFirst extends BaseSequencer {
  async sort(files) {
    // The sort is stable: within a rank Vitest's own order stands, what took longest last time or is the largest file first.
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}
