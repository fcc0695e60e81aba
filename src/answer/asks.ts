import { withoutFiller } from '../retrieval/filler.js';
import { expandShorthand } from '../retrieval/shorthand.js';
import { LONGEST_QUESTION } from './answer.js';
import {
  FOLLOWING,
  FORCE,
  INDIRECT,
  OPENING,
  OUTRIGHT,
  PERSONAL,
  RHETORICAL,
  TAG,
} from './asking-words.js';
import { smallTalk } from './small-talk.js';
import { isContent, type Token, tokensOf } from './tokens.js';

/** What a message holds besides words: code, quoted lines, links, mentions, pictures. */
const NO_WORDS =
  /```[\s\S]*?(?:```|$(?![\s\S]))|`[^`\n]*`|^>.*$|\b[a-z]{2,8}:\/\/\S+|<[@#:/a][^>\n]{1,60}>|^@\w+|\p{Extended_Pictographic}|\p{Emoji_Modifier}|[\u200d\ufe0f]|\|\|/gmu;
/** What somebody else said asks nothing of those who read it. */
const SAID = /["“„«][^"”“»\n]*["”“»]/gu;
const WHOLLY_SAID = /^["“„«]([^"”“»]*)["”“»]$/u;
/** A stop inside a word or a number ends nothing. */
const SENTENCE = /(?:[^.!?？؟…;:\n]|[.:](?=\S))+[.!?？؟…;:]*/gu;
const MARK = /[?？؟]/u;
/** Words that leave something to be looked up behind a tag: "The fine is 40 euros, right?" */
const ENOUGH = 2;

/**
 * Whether a chat message asks for something that documents may hold, with or without a question
 * mark: for a channel where nobody calls the bot by name. In doubt it does not, because an answer
 * that nobody asked for is worse there than a question that has to be put again.
 */
export function asksSomething(text: string): boolean {
  if (text.length > LONGEST_QUESTION) return false;
  const bare = text.replace(NO_WORDS, ' ').trim();
  const own = (WHOLLY_SAID.exec(bare)?.[1] ?? bare).replace(SAID, ' that ');
  if (smallTalk(own) !== undefined) return false;
  return [...own.matchAll(SENTENCE)].some(([sentence]) => asks(sentence.trim()));
}

function asks(sentence: string): boolean {
  const isMarked = MARK.test(sentence);
  const [, ...parts] = sentence.split(/,|\s(?=(?:but|and|so)\s)/);
  return (
    [sentence, withoutFiller(sentence)].some((form) => asksOutright(form, isMarked)) ||
    parts.some((part) => asksBehind(part))
  );
}

function asksOutright(sentence: string, isMarked: boolean): boolean {
  const tokens = tokensOf(sentence);
  const content = tokens.filter(isContent).length;
  if (tokens.length < 2 || content === 0) return false;
  const plain = plainWords(tokens);
  if (INDIRECT.test(plain)) return true;
  if (RHETORICAL.test(plain) || PERSONAL.test(plain)) return false;
  if (OUTRIGHT.test(plain)) return true;
  return isMarked && (!TAG.test(plain) || content > ENOUGH);
}

/** A question may be parted by no more than a comma from what is told before it. */
function asksBehind(part: string): boolean {
  const tokens = tokensOf(part);
  const plain = plainWords(tokens);
  return tokens.length > 2 && FOLLOWING.test(plain) && !PERSONAL.test(plain);
}

/** The words as `asking-words.ts` looks at them. */
function plainWords(tokens: readonly Token[]): string {
  const words = tokens.map((token) => ({ ...token, capital: false }));
  return expandShorthand(words, () => false)
    .map(({ word }) => word)
    .join(' ')
    .replace(/\bwtf\b/, 'what')
    .replace(OPENING, '')
    .replace(FORCE, '');
}
