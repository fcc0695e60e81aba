const MARKS = /["“‘(]*/.source;
const LINK = /(?:(?:And|But|So|Yet|Still|Then|Also|Now)\s+)?/.source;
const PERSONAL = /(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t)\b/.source;

const PERSONAL_FIRST = new RegExp(
  `^${MARKS}${LINK}(?:${PERSONAL}|(?:[Hh]is|[Hh]er|[Tt]heir|[Ii]ts)\\s)`,
);
/** "This" for a thing said before; "this plan" names the thing. */
const POINTING = new RegExp(
  `^${MARKS}${LINK}(?:[Tt]his|[Tt]hat|[Tt]hese|[Tt]hose)(?:[’']s|\\s+(?:is|was|are|were|will|would|has|had|have|can|could|may|might|must|should|does|did|means|meant|includes|included|makes|made|comes|came|follows|followed|leaves|left|shows|showed|gives|gave|happens|happened|requires|required|leads|led|seems|seemed|appears|appeared|marks|marked))\\b`,
);
/** "It" that stands for what follows. */
const EXPLETIVE = new RegExp(
  `^${MARKS}${LINK}[Ii]t(?:[’']s|\\s+(?:is|was|will be|would be|has been|seems|seemed|appears|appeared|remains|remained|became|becomes))\\s+(?:(?:[\\p{L}’'-]+\\s+){0,3}?(?:that|whether)|(?:[\\p{L}’'-]+\\s+){0,2}?(?:clear|unclear|unknown|important|possible|impossible|hard|difficult|easy|necessary|time|likely|unlikely|early|late|essential|crucial|vital|wrong|right|safe|fair|good|better|best)\\s+(?:to|for|how|why|when|if|what|who|which))\\b`,
  'u',
);
/** "When asked, he", "In a post on Monday, she", "However, they". */
const SUBORDINATE = new RegExp(
  `^${MARKS}((?:When|While|After|Before|As|Asked|Although|Though|If|Since|Once|In|On|At|By|From|During|For|Despite|With|Without|Earlier|Later|However|Meanwhile|Still|Instead|Moreover|Nevertheless|Yesterday|Today|Then|Also|\\p{Lu}\\p{Ll}+ing|\\p{Lu}\\p{Ll}+ly)\\b[^,“”"]{0,120}),\\s+${PERSONAL}`,
  'u',
);
/** A name that may be what the pronoun means: one behind a preposition is rather a place or a day. */
const NAMED = /(?<!\s|\b(?:in|on|at|to|of|from|with|by|for|near|a|an|the))\s+\p{Lu}/u;

/** Whether the only subject of a sentence is a pronoun, so that the sentence before explains it. */
export function hasPronounSubject(text: string): boolean {
  if (EXPLETIVE.test(text)) return false;
  if (PERSONAL_FIRST.test(text) || POINTING.test(text)) return true;
  const clause = SUBORDINATE.exec(text)?.[1];
  return clause !== undefined && !NAMED.test(clause);
}
