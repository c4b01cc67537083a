import { expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { diagramOf } from '../activities/lifecycle.states.js';
import { reportLifecycle } from './report.states.js';

it('is drawn in the handbook as the table says', () => {
  expect(readFileSync('docs/reports.md', 'utf8')).toContain(diagramOf(reportLifecycle));
});
