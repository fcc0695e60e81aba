const anyOf = (...patterns: readonly string[]) => `(?:${patterns.join('|')})`;

const GREETING =
  "(?:hi|hiya|hey|heya|hello|howdy|yo|sup|greetings|good (?:morning|afternoon|evening|day))(?: (?:there|all|again|everyone|everybody|folks|guys|people|friends|team|bot|y['’]?all))*";
const SOUND = '(?:ok|okay|so|well|u+m+|u+h+|hm+|lol|lmao|omg|btw|alright|right|sorry|wait)(?: so)?';
const THANKS = anyOf(
  '(?:many )?thanks?(?: (?:you|u|a lot|a bunch|so much|in advance))*',
  '(?:thx|thanx|tysm|ty|tia|cheers|please|pls|plz|lol|lmao|haha+)',
  '(?:much|really) appreciated',
  'any help (?:is |would be )?(?:much )?appreciated',
  '(?:please |pls |plz )?help(?: me out)?(?: please| pls| plz)?',
);

/** What people ask for the sake of: not "for my country", and of "for the project" one cannot tell. */
const WRITING =
  '(?:essay|paper|report|article|story|thesis|dissertation|project|assignment|presentation|podcast|newsletter|column|blog|blog post|briefing)s?';
const WORK = anyOf(
  WRITING,
  '(?:home|course|school)?work',
  '(?:class|lesson|course|school|uni|university|exam|test|quiz|speech|slides|slide deck|research)',
);
const PURPOSE = anyOf(
  `(?:(?:it['’]?s|this is|need (?:it|this)|asking) )?for (?:(?:my|our)(?: [\\p{L}-]+){0,2}? ${WORK}|an?(?: [\\p{L}-]+){0,2}? ${WRITING})`,
  '(?:just )?asking for (?:a|my) (?:friend|mate|colleague|coworker|boss|editor|teacher|professor)',
);
const HURRY = anyOf(
  "(?:i['’]?m )?on (?:a )?(?:tight |short )?deadline(?: (?:in|at|by) [\\p{L}\\p{N}: -]{1,20}?)?",
  "(?:i['’]?m )?in a (?:bit of a |real )?(?:hurry|rush)",
  'short on time',
);
/** "just a quick question before I file". */
const ANNOUNCEMENT =
  "(?:just |one |another |i (?:have|got) |i['’]ve got |here['’]?s )*(?:an? |one )?(?:really |very )?(?:quick|fast|short|serious|honest|genuine|dumb|stupid|silly|random|simple|basic)(?: (?:q|question|one|check|fact[ -]?check|thing))(?: for (?:you|u|y['’]?all|anyone|everyone))?(?: (?:before|while|as) (?:i|we)(?: [\\p{L}]+){1,3}?)?";

const ASKS = '(?=,? (?:who|what|when|where|why|how|which|whose|whom|if|whether)\\b)';
const COURTESY = '(?: (?:please|pls|plz|kindly|just|quickly|here|out|with this))*';
/** What asks for an answer without saying what about. */
const REQUEST = anyOf(
  `(?:please |pls |plz )?(?:can|could|would|will) (?:you|u|ya)${COURTESY} (?:tell|remind|help|enlighten) (?:me|us)${COURTESY}(?: (?:understand|find out|figure out))?`,
  '(?:can|could|would|will) (?:anyone|anybody|someone|somebody)(?: here)?(?: please| pls)? (?:tell|remind|enlighten) (?:me|us)',
  `(?:please |pls |plz )?(?:help|remind) (?:me|us)(?: again)?${COURTESY}(?: (?:understand|find out|figure out))?`,
  `(?:does )?(?:anyone|anybody|someone|somebody)(?: here)? know${ASKS}`,
  `(?:i['’]?m |i am |i was )?(?:just )?(?:wondering|curious)${ASKS}`,
  `i (?:really )?wonder${ASKS}`,
  `i(?:['’]?d like| would like| just need| need| want) to (?:know|understand|find out|ask)${ASKS}`,
);

const STOP = '\\s*(?:[,.:;!?…]+|\\s[-–—]+(?=\\s)|[–—])\\s*';
const LEADING = [
  `(?:${GREETING}|${SOUND}|${THANKS})${STOP}`,
  // Without a stop only before another clause: "well" and "right" begin good questions, too.
  `(?:${GREETING}|${SOUND})(?: ${GREETING})* (?=${ANNOUNCEMENT}(?:${STOP}|${ASKS})|${PURPOSE}${STOP}|${REQUEST} )`,
  `(?:${ANNOUNCEMENT}|${PURPOSE})${STOP}`,
  `${ANNOUNCEMENT}${ASKS} `,
  `${HURRY}(?:${STOP}(?:and |so )?| (?:and|so) )(?:i )?(?:need )?`,
  `${REQUEST}(?:${STOP}| )`,
].map((pattern) => new RegExp(`^${pattern}`, 'iu'));
/** Only behind a stop, so that "what is the grade for my essay" keeps its end. */
const TRAILING = new RegExp(
  `(?<=[,.:;!?…)–—-])\\s*(?:${THANKS}|${PURPOSE}|${HURRY}|${GREETING})[\\s.!?…:)]*$`,
  'iu',
);

/** No filler begins so. Most questions do, and need not wait 40 ms for the patterns to be compiled. */
const ASKING =
  /^(?:who|what|when|where|why|how|which|whose|whom|is|are|was|were|did|has|have|had)\b/i;
/** Nor does one stand at the end without this. */
const LAST_CLAUSE = /[,.:;!?…)–—-]\s*\p{L}/u;

/** Nobody puts more of them before a question, and a text that does is not read to its end. */
const CLAUSES = 8;

/**
 * A question without the clauses before and behind it that say nothing about what is asked for:
 * greetings, thanks, announcements ("quick question:"), requests ("can you tell me"), what it is
 * for ("for my essay:") and hurry. It is a contiguous part of `text`, or all of it when nothing
 * would be left to ask.
 */
export function withoutFiller(text: string): string {
  let rest = text;
  for (let round = 0; round < CLAUSES; round++) {
    const before = rest;
    const leading = ASKING.test(rest) ? [] : LEADING;
    const trailing = LAST_CLAUSE.test(rest) ? [TRAILING] : [];
    for (const pattern of [...leading, ...trailing]) {
      const shorter = rest.replace(pattern, '');
      if (/[\p{L}\p{N}]/u.test(shorter)) rest = shorter;
    }
    if (rest === before) break;
  }
  return rest;
}
