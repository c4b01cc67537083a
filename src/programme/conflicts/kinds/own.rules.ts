import { type Conflict, levelKey } from '../conflict.rules.js';
import type { ConflictLevels } from '../conflict-levels.rules.js';
import { nobodyTravelsElsewhere } from './away.rules.js';
import { nobodyHasAHoliday, theHouseDoesNotSit } from './days.rules.js';
import { theMenuSuitsAll } from './diet.rules.js';
import { theGreeterIsOfRank } from './greeter.rules.js';
import { everybodyIsUnderstood, interpretsThePair, nobodyInTwoRoles, noLongShiftAlone } from './interpreting.rules.js';
import type { LineFacts, LineRule } from './line-facts.js';
import { theMandateHolds } from './mandate.rules.js';
import { everybodyIsThere } from './presence.rules.js';
import { theCarsHoldThem, theHouseIsOpen, theRoomHoldsThem } from './places.rules.js';

const RULES: readonly LineRule[] = [
  nobodyInTwoRoles,
  everybodyIsThere,
  nobodyTravelsElsewhere,
  theMandateHolds,
  interpretsThePair,
  noLongShiftAlone,
  everybodyIsUnderstood,
  theRoomHoldsThem,
  theCarsHoldThem,
  theHouseIsOpen,
  theMenuSuitsAll,
  theGreeterIsOfRank,
  theHouseDoesNotSit,
  nobodyHasAHoliday,
];

/** What stands in the way of a line by itself, with no other line beside it. Pure. */
export function ownConflicts(line: LineFacts, levels: ConflictLevels): Conflict[] {
  return RULES.flatMap((rule) => rule(line))
    .map((found): Conflict => {
      return { ...found, minutes: found.minutes ?? null, level: levels[levelKey(found.kind)], with: null };
    })
    .filter(({ level }) => level !== 'ignore');
}
