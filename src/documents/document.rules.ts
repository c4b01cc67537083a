import type { Activity } from '../activities/activity.entity.js';
import { mayPlan } from '../activities/activity.rules.js';
import type { Actor } from '../platform/current.js';
import type { DocumentSource } from './document-sources.registry.js';

/** Who signs a paper: whom its kind names, else who plans the activity. What is approved elsewhere nobody signs here. */
export function mayApprovePaper(actor: Actor, activity: Activity, source: DocumentSource): boolean {
  if (source.isApprovedElsewhere) return false;
  return source.mayApprove ? source.mayApprove(actor, activity) : mayPlan(actor, activity);
}
