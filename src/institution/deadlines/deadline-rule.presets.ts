import type { Offset } from './deadline.js';
import type { RuleFacts } from './deadline-rule.entity.js';

/** Facts of a rule with the code it is known by; what is switched on for the first time becomes a row of the institution. */
export type Preset = RuleFacts & { code: string };

const preset = (
  code: string,
  [en, fr, ru]: [string, string, string],
  trigger: string,
  [amount, unit, direction]: [number, Offset['unit'], Offset['direction']],
  source: string,
  more: Partial<RuleFacts> = {},
): Preset => ({
  code,
  name: { en, fr, ru },
  duty: 'task',
  trigger,
  amount,
  unit,
  direction,
  strictness: 'hard',
  basis: '',
  source,
  escalation: [],
  ...more,
});

const REPORT_LADDER: RuleFacts['escalation'] = [
  { days: 3, roles: [], responsible: true },
  { days: -1, roles: ['head-intl'], responsible: true },
];

const GIFT_LADDER: RuleFacts['escalation'] = [{ days: 2, roles: [], responsible: true }];

/** On from the first day: without them no report would have a due day. */
export const FIRST_RULES: readonly Preset[] = [
  preset(
    'report-visit-end',
    ['Report of the visit', 'Rapport sur la visite', 'Отчёт о визите'],
    'VISIT_END',
    [10, 'working', 'after'],
    '',
    { duty: 'report', escalation: REPORT_LADDER },
  ),
  preset(
    'report-return',
    ['Report of the mission', 'Rapport de mission', 'Отчёт о командировке'],
    'RETURN',
    [10, 'working', 'after'],
    '',
    { duty: 'report', escalation: REPORT_LADDER },
  ),
  preset(
    'commitment-due',
    ['Commitment', 'Engagement', 'Обязательство'],
    'COMMITMENT_DUE',
    [0, 'calendar', 'after'],
    '',
    {
      duty: 'commitment',
      escalation: [
        { days: 7, roles: [], responsible: true },
        { days: 1, roles: [], responsible: true },
        { days: -1, roles: ['head-intl'], responsible: true },
      ],
    },
  ),
];

const report = (basis: string): Partial<RuleFacts> => ({ duty: 'report', basis, escalation: REPORT_LADDER });

/** Rules that parliaments and governments really have, with where they were read. All off until somebody wants one. */
export const PRESETS: readonly Preset[] = [
  preset(
    'ca-report',
    ['Report of a delegation, tabled', 'Rapport de délégation, déposé', 'Отчёт делегации, внесённый в палату'],
    'RETURN',
    [20, 'sitting', 'after'],
    'House of Commons of Canada, Compendium of Procedure',
    report('Standing Order 34(1)'),
  ),
  preset(
    'ca-committee-travel',
    [
      'Publish the travel expenditure of committees',
      'Publier les dépenses de voyage des commissions',
      'Опубликовать расходы комитетов на поездки',
    ],
    'QUARTER_END',
    [60, 'calendar', 'after'],
    'House of Commons of Canada, Committees: travel expenditures',
  ),
  preset(
    'ca-sponsored-travel',
    ['Statement of sponsored travel', 'Déclaration d’un voyage parrainé', 'Заявление о поездке за счёт третьих лиц'],
    'RETURN',
    [60, 'calendar', 'after'],
    'Conflict of Interest and Ethics Commissioner of Canada; above 200 dollars',
    { basis: 'Conflict of Interest Code for Members, s. 15' },
  ),
  preset(
    'ca-sponsored-list',
    [
      'Public list of sponsored travel of the past year',
      'Liste publique des voyages parrainés de l’année écoulée',
      'Публичный перечень поездок за счёт третьих лиц за прошедший год',
    ],
    'YEAR_END',
    [3, 'month', 'after'],
    'Conflict of Interest and Ethics Commissioner of Canada; by 31 March',
    { basis: 'Conflict of Interest Code for Members, s. 15' },
  ),
  preset(
    'ca-association-budget',
    ['Budget requests of the associations', 'Demandes budgétaires des associations', 'Бюджетные заявки ассоциаций'],
    'YEAR_START',
    [2, 'month', 'after'],
    'Parliament of Canada, Joint Interparliamentary Council, 2023; by 1 March',
  ),
  preset(
    'by-departure-application',
    ['Application for a private departure', 'Demande de départ à titre privé', 'Заявление о согласовании выезда'],
    'PRIVATE_DEPARTURE',
    [10, 'calendar', 'before'],
    'Council of Ministers of Belarus, resolution of 17 November 2023',
    { strictness: 'soft', basis: 'Resolution No. 786 of 17.11.2023' },
  ),
  preset(
    'by-report',
    ['Report two weeks after the mission', 'Rapport deux semaines après la mission', 'Отчёт в двухнедельный срок'],
    'RETURN',
    [14, 'calendar', 'after'],
    'Council of Ministers of Belarus, order of 4 September 2002 on a single mission',
    report('Order No. 1214 of 4.9.2002'),
  ),
  preset(
    'in-visit-abroad',
    [
      'Inform the Secretariat of the visit abroad',
      'Informer le Secrétariat du voyage à l’étranger',
      'Известить секретариат о поездке за рубеж',
    ],
    'DEPARTURE',
    [21, 'calendar', 'before'],
    'Rajya Sabha, Bulletin Part II, No. 56572 (2017)',
  ),
  preset(
    'ru-region-notice',
    [
      'Notify the external relations unit of the reception',
      'Aviser le service des relations extérieures de l’accueil',
      'Уведомить подразделение внешних связей о приёме',
    ],
    'VISIT_START',
    [3, 'calendar', 'before'],
    'Ivanovo oblast, former rules of protocol (no longer in force)',
  ),
  preset(
    'ru-region-report',
    [
      'Report within three days after the guests left',
      'Rapport dans les trois jours suivant le départ des hôtes',
      'Отчёт в трёхдневный срок после отъезда гостей',
    ],
    'VISIT_END',
    [3, 'calendar', 'after'],
    'Ivanovo oblast, former rules of protocol (no longer in force)',
    report(''),
  ),
  preset(
    'pace-credentials',
    [
      'Send the credentials of the delegation',
      'Transmettre les pouvoirs de la délégation',
      'Направить полномочия делегации',
    ],
    'SESSION_OPEN',
    [7, 'calendar', 'before'],
    'Parliamentary Assembly of the Council of Europe; if possible',
    { strictness: 'soft', basis: 'Rules of Procedure of the Assembly, Rule 6' },
  ),
  preset(
    'pace-challenge-report',
    ['Report on challenged credentials', 'Rapport sur les pouvoirs contestés', 'Доклад об оспоренных полномочиях'],
    'CREDENTIALS_CHALLENGED',
    [1, 'calendar', 'after'],
    'Parliamentary Assembly of the Council of Europe; within 24 hours, if possible',
    { strictness: 'soft', basis: 'Rules of Procedure of the Assembly, Rule 7' },
  ),
  preset(
    'ipu-convocation',
    ['Convocation of the Assembly', 'Convocation de l’Assemblée', 'Созыв Ассамблеи'],
    'SESSION_OPEN',
    [4, 'month', 'before'],
    'Inter-Parliamentary Union',
    { basis: 'Rules of the Assembly, Rule 4' },
  ),
  preset(
    'ipu-speakers',
    [
      'Name the speakers before the list is drawn, 17:00',
      'Inscrire les orateurs avant le tirage de la liste, 17 h',
      'Заявить ораторов до жеребьёвки списка, 17:00',
    ],
    'SESSION_OPEN',
    [1, 'calendar', 'before'],
    'Inter-Parliamentary Union, questions and answers for delegates',
  ),
  preset(
    'us-sponsored-request',
    [
      'Request for privately sponsored travel',
      'Demande de voyage à financement privé',
      'Запрос о поездке за счёт частного лица',
    ],
    'DEPARTURE',
    [30, 'calendar', 'before'],
    'Committee on Ethics, House of Representatives of the United States',
  ),
  preset(
    'us-committee-report',
    [
      'Written report to the committee’s chair',
      'Rapport écrit au président de la commission',
      'Письменный отчёт председателю комитета',
    ],
    'RETURN',
    [15, 'calendar', 'after'],
    'House of Representatives of the United States; secondary source',
    report(''),
  ),
  preset(
    'us-group-expenditure',
    [
      'Itemised expenditure report of the group',
      'Relevé détaillé des dépenses du groupe',
      'Постатейный отчёт группы о расходах',
    ],
    'YEAR_END',
    [60, 'calendar', 'after'],
    'United States Code; the period of 60 days is not verified',
    { strictness: 'soft', basis: '22 U.S.C. 276c-1' },
  ),
  preset(
    'md-gift-declared',
    ['Declare the gift', 'Déclarer le cadeau', 'Задекларировать подарок'],
    'GIFT_RECEIVED',
    [5, 'calendar', 'after'],
    'Parliament of the Republic of Moldova',
    { duty: 'gift-declaration', escalation: GIFT_LADDER },
  ),
  preset(
    'md-gift-redeemed',
    ['Redeem the gift, if wanted', 'Racheter le cadeau, le cas échéant', 'Выкупить подарок при желании'],
    'GIFT_RECEIVED',
    [30, 'calendar', 'after'],
    'Parliament of the Republic of Moldova',
    { duty: 'gift-fate', strictness: 'soft', escalation: GIFT_LADDER },
  ),
  preset(
    'md-gift-register',
    [
      'Publish the register of gifts of the past year',
      'Publier le registre des cadeaux de l’année écoulée',
      'Опубликовать реестр подарков за прошедший год',
    ],
    'YEAR_END',
    [12, 'month', 'after'],
    'Parliament of the Republic of Moldova; once a year, no day is named',
    { strictness: 'soft' },
  ),
  preset(
    'uk-interests',
    [
      'Register the change of interests',
      'Déclarer la modification des intérêts',
      'Зарегистрировать изменение интересов',
    ],
    'INTEREST_CHANGED',
    [28, 'calendar', 'after'],
    'House of Commons of the United Kingdom, Guide to the Rules',
  ),
  preset(
    'event-composition',
    [
      'Notify the composition of the delegation',
      'Communiquer la composition de la délégation',
      'Сообщить состав делегации',
    ],
    'EVENT_START',
    [56, 'calendar', 'before'],
    'UNESCO International Conference on Education 2008; about eight weeks',
    { strictness: 'soft' },
  ),
  preset(
    'event-registration',
    ['Register the participants', 'Inscrire les participants', 'Зарегистрировать участников'],
    'EVENT_START',
    [7, 'calendar', 'before'],
    'World e-Parliament Conference 2008; about one week',
    { strictness: 'soft' },
  ),
];
