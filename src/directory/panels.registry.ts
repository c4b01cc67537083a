import { Injectable } from '@nestjs/common';
import type { ComponentChildren } from 'preact';

/** A part of a page that another capability fills: a whole `Section`, or null where it has nothing to say. */
export interface Panel<Subject> {
  id: string;
  /** The wide column or the narrow one. */
  column: 'main' | 'side';
  order: number;
  permission?: string;
  /** Inside the page's unit of work; its number of statements must not grow with what it shows. */
  draw(subject: Subject): Promise<ComponentChildren>;
}

class Panels<Subject> {
  private readonly panels = new Map<string, Panel<Subject>>();

  add(panel: Panel<Subject>): void {
    this.panels.set(panel.id, panel);
  }

  /** What stands in each column, in order. One after the other: they share the page's connection. */
  async draw(
    subject: Subject,
    mayUse: (permission: string) => boolean,
  ): Promise<Record<'main' | 'side', ComponentChildren[]>> {
    const drawn: Record<'main' | 'side', ComponentChildren[]> = { main: [], side: [] };
    for (const panel of [...this.panels.values()].toSorted((a, b) => a.order - b.order)) {
      if (panel.permission && !mayUse(panel.permission)) continue;
      const content = await panel.draw(subject);
      if (content) drawn[panel.column].push(content);
    }
    return drawn;
  }
}

/** A partner at a glance: visits by year, agreements, bodies. `organisationIds` are the partner and all that belongs to it. */
export interface PartnerSubject {
  id: string;
  country: string | null;
  organisationIds: string[];
}
@Injectable()
export class PartnerPanels extends Panels<PartnerSubject> {}

/** A person's page: bodies, activities. `ids` are all under which the person is known, those of merged entries too. */
export interface PersonSubject {
  id: string;
  ids: string[];
}
@Injectable()
export class PersonPanels extends Panels<PersonSubject> {}
