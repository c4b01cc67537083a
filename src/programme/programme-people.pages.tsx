import { t } from '../platform/i18n/translate.js';
import { Checks } from '../platform/web/components/checks.js';
import { Field, Select } from '../platform/web/components/field.js';
import type { FormState } from '../platform/web/forms.js';
import type { EquippedBoard } from './programme-board.queries.js';
import type { Line } from './programme-lines.queries.js';

/** Who takes part: the first three by name, the others folded away. */
export function Participants({
  board,
  form,
  line,
}: {
  board: EquippedBoard;
  form: FormState;
  line?: Line | undefined;
}) {
  const known = new Set(board.members.map(({ person_id }) => person_id));
  const others = (line?.participants ?? []).filter(({ person_id }) => !known.has(person_id));
  const chosen = new Set([form.values['participants'] ?? []].flat());
  const options = [
    ...board.members.map((one) => ({
      value: `${one.side}:${one.person_id}`,
      label: [one.honorific, one.given_name, one.family_name].filter(Boolean).join(' '),
      side: one.side,
    })),
    ...others.map((one) => ({
      value: `${one.side}:${one.person_id}`,
      label: `${one.given_name} ${one.family_name}`,
      side: one.side,
    })),
  ];
  const count = (side: string) => options.filter((option) => option.side === side && chosen.has(option.value)).length;
  const taking = options.filter(({ value }) => chosen.has(value));
  if (options.length === 0) return <p class="small mute">{t('programme.field.nobody_yet')}</p>;
  return (
    <div class="field">
      <span class="label">{t('programme.field.participants')}</span>
      <ul class="names">
        {taking.slice(0, 3).map(({ value, label, side }) => (
          <li key={value}>
            <bdi>{label}</bdi> <span class="mute">{t(`programme.side.${side}`)}</span>
          </li>
        ))}
      </ul>
      {taking.length === 0 && <p class="hint-text">{t('programme.field.nobody_chosen')}</p>}
      <details>
        <summary>
          {taking.length > 3
            ? t('programme.field.and_more', { count: taking.length - 3 })
            : t('programme.field.choose_people')}
        </summary>
        {(['host', 'guest'] as const).map((side) => (
          <Checks
            key={side}
            name="participants"
            label={`${t(`programme.side.${side}`)} · ${count(side)}`}
            form={form}
            all
            options={options.filter((option) => option.side === side)}
          />
        ))}
      </details>
    </div>
  );
}

/** Who interprets, between which languages and how; one row more than there are. */
export function Interpreters({ board, form }: { board: EquippedBoard; form: FormState }) {
  const { interpreters } = board.things;
  if (interpreters.length === 0) return null;
  const rows = Object.keys(form.values)
    .filter((name) => /^interpreters\[\d+\]\.(interpreterId|pair)$/.test(name))
    .map((name) => Number(/\d+/.exec(name)![0]));
  const count = Math.max(-1, ...rows) + 1;
  const pairs = [...new Set(interpreters.flatMap((one) => one.pairs))].toSorted();
  const row = (n: number) => (
    <div class="item-row" key={n}>
      <Select
        name={`interpreters[${n}].interpreterId`}
        label={t('programme.field.interpreters')}
        form={form}
        empty={t('programme.field.nobody')}
        options={interpreters.map(({ id, name, pairs: speaks }) => ({
          value: id,
          label: `${name} (${speaks.join(', ')})`,
        }))}
      />
      <div class="pair">
        <Field
          name={`interpreters[${n}].pair`}
          label={t('programme.field.pair')}
          form={form}
          suggestions={pairs}
          placeholder="fr-en"
        />
        <Select
          name={`interpreters[${n}].mode`}
          label={t('programme.field.mode')}
          form={form}
          empty={t('programme.mode.consecutive')}
          options={['simultaneous', 'whispered'].map((value) => ({ value, label: t(`programme.mode.${value}`) }))}
        />
      </div>
    </div>
  );
  return (
    <>
      {Array.from({ length: count }, (_, n) => row(n))}
      {count === 0 ? (
        <details>
          <summary>{t('programme.field.interpreters')}</summary>
          {row(0)}
        </details>
      ) : (
        <details>
          <summary>{t('programme.field.another_interpreter')}</summary>
          {row(count)}
        </details>
      )}
    </>
  );
}
