/**
 * What would come out as a name and is a word, a forename or a surname first, even with a capital:
 * Iceland's own Island, Malé without its accent, the plurals of France and the Duma.
 */
export const NO_NAMES: ReadonlySet<string> = new Set([
  'dominique',
  'dumas',
  'frances',
  'island',
  'male',
  'mann',
  'reunion',
  'viti',
]);

/** Words that mean a place only when they are written with a capital; less than others if not. */
export const ORDINARY_WORDS: ReadonlySet<string> = new Set(
  `brit chad chequers china danish english finn guinea jersey jordan kiwi lima manila niger
  panama pole poles polish scot swede turkey turkeys`.split(/\s+/),
);

/** Names that people, other places or a list's items often bear: less sure, however written. */
export const NAMESAKES: ReadonlySet<string> = new Set([
  'bercy',
  'chad',
  'georgetown',
  'georgia',
  'hamilton',
  'jordan',
  'kingston',
  'la paz',
  'number 10',
  'number ten',
  'san jose',
  'santiago',
  'sofia',
  'victoria',
  'wellington',
]);

/** Phrases in which the name of a country or a capital names neither. */
export const OTHER_THINGS: readonly string[] = [
  'brazil nut',
  'brussels sprout',
  'central america',
  'central american',
  'french fries',
  'george washington',
  'guinea fowl',
  'guinea pig',
  'gulf of mexico',
  'jordan river',
  'latin america',
  'latin american',
  'native american',
  'new england',
  'new jersey',
  'new mexico',
  'new south wales',
  'north america',
  'north american',
  'panama canal',
  'prince of wales',
  'south america',
  'south american',
  'washington post',
  'washington state',
];
