import { type Preset, preset, REPORT_LADDER } from './deadline-preset.js';

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
