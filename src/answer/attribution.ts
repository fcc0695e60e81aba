import type { Span } from '../corpus/document.js';

const VERB =
  /(?:said|says|told|tells|wrote|writes|posted|stated|states|noted|notes|warned|warns|added|adds|asked|replied|responded|answered|announced|explained|argued|insisted|insists|claimed|confirmed|acknowledged|emphasi[sz]ed|stressed|suggested|indicated|declared|remarked|continued|concluded|tweeted|testified|recalled|reads|reported|promised|complained|joked)/
    .source;
/** Verbs whose subject may stand behind them. */
const INVERTED = /(?:said|says|wrote|writes|added|adds|explained|replied|asked|answered)/.source;
const ADVERB = /(?:(?:also|later|then|has|had|have|would|once|\p{Ll}+ly)\s+){0,2}/u.source;

const PART = /\p{Lu}[\p{L}\p{M}\p{N}’'-]*\.?/u.source;
const LINK = /(?:of|of the|for|de|del|van|von|der|den|bin|al|la|le|di)/.source;
const NAME = `(?:[Tt]he\\s+)?${PART}(?:\\s+(?:${LINK}\\s+){0,2}${PART}){0,7}`;
const APPOSITION = /(?:,[^,“”"«»]{1,160},)?/.source;

const BEFORE_VERB = new RegExp(
  `(?<![\\p{L}’'-])(${NAME})${APPOSITION}\\s+${ADVERB}${VERB}\\b`,
  'dgu',
);
const BEHIND_VERB = new RegExp(`[,?!”"»]\\s*${INVERTED}\\s+(${NAME})`, 'dgu');
const ACCORDING = new RegExp(`[Aa]ccording to (${NAME})`, 'dgu');
/** Any subject of a verb of saying, its last word taken; of an inverted one, its first. */
const SUBJECT = new RegExp(
  `(?<![\\p{L}\\p{N}’'.-])([\\p{L}\\p{N}’'.-]+),?\\s+${ADVERB}${VERB}\\b|[,?!”"»]\\s*${INVERTED}\\s+([\\p{L}’'-]+)`,
  'gu',
);

const PRONOUN = /^(?:he|she|they|it|we|i|you)$/i;
/** Capitalised only because they open a sentence. */
const OPENER =
  /^(?:in|on|at|by|but|and|or|so|yet|also|then|still|however|when|while|after|before|although|though|as|for|if|since|once|asked|earlier|later|meanwhile|instead|he|she|it|they|we|i|you|this|that|these|those|there|his|her|their|its|our|my|who|what|one|some|many|most|several|both|according|speaking|no|nobody|today|yesterday)$/i;

/**
 * Who says it, by the words outside of quotation marks: somebody who is named or described, only a
 * pronoun ("he said"), or nobody.
 */
export function attributionIn(frame: string): 'named' | 'pronoun' | 'none' {
  if (/\baccording to\b/i.test(frame)) return 'named';
  const subjects = [...frame.matchAll(SUBJECT)].map(([, before, behind]) => before ?? behind ?? '');
  if (subjects.length === 0) return 'none';
  return subjects.every((subject) => PRONOUN.test(subject)) ? 'pronoun' : 'named';
}

/** The words that name who speaks, by the words outside of quotation marks; in `frame`'s offsets. */
export function speakerNamedIn(frame: string): Span | undefined {
  const named = [BEFORE_VERB, BEHIND_VERB, ACCORDING].flatMap((pattern) =>
    [...frame.matchAll(pattern)].flatMap(({ indices }) => {
      const [start, end] = indices?.[1] ?? [0, 0];
      const span = withoutOpener(frame, { start, end });
      return span === undefined ? [] : [span];
    }),
  );
  // The last one: the speech that follows is rather hers.
  return named.sort((a, b) => a.start - b.start).at(-1);
}

function withoutOpener(frame: string, { start, end }: Span): Span | undefined {
  const name = frame.slice(start, end);
  const [first = ''] = name.split(/\s+/, 1);
  if (!OPENER.test(first))
    return { start, end: name.endsWith('.') ? trimmed(frame, start, end) : end };
  const rest = /^\S+\s+/.exec(name)?.[0].length;
  return rest === undefined ? undefined : withoutOpener(frame, { start: start + rest, end });
}

/** A stop that ends a sentence is not a part of the name, one of an initial is. */
function trimmed(frame: string, start: number, end: number): number {
  return /\b\p{Lu}\.$|\b(?:Jr|Sr)\.$/u.test(frame.slice(start, end)) ? end : end - 1;
}
