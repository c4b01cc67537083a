import type { LocalizedText } from '../../platform/current.js';
import type { BodyKind } from '../body.states.js';
import type { Condition } from './composition.rules.js';

export interface RulePreset {
  key: string;
  name: LocalizedText;
  /** Where the rule stands, and what of it is not certain. */
  source: string;
  kind: BodyKind;
  level: 'block' | 'warn';
  condition: Condition;
}

const delegation = 'permanent-delegation' as const;
const group = 'working-group' as const;

/** Rules found in practice. Shipped with their source and switched off: an institution adopts what binds it. */
export const RULE_PRESETS: readonly RulePreset[] = [
  {
    key: 'pace-substitutes',
    name: {
      en: 'PACE: as many substitutes as representatives',
      fr: 'APCE : autant de suppléants que de représentants',
      ru: 'ПАСЕ: заместителей столько же, сколько представителей',
    },
    source: 'Rules of Procedure of the Parliamentary Assembly of the Council of Europe, Rule 6',
    kind: delegation,
    level: 'block',
    condition: { type: 'substitutes' },
  },
  {
    key: 'pace-women',
    name: {
      en: 'PACE: least number of women',
      fr: 'APCE : nombre minimal de femmes',
      ru: 'ПАСЕ: наименьшее число женщин',
    },
    source:
      'PACE Rules 6 and 7: 2 seats 1 woman, 3 seats 2, 4 seats 3, each with one representative; larger delegations: complete the table',
    kind: delegation,
    level: 'block',
    condition: {
      type: 'sex',
      sex: 'female',
      table: [
        { full: 2, min: 1, minFull: 1 },
        { full: 3, min: 2, minFull: 1 },
        { full: 4, min: 3, minFull: 1 },
      ],
    },
  },
  {
    key: 'pace-factions',
    name: {
      en: 'PACE: fair representation of parties',
      fr: 'APCE : représentation équitable des partis',
      ru: 'ПАСЕ: справедливое представительство партий',
    },
    source:
      'PACE Rule 6: fair representation of the political parties or groups; the number is the institution’s to set',
    kind: delegation,
    level: 'warn',
    condition: { type: 'spread', classification: 'faction', min: 2 },
  },
  {
    key: 'ipu-size-8',
    name: {
      en: 'IPU: at most 8 delegates (under 100 million inhabitants)',
      fr: 'UIP : 8 délégués au plus (moins de 100 millions d’habitants)',
      ru: 'МПС: не более 8 делегатов (менее 100 млн жителей)',
    },
    source: 'Statutes of the Inter-Parliamentary Union, Article 10',
    kind: delegation,
    level: 'block',
    condition: { type: 'size', of: 'all', max: 8 },
  },
  {
    key: 'ipu-size-10',
    name: {
      en: 'IPU: at most 10 delegates (100 million inhabitants and more)',
      fr: 'UIP : 10 délégués au plus (100 millions d’habitants et plus)',
      ru: 'МПС: не более 10 делегатов (100 млн жителей и более)',
    },
    source: 'Statutes of the Inter-Parliamentary Union, Article 10',
    kind: delegation,
    level: 'block',
    condition: { type: 'size', of: 'all', max: 10 },
  },
  {
    key: 'ipu-sexes',
    name: {
      en: 'IPU: no delegation of one sex',
      fr: 'UIP : pas de délégation d’un seul sexe',
      ru: 'МПС: делегация не из лиц одного пола',
    },
    source:
      'IPU Statutes, Articles 10 and 15: sanction after consecutive sessions; the present figures are not verified',
    kind: delegation,
    level: 'warn',
    condition: { type: 'sex', sex: 'each', min: 1 },
  },
  {
    key: 'ipu-sitting',
    name: {
      en: 'IPU: delegates are sitting members of parliament',
      fr: 'UIP : les délégués sont des parlementaires en exercice',
      ru: 'МПС: делегаты – действующие парламентарии',
    },
    source: 'IPU Statutes, Article 10; former members may only be honorary members',
    kind: delegation,
    level: 'block',
    condition: { type: 'membership', organisationId: null, label: 'Parliament' },
  },
  {
    key: 'osce-pa-size',
    name: {
      en: 'OSCE PA: seats fixed for each country',
      fr: 'AP OSCE : sièges fixés pour chaque pays',
      ru: 'ПА ОБСЕ: число мест установлено для каждой страны',
    },
    source: 'OSCE PA Rules of Procedure, appendix: enter the country’s own number before switching on; 6 is an example',
    kind: delegation,
    level: 'block',
    condition: { type: 'size', of: 'full', max: 6 },
  },
  {
    key: 'ipa-cis-membership',
    name: {
      en: 'IPA CIS: representatives elected or appointed by the parliament',
      fr: 'AIP CEI : représentants élus ou désignés par le parlement',
      ru: 'МПА СНГ: представители, избираемые или назначаемые парламентом',
    },
    source:
      'Convention on the Interparliamentary Assembly of 26 May 1995, Article 3; choose the parliament before switching on',
    kind: delegation,
    level: 'warn',
    condition: { type: 'membership', organisationId: null, label: 'Parliament' },
  },
  {
    key: 'ep-nationality',
    name: {
      en: 'European Parliament: at most a third of one nationality',
      fr: 'Parlement européen : un tiers au plus d’une même nationalité',
      ru: 'Европейский парламент: не более трети граждан одного государства',
    },
    source: 'Practice of the European Parliament for ad hoc delegations',
    kind: delegation,
    level: 'warn',
    condition: { type: 'nationality', maxPercent: 33.34 },
  },
  {
    key: 'bundestag-bodies',
    name: {
      en: 'Bundestag: at most three groups per member',
      fr: 'Bundestag : trois groupes au plus par membre',
      ru: 'Бундестаг: не более трёх групп на депутата',
    },
    source: 'Practice of the German Bundestag for parliamentary friendship groups',
    kind: group,
    level: 'block',
    condition: { type: 'bodies', max: 3 },
  },
  {
    key: 'rada-2017-bodies',
    name: {
      en: 'Verkhovna Rada 2017: at most eight groups per deputy',
      fr: 'Verkhovna Rada 2017 : huit groupes au plus par député',
      ru: 'Верховная Рада, 2017: не более восьми групп на депутата',
    },
    source: 'Verkhovna Rada of Ukraine, 2017',
    kind: group,
    level: 'block',
    condition: { type: 'bodies', max: 8 },
  },
  {
    key: 'ethiopia-size',
    name: {
      en: 'Ethiopia: nine to eleven members',
      fr: 'Éthiopie : de neuf à onze membres',
      ru: 'Эфиопия: от девяти до одиннадцати членов',
    },
    source: 'House of Peoples’ Representatives of Ethiopia, parliamentary friendship groups',
    kind: group,
    level: 'block',
    condition: { type: 'size', of: 'all', min: 9, max: 11 },
  },
  {
    key: 'india-size',
    name: {
      en: 'India: twelve members',
      fr: 'Inde : douze membres',
      ru: 'Индия: двенадцать членов',
    },
    source: 'Parliament of India: 12 members, 8 of the lower and 4 of the upper house; quorum 5',
    kind: group,
    level: 'block',
    condition: { type: 'size', of: 'all', min: 12, max: 12 },
  },
  {
    key: 'india-lower',
    name: {
      en: 'India: eight members of the lower house',
      fr: 'Inde : huit membres de la chambre basse',
      ru: 'Индия: восемь членов нижней палаты',
    },
    source: 'Parliament of India; choose the chamber before switching on',
    kind: group,
    level: 'block',
    condition: { type: 'organisation', organisationId: null, label: 'Lower house', min: 8, max: 8 },
  },
  {
    key: 'india-upper',
    name: {
      en: 'India: four members of the upper house',
      fr: 'Inde : quatre membres de la chambre haute',
      ru: 'Индия: четыре члена верхней палаты',
    },
    source: 'Parliament of India; choose the chamber before switching on',
    kind: group,
    level: 'block',
    condition: { type: 'organisation', organisationId: null, label: 'Upper house', min: 4, max: 4 },
  },
  {
    key: 'india-ministers',
    name: {
      en: 'India: no ministers',
      fr: 'Inde : pas de ministres',
      ru: 'Индия: без министров',
    },
    source: 'Parliament of India: ministers are excluded',
    kind: group,
    level: 'block',
    condition: { type: 'posts', words: ['minister', 'ministre', 'министр'] },
  },
];
