import { z } from 'zod';

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
const wholeNumber = (least: number, most: number) => {
  const message = `must be a whole number from ${least} to ${most}`;
  return z.coerce.number({ message }).int(message).min(least, message).max(most, message);
};
const url = (...protocols: string[]) =>
  z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), {
    message: `must be an address that begins with ${protocols.map((p) => `${p}//`).join(' or ')}`,
  });

/** Every setting, its default and its bounds; README's table is checked against this schema. */
export const ConfigSchema = z.object({
  HOST: z
    .string()
    .min(1)
    .default('127.0.0.1')
    .describe('Address to listen on; `0.0.0.0` behind a proxy on another host'),
  PORT: wholeNumber(0, 65535).default(3000).describe('Port to listen on'),
  BASE_URL: url('http:', 'https:')
    .refine((value) => !URL.canParse(value) || /^\/?$/.test(new URL(value).pathname + new URL(value).search), {
      message: 'must be an address without a path, such as https://entente.example',
    })
    .optional()
    .describe('Public address, without a path; links in mail are built from it'),
  TRUST_PROXY: flag.default(false).describe('`true` behind a reverse proxy that sets X-Forwarded-For'),
  VAR_DIR: z.string().min(1).default('var').describe('Where data, keys, files and unsent mail lie'),
  DATABASE_URL: url('postgres:', 'postgresql:')
    .optional()
    .describe(
      'PostgreSQL ≥ 15, a login that may create roles and owns the database; without it the embedded server is started',
    ),
  DATABASE_APP_URL: url('postgres:', 'postgresql:')
    .optional()
    .describe('Login of the application where it is not made by the migrations (it must not own tables)'),
  DATABASE_POOL: wholeNumber(2, 200).default(10).describe('Connections of one process'),
  MASTER_KEY: z
    .string()
    .regex(/^[A-Za-z0-9+/]{43}=$/, 'must be 32 bytes in base64')
    .optional()
    .describe('Wraps the data keys; without it a key file is made in VAR_DIR'),
  WORKER: z.enum(['inline', 'off']).default('inline').describe('`off` where `npm run worker` runs on its own'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('Least level that is logged'),
  SMTP_URL: url('smtp:', 'smtps:')
    .optional()
    .describe('`smtp://user:password@host:587`; without it mail is written to VAR_DIR/mail'),
  MAIL_FROM: z
    .email()
    .default('no-reply@entente.example')
    .describe('Envelope sender and address of the calendar organiser'),
  IMAP_URL: url('imap:', 'imaps:')
    .optional()
    .describe(
      '`imaps://user:password@host:993/INBOX`: the mailbox that replies and bounces of MAIL_FROM come to, with every `rsvp+…@` address of its domain',
    ),
  MAILBOX_INSTITUTION: z
    .string()
    .regex(/^[a-z0-9-]+$/)
    .optional()
    .describe(
      'Institution (as in addresses) whose staff review mail that names no guest; the first where it is absent',
    ),
  OUTBOUND_PRIVATE: flag
    .default(false)
    .describe(
      '`true` where webhooks may go to http and to addresses of the own network, and subscribed calendars lie there',
    ),
  METRICS_TOKEN: z
    .string()
    .min(16, 'must be at least 16 characters')
    .optional()
    .describe('Bearer token that /metrics asks for; without it only loopback may read'),
  SEED_PASSWORD: z
    .string()
    .min(12, 'must be at least 12 characters')
    .optional()
    .describe('Password of the demo accounts; without it one is drawn at the first start'),
});

export type Config = z.output<typeof ConfigSchema> & { BASE_URL: string };

/** Injection token of the settings. */
export const CONFIG = Symbol('config');

export class WrongSetting extends Error {}

/**
 * Reads and checks every setting.
 * @throws WrongSetting with one line per wrong setting: name, what is expected.
 */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const known = Object.keys(ConfigSchema.shape);
  const given = Object.fromEntries(
    known.map((name) => [name, environment[name]?.trim() === '' ? undefined : environment[name]?.trim()]),
  );
  const result = ConfigSchema.safeParse(given);
  if (!result.success) {
    throw new WrongSetting(
      result.error.issues.map((issue) => `Setting ${issue.path.join('.')} is wrong: ${issue.message}.`).join('\n'),
    );
  }
  const config = result.data;
  return { ...config, BASE_URL: (config.BASE_URL ?? `http://localhost:${config.PORT}`).replace(/\/+$/, '') };
}
