/** Wall times of the institution's zone, `09:00`. */
export interface OfficeHours {
  from: string;
  to: string;
}

export interface WorkingTime {
  /** By day of the week, 1 is Monday; a day without hours is a day of rest. At least one has hours. */
  hours: Partial<Record<number, OfficeHours>>;
  /** Whether the public holidays of the country close the house. */
  observesHolidays: boolean;
}

const NINE_TO_SIX: OfficeHours = { from: '09:00', to: '18:00' };

/** Until an institution says otherwise. */
export const OFFICE_HOURS: WorkingTime = {
  hours: { 1: NINE_TO_SIX, 2: NINE_TO_SIX, 3: NINE_TO_SIX, 4: NINE_TO_SIX, 5: NINE_TO_SIX },
  observesHolidays: true,
};
