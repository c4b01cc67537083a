import { audit } from './commands/audit.js';
import { bench } from './commands/bench.js';
import { demo } from './commands/demo.js';
import { migrateCommand } from './commands/migrate.js';
import { serve } from './commands/serve.js';
import { worker } from './commands/worker.js';
import { readConfig, WrongSetting } from './platform/config/config.js';
import { EmbeddedPostgresError } from './platform/postgres/embedded.errors.js';

const COMMANDS = { serve, worker, demo, migrate: migrateCommand, audit, bench } as const;

try {
  const [name = 'serve', ...rest] = process.argv.slice(2);
  const command = COMMANDS[name as keyof typeof COMMANDS];
  if (!command) throw new WrongSetting(`There is no command ${name}: use ${Object.keys(COMMANDS).join(', ')}.`);
  await command(readConfig(process.env), rest);
} catch (error) {
  // What the operator can mend is one sentence; anything else is ours and keeps its stack.
  const isTold = error instanceof WrongSetting || error instanceof EmbeddedPostgresError;
  console.error(isTold ? error.message : error);
  // What was already opened, a pool or a queue, would keep a process alive that serves nobody.
  process.exit(1);
}
