import type { Language } from '../platform/i18n/languages.js';
import type { Tab } from '../platform/web/components/state.js';
import type { FormState } from '../platform/web/forms.js';
import type { EditionLine } from '../programme/programme-item.entity.js';
import type { Asked } from './invitations.forms.js';
import type { Filter, HistoryLine, InvitationRow, RecipientRow } from './invitations.queries.js';
import type { MailingRow } from './mailings/mailings.queries.js';

export interface PreviewedLetter {
  language: Language;
  /** A letter is written of what was released. */
  isReleased: boolean;
}

export interface InvitationsProps {
  activityId: string;
  mayManage: boolean;
  all: InvitationRow[];
  invitation: InvitationRow;
  when: string;
  /** Pages about this invitation. */
  tabs: Tab[];
  lines: EditionLine[];
  counts: Map<string, number>;
  mailings: MailingRow[];
  rows: RecipientRow[];
  chosen: RecipientRow | undefined;
  letter: PreviewedLetter | undefined;
  history: HistoryLine[];
  filter: Filter;
  asked: Asked;
  /** How many guests told of diet or access needs. */
  needsTold: number;
  mayReadNeeds: boolean;
  /** What the chosen guest told, on the answer to the one request that asked for it. */
  needs: string | undefined;
  form: FormState | undefined;
  zone: string;
}
