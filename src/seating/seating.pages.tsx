import { Current } from '../platform/current.js';
import { t } from '../platform/i18n/translate.js';
import { Button, PostButton } from '../platform/web/components/button.js';
import { FormErrors } from '../platform/web/components/checks.js';
import { Select } from '../platform/web/components/field.js';
import { Section } from '../platform/web/components/section.js';
import type { FormState } from '../platform/web/forms.js';
import { PAPER_LANGUAGES } from '../activities/papers.registry.js';
import { SEATING_PAPERS } from './seating-papers.service.js';
import type { SeatingPlan } from './seating-plan.entity.js';
import { broken, type BrokenRule } from './broken.rules.js';
import { fill, type Place } from './seating.rules.js';
import { Board } from './seating-board.pages.js';
import { TableFields } from './seating-table.pages.js';
import { chairsOf, words } from './seating.words.js';
import type { SeatedPerson } from './sitters.queries.js';

export interface PlanPageProps {
  base: string;
  plan: SeatingPlan;
  title: string;
  people: SeatedPerson[];
  mayArrange: boolean;
  /** Who was moved just now. */
  moved: string | undefined;
  form: FormState | undefined;
}

/** The table, who stands beside it, and which rules it breaks. */
export function PlanPage({ base, plan, title, people, mayArrange, moved, form }: PlanPageProps) {
  const places = plan.placesOf(people);
  const sat = new Set(places.map(({ key }) => key));
  const standing = people.filter(({ key }) => !sat.has(key));
  const kept = places.map((place) => ({ ...place, fixed: true }));
  const isRoom = standing.length > 0 && fill(plan, people, kept).length > places.length;
  const path = `${base}/${plan.id}`;
  return (
    <>
      <div class="sec">
        <h2>{title}</h2>
        <span class="aside">
          {words('count', { seated: places.length, people: people.length })} · <a href={base}>{words('all')}</a>
        </span>
      </div>
      <turbo-frame id="seating">
        <div data-controller={mayArrange ? 'seating' : undefined}>
          <FormErrors form={form} />
          <Rules plan={plan} people={people} places={places} moved={moved} />
          <Board plan={plan} people={people} places={places} mayArrange={mayArrange} />
          <Standing people={standing} isRoom={isRoom} mayArrange={mayArrange} />
          {mayArrange && (
            <>
              <div class="row-flex ways-on">
                {isRoom && (
                  <PostButton to={`${path}/filling`} primary>
                    {words('fill')}
                  </PostButton>
                )}
                <PostButton to={`${path}/filling`} fields={{ anew: 'on' }}>
                  {words('fill_anew')}
                </PostButton>
                {plan.before && <PostButton to={`${path}/undo`}>{words('take_back')}</PostButton>}
              </div>
              <MoveForm path={path} plan={plan} people={people} form={form} />
            </>
          )}
        </div>
      </turbo-frame>
      <Papers plan={plan} />
      {mayArrange && (
        <details>
          <summary>{words('change_table')}</summary>
          <form class="form broad" method="post" action={`${path}/table`}>
            <TableFields table={plan} form={form} />
            <div>
              <Button>{words('save')}</Button>
            </div>
          </form>
        </details>
      )}
    </>
  );
}

const SHOWN_RULES = 8;

function Rules({
  plan,
  people,
  places,
  moved,
}: Pick<PlanPageProps, 'plan' | 'people' | 'moved'> & { places: Place[] }) {
  const names = new Map(people.map(({ key, name }) => [key, name]));
  const concerns = (one: BrokenRule) => moved !== undefined && Object.values(one).includes(moved);
  const all = broken(plan, people, places);
  const found = [...all.filter(concerns), ...all.filter((one) => !concerns(one))];
  if (found.length === 0)
    return places.length > 0 ? (
      <p class="moss" role="status">
        {words('keeps_all')}
      </p>
    ) : null;
  return (
    <div class="conflict seating-rules" role="status">
      <ul>
        {found.slice(0, SHOWN_RULES).map((one, n) => (
          <li key={n} class={concerns(one) ? 'strong' : undefined}>
            <bdi>{sentenceOf(one, names)}</bdi>
          </li>
        ))}
      </ul>
      {found.length > SHOWN_RULES && <p class="small">{words('more_rules', { count: found.length - SHOWN_RULES })}</p>}
    </div>
  );
}

function sentenceOf(one: BrokenRule, names: ReadonlyMap<string, string>): string {
  const other = 'above' in one ? one.above : 'beside' in one ? one.beside : '';
  return t(`seating.rule.${one.rule}`, { name: names.get(one.key) ?? '', other: names.get(other) ?? '' });
}

/** Those who have no chair: dragged from here to one, or from one back here. */
function Standing({ people, isRoom, mayArrange }: { people: SeatedPerson[]; isRoom: boolean; mayArrange: boolean }) {
  if (people.length === 0 && !mayArrange) return null;
  return (
    <section class="seating-tray" aria-label={words('standing')} data-seating-target="tray">
      <p class="label">{words('standing')}</p>
      {people.length === 0 && <p class="small mute">{words('all_seated')}</p>}
      {people.length > 0 && !isRoom && <p class="small wine">{words('too_few')}</p>}
      <ul>
        {people.map((person) => (
          <li key={person.key}>
            <button
              type="button"
              class={`chair is-${person.side}`}
              draggable={mayArrange}
              data-seating-target="chair"
              data-key={person.key}
            >
              <bdi>{person.name}</bdi>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The same without scripts and without a pointer. */
function MoveForm({
  path,
  plan,
  people,
  form,
}: {
  path: string;
  plan: SeatingPlan;
  people: SeatedPerson[];
  form: FormState | undefined;
}) {
  return (
    <details>
      <summary>{words('move_by_list')}</summary>
      <form class="form broad" method="post" action={`${path}/moves`} data-seating-target="form">
        <div class="form-row">
          <Select
            name="key"
            label={words('who')}
            options={people.map(({ key, name }) => ({ value: key, label: name }))}
            form={form}
            required
          />
          <Select name="to" label={words('where')} empty={words('no_chair')} options={chairsOf(plan)} form={form} />
        </div>
        <div>
          <Button>{words('move')}</Button>
        </div>
      </form>
    </details>
  );
}

function Papers({ plan }: { plan: SeatingPlan }) {
  const documents = `/${Current.institution.slug}/activities/${plan.activityId}/documents`;
  return (
    <Section title={words('papers')}>
      <ul class="seating-papers">
        {SEATING_PAPERS.map((paper) => (
          <li key={paper}>
            <a class="strong" href={`${documents}/papers/${paper}?subject=${plan.id}`}>
              {words(`paper.${paper}`)}
            </a>
            {PAPER_LANGUAGES.map((language) => (
              <a
                key={language}
                href={`${documents}/${paper}-${language}.pdf?subject=${plan.id}&inline`}
                data-turbo="false"
                lang={language}
              >
                {language.toUpperCase()}
              </a>
            ))}
          </li>
        ))}
      </ul>
    </Section>
  );
}
