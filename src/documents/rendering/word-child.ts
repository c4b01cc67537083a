// Runs in a process of its own: the work on a Word file, whose size others decide, is not done where people wait for pages.
import { paperToWord } from './paper-word.js';
import { reportToWord } from './report-to-word.js';
import { unpackZip } from './unpack-zip.js';
import type { WordJob, WordMade } from './word-job.js';
import { checkWordTemplate } from './word-template-check.js';
import { fillWord } from './word-template-fill.js';

process.on('disconnect', () => process.exit());
process.on('message', (job: WordJob) => {
  try {
    process.send?.({ made: make(job) });
  } catch (error) {
    process.send?.({ refusal: error instanceof Error ? error.message : String(error) });
  }
});
process.send?.({ ready: true });

function make(job: WordJob): WordMade {
  switch (job.kind) {
    case 'paper':
      return paperToWord(job.paper, job.frame, job.labels, job);
    case 'report':
      return reportToWord(job.report, job.labels, job);
    case 'check':
      return checkWordTemplate(Buffer.from(job.template), job.places, job.sample);
    case 'fill':
      return fillWord(unpackZip(Buffer.from(job.template)), job.fields, new Date(job.createdAt));
  }
}
