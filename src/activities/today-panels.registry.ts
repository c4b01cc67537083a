import { Injectable } from '@nestjs/common';
import type { ComponentChildren } from 'preact';

/** A part of the first page, contributed by the capability that fills it. */
export interface TodayPanel {
  id: string;
  /** Message keys. */
  title: string;
  aside?: string;
  order: number;
  /** Beside what waits, or below it. */
  place: 'beside' | 'below';
  permission?: string;
  /** The content, in a fixed number of statements; null where there is nothing to show today. */
  draw(today: Temporal.PlainDate): Promise<ComponentChildren | null>;
}

@Injectable()
export class TodayPanels {
  private readonly panels = new Map<string, TodayPanel>();

  add(panel: TodayPanel): void {
    this.panels.set(panel.id, panel);
  }

  get all(): TodayPanel[] {
    return [...this.panels.values()].toSorted((a, b) => a.order - b.order);
  }
}
