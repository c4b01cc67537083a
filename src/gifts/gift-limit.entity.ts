import { Entity } from 'typeorm';
import type { LocalizedText } from '../platform/current.js';
import { BoolCol, IntCol, LocalizedTextCol, TenantEntity, TextCol } from '../platform/database/columns.js';
import type { Direction } from './gift.entity.js';

export const CONSEQUENCES = ['not-kept', 'refused'] as const;
export type Consequence = (typeof CONSEQUENCES)[number];

export interface LimitFacts {
  name: LocalizedText;
  direction: Direction;
  minor: number;
  currency: string;
  /** Above it nobody keeps it; or it is refused, unless it is passed on because the house was represented. */
  consequence: Consequence;
  basis: string;
  source: string;
}

/** A value above which a gift may not simply be kept. */
@Entity('gift_limit')
export class GiftLimit extends TenantEntity implements LimitFacts {
  @TextCol() code!: string;
  @LocalizedTextCol() name!: LocalizedText;
  @TextCol() direction!: Direction;
  @IntCol() minor!: number;
  @TextCol() currency!: string;
  @TextCol() consequence!: Consequence;
  @TextCol() basis: string = '';
  @TextCol() source: string = '';
  @BoolCol() isOn: boolean = false;
}

/** A rule that a parliament really has, with where it was read. Off until somebody wants it. */
export const LIMIT_PRESETS: readonly (LimitFacts & { code: string })[] = [
  {
    code: 'ep-150',
    name: {
      en: 'Gifts above €150 are refused, or passed on where the house was represented',
      fr: 'Les cadeaux de plus de 150 € sont refusés, ou remis si la maison était représentée',
      ru: 'Подарки дороже 150 € не принимаются или передаются, если представлялась палата',
    },
    direction: 'received',
    minor: 15_000,
    currency: 'EUR',
    consequence: 'refused',
    basis: 'Code of Conduct for Members of the European Parliament',
    source: 'European Parliament; secondary source',
  },
];
