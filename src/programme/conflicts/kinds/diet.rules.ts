import type { LineRule } from './line-facts.js';

type Food = 'pork' | 'meat' | 'fish' | 'shellfish' | 'dairy' | 'egg' | 'nuts' | 'gluten' | 'alcohol';

/** Beginnings of words by which a menu tells what it contains, in the languages that menus are written in here. */
const SERVED: Record<Food, RegExp> = {
  pork: /(?<!\p{L})(pork|ham(?!\p{L})|bacon|porc|jambon|lard)|свин|бекон|ветчин|сало/iu,
  meat: /(?<!\p{L})(beef|veal|lamb|pork|ham(?!\p{L})|venison|duck|chicken|poultry|steak|bœuf|boeuf|veau|agneau|porc|canard|poulet|volaille|viande)|говяд|телят|баран|ягн|свин|утк|куриц|курин|мяс|олен/iu,
  fish: /(?<!\p{L})(fish|salmon|trout|cod(?!\p{L})|pike|tuna|poisson|saumon|truite|cabillaud|brochet|thon)|рыб|лосос|форел|треск|щук|судак|тунец/iu,
  shellfish:
    /(?<!\p{L})(shrimp|prawn|crab|lobster|mussel|oyster|scallop|crevette|crabe|homard|moule|huître)|кревет|краб|омар|миди|устриц/iu,
  dairy:
    /(?<!\p{L})(cheese|cream|butter|milk|yog|fromage|crème|beurre|lait)|сыр|сливк|сливоч|масл|молок|сметан|творог/iu,
  egg: /(?<!\p{L})(egg|omelet|meringue|œuf|oeuf)|яйц|яич|омлет|безе/iu,
  nuts: /(?<!\p{L})(nut|walnut|almond|hazelnut|pistachio|praline|noix|amande|noisette|pistache)|орех|миндал|фундук|фисташ/iu,
  gluten:
    /(?<!\p{L})(bread|pasta|noodle|dumpling|cake|tart|pastry|pie(?!\p{L})|pain(?!\p{L})|pâtes|gâteau|tarte)|хлеб|паст[аы]|лапш|пельмен|варени|пирог|торт|выпеч|драник/iu,
  alcohol:
    /(?<!\p{L})(wine|beer|champagne|brandy|rum(?!\p{L})|cognac|vin(?!\p{L})|bière)|вин[оа](?!\p{L})|пив[оа]|шампан|коньяк|ром(?!\p{L})/iu,
};

/** What a note on diet or allergies rules out. */
const REFUSED: readonly [RegExp, readonly Food[]][] = [
  [/vegan|végan|végétalien|веган/iu, ['meat', 'fish', 'shellfish', 'dairy', 'egg']],
  [/vegetar|végétar|вегетар/iu, ['meat', 'fish', 'shellfish']],
  [/halal|халял/iu, ['pork', 'alcohol']],
  [/kosher|casher|кошер/iu, ['pork', 'shellfish']],
  [/pork|porc|свин/iu, ['pork']],
  [/(no|without|sans|без) (red )?(meat|viande|мяс)/iu, ['meat']],
  [/fish|poisson|рыб/iu, ['fish']],
  [/shellfish|crustac|seafood|fruits de mer|ракообраз|морепрод/iu, ['shellfish']],
  [/lactose|dairy|milk|lait|лактоз|молок|молочн/iu, ['dairy']],
  [/egg|œuf|oeuf|яйц/iu, ['egg']],
  [/nut|noix|орех/iu, ['nuts']],
  [/gluten|c(o)?eliac|cœliaque|wheat|глютен|целиак/iu, ['gluten']],
  [/alcohol|alcool|алкогол/iu, ['alcohol']],
];

/** Whether a menu contains what a note rules out. A note that no word of ours matches rules out nothing. */
export function suits(menu: string, diet: string): boolean {
  const refused = new Set(REFUSED.filter(([words]) => words.test(diet)).flatMap(([, foods]) => foods));
  return ![...refused].some((food) => SERVED[food].test(menu));
}

/** Says how many, never whose: a diet is nobody else's business. */
export const theMenuSuitsAll: LineRule = ({ menu, people, itemId, venue }) => {
  const count = menu ? people.filter(({ diet }) => diet !== null && !suits(menu, diet)).length : 0;
  return count === 0
    ? []
    : [
        {
          kind: 'diet',
          resourceKind: 'venue',
          resourceId: venue?.id ?? itemId ?? '',
          resourceName: venue?.name ?? '',
          minutes: count,
        },
      ];
};
