import type { LocalizedText } from '../../platform/current.js';
import type { FormState } from '../../platform/web/forms.js';
import type { Finding } from './mailing-checks.queries.js';
import type { LogRow, LogState, MailingHead } from './mailings.queries.js';

export interface MailingProps {
  /** Path of the activity's invitations. */
  base: string;
  head: MailingHead;
  subject: LocalizedText;
  findings: Finding[];
  counts: Map<LogState, number>;
  log: LogRow[];
  filter: LogState | null;
  page: number;
  mayManage: boolean;
  mayApprove: boolean;
  wantsSecond: boolean;
  zone: string;
  form: FormState | undefined;
}
