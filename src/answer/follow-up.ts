import { LONGEST_QUESTION } from './answer.js';
import type { Turn } from './conversation.js';
import { counterpartOf } from './counterpart.js';
import { type Dependent, dependentsOf } from './dependence.js';
import { type NamesIn, referentOf } from './referents.js';
import { isContent, tokensOf } from './tokens.js';

/** A question as it is understood in the light of the turns before it. */
export interface Understood {
  readonly text: string;
  /** What later turns refer back to. */
  readonly turn: string;
}

const FILLER =
  '(?:(?:ok(?:ay)?|so|well|hm+|hey|hi|yeah|yes|no|thanks|lol|wait|and|but|also|then|or)[\\s,.!]+)*';
const END = '[\\s?!.…]*$';
const WHAT_ABOUT = new RegExp(`^${FILLER}(?:what|how)\\s+about\\s+(.+?)${END}`, 'is');
const AND = new RegExp(`^(?:ok(?:ay)?[\\s,]+|so[\\s,]+)*(?:and|but|or|also)\\s+(.+?)${END}`, 'is');
const CLAUSE =
  /^(?:who\w*|what\w*|which|when|where|why|how|do|does|did|is|are|was|were|will|would|can|could|should|has|have|had|he|she|they|it|if|because|that|this|tell|show|then|so)\b/i;
const ASKING = new RegExp(
  `^${FILLER}(?:by\\s+|in\\s+|on\\s+|to\\s+|at\\s+|from\\s+)?(?:who|whos|whom|what|whats|which|when|where|why|how(?:\\s+(?:many|much|long|old|soon))?)\\b\\s*`,
  'i',
);
const VERB = 'do|does|did|is|are|was|were|will|would|can|could|should|has|have|had';
/** Questions whose verb may be asked for its time, place or reason as it stands. */
const ADVERBIAL = new RegExp(
  `^${FILLER}(?:(?:when|where|why|how)\\s+)?((?:${VERB})\\b.+?)${END}`,
  'is',
);
/** What asks for a word behind its verb, so that the verb cannot go without it. */
const ACTING = /^(?:(?:\S+\s+){0,2}(?:do|does|did)|will|would|can|could|should|has|have|had)\b/i;
const ADVERB = new RegExp(`^${FILLER}(?:when|where|why|how)\\b`, 'i');
const BARE = new RegExp(`^${FILLER}((?:since\\s+)?(?:when|where|why|how))${END}`, 'i');
/** Of what stands behind “what about”. */
const LONGEST_TOPIC = 4;

/** A longer message says itself what it is about. Code units. */
const LONGEST_LEANING = 300;

/**
 * Completes a question that leans on the turns before it (oldest first) with words from them.
 *
 * @returns `undefined` for a question that stands alone, and for one that nothing explains.
 */
export function understand(
  text: string,
  turns: readonly Turn[],
  namesIn: NamesIn,
): Understood | undefined {
  const last = turns.at(-1);
  if (last === undefined || text.length > LONGEST_LEANING) return undefined;
  const understood =
    inPlace(text, last, namesIn) ?? replaced(text, turns, namesIn) ?? elliptic(text, last, namesIn);
  if (understood === undefined || understood.text.length > LONGEST_QUESTION) return undefined;
  return understood;
}

/** “what about X?”: the last question, with X in place of what is of its kind. */
function inPlace(text: string, { question }: Turn, namesIn: NamesIn): Understood | undefined {
  const and = AND.exec(text)?.[1];
  const topic = WHAT_ABOUT.exec(text)?.[1] ?? (and && !CLAUSE.test(and) ? and : undefined);
  if (topic === undefined || dependentsOf(topic, []).length > 0) return undefined;
  const said = tokensOf(topic).filter(isContent).length;
  if (said === 0 || said > LONGEST_TOPIC) return undefined;
  const span = counterpartOf(topic, question, namesIn);
  const whole =
    span === undefined
      ? `${topic} (${contextOf(question)})`
      : question.slice(0, span.start) + span.by + question.slice(span.end);
  return { text: whole, turn: whole };
}

/** Each pronoun that nothing in the question explains gives way to what it stands for. */
function replaced(text: string, turns: readonly Turn[], namesIn: NamesIn): Understood | undefined {
  const own = namesIn(text);
  const dependents = dependentsOf(text, own);
  const taken: (readonly [Dependent, string])[] = [];
  for (const dependent of dependents) {
    const referent = referentOf(dependent, turns, own, namesIn);
    // Two words of one question seldom stand for one and the same, unless they are the same.
    const isTaken = taken.some(
      ([{ role }, by]) => role !== dependent.role && referent?.includes(by),
    );
    if (referent !== undefined && !isTaken) taken.push([dependent, referent]);
  }
  let whole = text;
  for (const [dependent, referent] of taken.toReversed()) {
    const { start, end } = dependent.token;
    whole = whole.slice(0, start) + written(referent, dependent) + whole.slice(end);
  }
  const isSaid = taken.length > 0 && tokensOf(whole).some(isContent);
  if (isSaid) return { text: whole, turn: whole };
  const leans = dependents.some(({ role }) => role !== 'person');
  return leans ? behind(text, turns.at(-1) as Turn) : undefined;
}

/** “his” becomes “Ada’s”, “he's” “Ada's”, “there” “in Brno”. */
function written(referent: string, { token: { word }, role, form }: Dependent): string {
  if (form === 'possessive') return `${referent}'s`;
  if (role === 'place') return `in ${referent}`;
  if (word === 'theyre') return `${referent} are`;
  return /^s?hes$/.test(word) ? `${referent} is` : referent;
}

/** “why?”, “and who signed?”: what is missing is all that the last question said. */
function elliptic(text: string, last: Turn, namesIn: NamesIn): Understood | undefined {
  const tokens = tokensOf(text);
  const content = tokens.filter(isContent).length;
  if (tokens.length === 0 || content > 1) return undefined;
  if (content === 1 && (!AND.test(text) || namesIn(text).length > 0)) return undefined;
  const bare = BARE.exec(text)?.[1];
  const verb = ADVERBIAL.exec(last.question)?.[1];
  if (bare !== undefined && verb !== undefined) {
    const whole = `${bare} ${verb}?`;
    return { text: whole, turn: whole };
  }
  return behind(text, last);
}

/** The last question stays what later turns refer to: this one adds nothing to it. */
function behind(text: string, { question }: Turn): Understood {
  return { text: `${text} (${contextOf(question)})`, turn: question };
}

/** A question without the words that only ask: “the plan”, but “what did Ada say”. */
function contextOf(question: string): string {
  const said = question.replace(new RegExp(END), '');
  const asked = said.replace(ASKING, '');
  if (asked !== said && ACTING.test(asked)) return ADVERB.test(said) ? asked : said;
  const rest = asked.replace(new RegExp(`^(?:${VERB})\\s+`, 'i'), '');
  return rest === '' ? said : rest;
}
