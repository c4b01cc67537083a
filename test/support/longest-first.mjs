// Browser journeys take the longest: begun last, one of them would keep the whole run waiting beside an idle worker.
import Sequencer from '@jest/test-sequencer';

const LONG = ['/test/browser/', '/test/platform/'];
const rank = ({ path }) => {
  const found = LONG.findIndex((folder) => path.includes(folder));
  return found < 0 ? LONG.length : found;
};

export default class LongestFirst extends Sequencer {
  sort(tests) {
    // The sort is stable: within a rank Jest's own order stands, what took longest last time or is the largest file first.
    return super.sort(tests).toSorted((a, b) => rank(a) - rank(b));
  }
}
