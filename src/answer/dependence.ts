import type { Name } from '../retrieval/names.js';
import { nounPhrasesOf } from './noun-phrases.js';
import { AUXILIARY, isContent, isFiller, type Token, tokensOf } from './tokens.js';

/** What a word stands for: a person, a group, a thing, a place, or what was said before. */
export type Role = 'person' | 'group' | 'thing' | 'place' | 'fact';

/** A word of a question that only the turns before it explain. */
export interface Dependent {
  readonly token: Token;
  readonly role: Role;
  readonly form: 'subject' | 'object' | 'possessive';
}

const PRONOUNS: ReadonlyMap<string, Omit<Dependent, 'token'>> = new Map([
  ['he', { role: 'person', form: 'subject' }],
  ['hes', { role: 'person', form: 'subject' }],
  ['she', { role: 'person', form: 'subject' }],
  ['shes', { role: 'person', form: 'subject' }],
  ['him', { role: 'person', form: 'object' }],
  ['his', { role: 'person', form: 'possessive' }],
  ['her', { role: 'person', form: 'possessive' }],
  ['hers', { role: 'person', form: 'possessive' }],
  ['they', { role: 'group', form: 'subject' }],
  ['theyre', { role: 'group', form: 'subject' }],
  ['them', { role: 'group', form: 'object' }],
  ['their', { role: 'group', form: 'possessive' }],
  ['theirs', { role: 'group', form: 'possessive' }],
  ['it', { role: 'thing', form: 'subject' }],
  ['its', { role: 'thing', form: 'possessive' }],
]);

/** A question with more words of its own is about them, whoever “they” are. */
const MOST_CONTENT = 2;

const ASKING = /^(?:who|whos|whom|whose|what|whats|which|when|where|why|how)$/;
const SOMEBODY =
  /^(?:who|whos|whose|whoever|someone|somebody|anyone|anybody|everyone|nobody|he|she|they)$/;

/** “it” that stands for nothing: weather, time, and what a clause behind it says. */
const EXPLETIVE =
  /\b(?:(?:is|was|be|isnt|wasnt|wouldnt|would|will) it (?:\w+ ){0,2}(?:that|to|if|whether|who|for)\b|it (?:is |was |will |would )?(?:be )?(?:rain|snow|seem|appear|matter|take)(?:s|ed|ing)?\b|does it mean\b|(?:time|day|date|year|late|early|cold|hot|warm|weather) (?:is|was) it\b|it (?:is|was|will be) (?:\w+ )?(?:that|to|who)\b)/;
const BEHIND_THAT =
  /^(?:is|was|are|were|did|does|do|will|would|happen(?:ed|s)?|true|right|correct|confirmed|really|why|when|where|how|for|by|to|from|about|important|mean|means|more|less|enough|still|not|because|ones?|and|or)$/;
const BEFORE_THAT =
  /^(?:is|was|are|were|did|does|do|will|would|what|when|where|why|how|who|and|so|but|about|of|for|to|with|after|before)$/;
const BEHIND_THERE = /^(?:with|at|on|from|before|after|during|by|and|or|too|then|yesterday|today)$/;

/** The words of `text` that stand for something that it does not name itself. */
export function dependentsOf(text: string, names: readonly Name[]): Dependent[] {
  const tokens = tokensOf(text);
  const said = tokens.map(({ word }) => word).join(' ');
  const isFull = tokens.filter(isContent).length > MOST_CONTENT;
  return tokens.flatMap((token, i) => {
    const found = PRONOUNS.get(token.word) ?? demonstrative(tokens, i);
    if (found === undefined) return [];
    if (found.role !== 'person' && isFull) return [];
    if (found.role === 'thing' && EXPLETIVE.test(said)) return [];
    const form = formOf(found, tokens, i);
    return isExplained(text, tokens, i, form, names) ? [] : [{ token, role: found.role, form }];
  });
}

/** “her plan” and “asked her”; “it ends” and “who wrote it”. */
function formOf({ role, form }: Omit<Dependent, 'token'>, tokens: readonly Token[], i: number) {
  const next = tokens[i + 1];
  if (tokens[i]?.word === 'her') return next !== undefined && !isFiller(next) ? form : 'object';
  const before = tokens[i - 1]?.word ?? '';
  if (role === 'thing' && form === 'subject' && i > 0 && !AUXILIARY.test(before)) return 'object';
  return form;
}

/** “this”, “that” and “there” where they stand alone, not before a noun or a clause. */
function demonstrative(tokens: readonly Token[], i: number): Omit<Dependent, 'token'> | undefined {
  const before = tokens[i - 1]?.word;
  const next = tokens[i + 1]?.word;
  switch (tokens[i]?.word) {
    case 'this':
    case 'that':
    case 'these':
    case 'those':
    case 'thats':
      if (next !== undefined && !BEHIND_THAT.test(next)) return undefined;
      // “the beam that is cracked” points at its own noun.
      if (next !== undefined && before !== undefined && !BEFORE_THAT.test(before)) return undefined;
      return { role: 'fact', form: 'object' };
    case 'same':
      return before === 'the' ? { role: 'fact', form: 'object' } : undefined;
    case 'there':
      if (next !== undefined && !BEHIND_THERE.test(next)) return undefined;
      // “how many ferries are there” asks of no place.
      if (AUXILIARY.test(before ?? '') && tokens.slice(0, i).some(isContent)) return undefined;
      return { role: 'place', form: 'object' };
    default:
      return undefined;
  }
}

/** Whether the question itself names, before the word at `i`, what this may stand for. */
function isExplained(
  text: string,
  tokens: readonly Token[],
  i: number,
  form: Dependent['form'],
  names: readonly Name[],
): boolean {
  const at = tokens[i]?.start ?? 0;
  const before = tokens.slice(0, i);
  const named = names.filter(({ end }) => end <= at);
  const phrases = nounPhrasesOf(text, names).filter(
    (phrase) => phrase.end <= at && !named.some(({ end }) => end === phrase.end),
  );
  if (form === 'object') {
    // Nobody is the object of what they do themselves, so one other before it does not explain it.
    const others = named.length + phrases.length;
    return others + before.filter(({ word }) => SOMEBODY.test(word)).length > 1;
  }
  const asking = before.findLastIndex(({ word }) => ASKING.test(word));
  const isMainSubject =
    AUXILIARY.test(before.at(-1)?.word ?? '') &&
    before.findIndex(({ word }) => AUXILIARY.test(word)) === i - 1;
  if (form === 'subject' && isMainSubject)
    return named.length > 0 || before.slice(0, Math.max(0, asking)).some(isContent);
  return named.length > 0 || before.some((t) => isContent(t) || SOMEBODY.test(t.word));
}
