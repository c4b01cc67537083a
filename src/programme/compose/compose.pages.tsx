import { localized, t } from '../../platform/i18n/translate.js';
import { Button } from '../../platform/web/components/button.js';
import { FormErrors } from '../../platform/web/components/checks.js';
import { Field } from '../../platform/web/components/field.js';
import { Empty, Section } from '../../platform/web/components/section.js';
import { Progress } from '../../platform/web/components/state.js';
import type { FormState } from '../../platform/web/forms.js';
import { formatList } from '../../platform/i18n/format.js';
import type { EquippedBoard } from '../programme-board.queries.js';
import { dayName } from '../programme-days.pages.js';
import { pairName } from '../conflicts/pairs.rules.js';
import type { ProgrammeProposal, ProposalOutcome, ProposedLine } from './proposal.entity.js';

const c = (key: string, params?: Record<string, string | number>) => t(`programme.compose.${key}`, params);

/** What composing starts from, and what it proposed. */
export function ComposePage({
  board,
  base,
  proposal,
  form,
}: {
  board: EquippedBoard;
  base: string;
  proposal: ProgrammeProposal | null;
  form?: FormState | undefined;
}) {
  const path = `${base}/compose`;
  const asked = proposal?.asked;
  return (
    <>
      <Section title={c('title')} aside={<a href={base}>{t('programme.back')}</a>}>
        <p class="mute">{c('hint', { count: board.requested.length })}</p>
        {board.requested.length === 0 && !proposal ? (
          <Empty title={c('nothing')} />
        ) : (
          <form class="form" method="post" action={path}>
            <FormErrors form={form} />
            <div class="form-row">
              <Field name="opens" type="time" label={c('opens')} form={form} value={asked?.opens ?? '09:00'} required />
              <Field
                name="closes"
                type="time"
                label={c('closes')}
                form={form}
                value={asked?.closes ?? '18:30'}
                required
              />
              <Field
                name="between"
                type="number"
                min={0}
                label={c('between')}
                form={form}
                value={asked?.between ?? 15}
              />
              <Field
                name="lunch"
                type="number"
                min={0}
                label={c('lunch_minutes')}
                form={form}
                value={asked?.lunch ?? 75}
              />
              <Field
                name="rest"
                type="number"
                min={0}
                label={c('rest_minutes')}
                form={form}
                value={asked?.rest ?? 30}
              />
            </div>
            <div class="form-end">
              <Button primary={!proposal?.outcome}>{c('do')}</Button>
            </div>
          </form>
        )}
      </Section>
      {proposal && <Proposal board={board} path={path} proposal={proposal} />}
    </>
  );
}

function Proposal({ board, path, proposal }: { board: EquippedBoard; path: string; proposal: ProgrammeProposal }) {
  const { outcome, state } = proposal;
  if (state === 'failed') return <Empty title={c('failed')} />;
  if (!outcome) return <Progress id="composing" label={c('working')} done={0} total={1} />;
  const days = [...new Set(outcome.lines.map(({ start }) => start.slice(0, 10)))];
  const open = outcome.lines.filter(({ accepted }) => !accepted).length;
  return (
    <Section title={c('proposed')} aside={<span class="mute">{proofWords(outcome)}</span>}>
      <form method="post" action={`${path}/${proposal.id}/acceptance`}>
        {days.map((day) => (
          <Section key={day} level={3} title={dayName(Temporal.PlainDate.from(day))}>
            <table class="list proposed">
              <caption class="vh">{dayName(Temporal.PlainDate.from(day))}</caption>
              <tbody>
                {outcome.lines.map((line, n) =>
                  line.start.startsWith(day) ? <LineRow key={n} line={line} n={n} board={board} /> : null,
                )}
              </tbody>
            </table>
          </Section>
        ))}
        {open > 0 && (
          <div class="form-end">
            <Button primary name="all" value="on">
              {c('accept_all', { count: open })}
            </Button>
            <Button>{c('accept_chosen')}</Button>
          </div>
        )}
      </form>
      <Unmet outcome={outcome} isExplained={state === 'explained'} />
    </Section>
  );
}

function LineRow({ line, n, board }: { line: ProposedLine; n: number; board: EquippedBoard }) {
  const venue = board.things.venues.find(({ id }) => id === line.venueId);
  const interpreter = board.things.interpreters.find(({ id }) => id === line.interpreterId);
  return (
    <tr class={line.accepted ? 'off' : undefined}>
      <td class="nb t">
        {line.start.slice(11)}–{line.end.slice(11)}
      </td>
      <td>
        <bdi class="strong">{line.title}</bdi>
        {interpreter && line.pair && (
          <p class="small mute">
            {pairName(line.pair)}: {interpreter.name}
          </p>
        )}
      </td>
      <td>{localized(venue?.name)}</td>
      <td>
        {line.accepted ? (
          <span class="mute">{c('is_accepted')}</span>
        ) : (
          <label class="check">
            <input type="checkbox" name="lines[]" value={String(n)} /> {c('accept_one')}
          </label>
        )}
      </td>
    </tr>
  );
}

/** What cannot be met, and why, in words. */
function Unmet({ outcome, isExplained }: { outcome: ProposalOutcome; isExplained: boolean }) {
  if (outcome.unmet.length === 0) return <p class="mute">{c('all_met')}</p>;
  const told = outcome.unmet.filter(({ why }) => why !== null).length;
  return (
    <Section level={3} title={c('unmet', { count: outcome.unmet.length })}>
      <ul>
        {outcome.unmet.map(({ title, why }, n) => (
          <li key={n}>
            <bdi class="strong">{title}</bdi>
            {why && <> — {whyWords(why)}</>}
          </li>
        ))}
      </ul>
      {!isExplained && <Progress id="composing" label={c('explaining')} done={told} total={outcome.unmet.length} />}
    </Section>
  );
}

type Told = NonNullable<ProposalOutcome['unmet'][number]['why']>;

function whyWords({ kind, names, with: others }: Told): string {
  const who = formatList(names);
  if (kind === 'interpreter') return c('why.interpreter', { pair: pairName(names[0] ?? '') });
  if (kind !== 'together') return c(`why.${kind}`, { names: who });
  const titles = formatList(others.slice(0, 6).map((title) => `“${title}”`));
  return c(names.length > 0 ? 'why.together_for' : 'why.together', { names: who, titles });
}

function proofWords({ isOptimal, gap, milliseconds }: ProposalOutcome): string {
  const seconds = (milliseconds / 1000).toFixed(1);
  return isOptimal ? c('optimal', { seconds }) : c('gap', { percent: Math.max(1, Math.round(gap * 100)), seconds });
}
