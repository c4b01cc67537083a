import { Entity } from 'typeorm';
import type { LocalizedText } from '../platform/current.js';
import { Column } from 'typeorm';
import {
  IntCol,
  LocalizedTextCol,
  NullableTextCol,
  TenantEntity,
  TextCol,
  TextsCol,
  UuidCol,
} from '../platform/database/columns.js';

@Entity('venue')
export class Venue extends TenantEntity {
  @LocalizedTextCol() name!: LocalizedText;
  @TextCol() address!: string;
  @TextCol() city!: string;
  @NullableTextCol() timeZone!: string | null;
  @IntCol({ nullable: true }) capacity!: number | null;
  @Column({ type: 'float8', nullable: true }) latitude!: number | null;
  @Column({ type: 'float8', nullable: true }) longitude!: number | null;
  @NullableTextCol() sourceKey!: string | null;
}

@Entity('vehicle')
export class Vehicle extends TenantEntity {
  @TextCol() label!: string;
  @TextCol() plate!: string;
  @IntCol() seats!: number;
  @TextCol() driverName!: string;
  @TextCol() driverPhone!: string;
  @NullableTextCol() sourceKey!: string | null;
}

@Entity('interpreter')
export class Interpreter extends TenantEntity {
  @UuidCol() personId!: string;
  /** `fr-en`: both ways. */
  @TextsCol() pairs!: string[];
  @IntCol() longestShiftMinutes!: number;
  @IntCol() restMinutes!: number;
  @NullableTextCol() sourceKey!: string | null;

  /** A pair works in both directions. */
  speaks(pair: string): boolean {
    return this.pairs.includes(pair) || this.pairs.includes(pair.split('-').reverse().join('-'));
  }
}
