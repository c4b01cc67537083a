import { Injectable } from '@nestjs/common';
import type { ActivityKind } from './activity.entity.js';
import type { Lifecycle } from './lifecycle.states.js';

export interface KindOfActivity {
  kind: ActivityKind;
  /** Path segment and id of the menu entry: `receptions`. */
  path: string;
  lifecycle: Lifecycle;
  /** Message key of a state's name, without the state: `receptions.state`. */
  stateKey: string;
}

/** The kinds of activity, each contributed by its capability. */
@Injectable()
export class ActivityKinds {
  private readonly kinds = new Map<string, KindOfActivity>();

  register(kind: KindOfActivity): void {
    this.kinds.set(kind.kind, kind);
  }

  of(kind: string): KindOfActivity {
    const found = this.kinds.get(kind);
    if (!found) throw new Error(`No capability has registered the kind ${kind}.`);
    return found;
  }

  get all(): KindOfActivity[] {
    return [...this.kinds.values()];
  }
}
