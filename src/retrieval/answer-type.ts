import type { AnalysedSentence } from './analysis.js';
import type { Query } from './query.js';

/** What kind of thing the answer must hold. */
export type AnswerType = 'person' | 'date' | 'number' | 'speech' | 'any';

const AFTER_HOW_NUMBER = ['many', 'much', 'long', 'old', 'big', 'large', 'far'];
const SAYING = `say says said quote statement tell told call called think post posted`.split(' ');

const DATE =
  /\b(?:\d{1,2}(?:st|nd|rd|th)|1[5-9]\d\d|20\d\d|(?:Jan|Feb|Aug|Sept?|Oct|Nov|Dec)(?:\w*|\.)|March|April|May|June|July|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[Tt]oday|[Yy]esterday|[Tt]omorrow|[Tt]onight|weeks?|months?|years?|days?|hours?|minutes?|o[’']clock|noon|midnight)\b/;
const NUMBER =
  /\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds?|thousands?|millions?|billions?|half|percent|most)\b/i;
const SPEECH =
  /["“”«»]|\b(?:said|says|told|wrote|called|posted|stated|noted|warned|added|thanked|emphasi[sz]ed|stressed|acknowledged|welcomed|confirmed|announced|described|suggested|according to)\b/i;

/** @param words of the question, as `wordsOf` writes them. */
export function answerTypeOf(words: readonly string[]): AnswerType {
  const has = (...any: readonly string[]) => any.some((word) => words.includes(word));
  const how = (...second: readonly string[]) =>
    words.some((word, i) => word === 'how' && second.includes(words[i + 1] ?? ''));
  if (how(...AFTER_HOW_NUMBER)) return 'number';
  if (has('when', 'date', 'day', 'year') || how('soon')) return 'date';
  if (has('who', 'whos', 'whom', 'whose', 'name', 'names')) return 'person';
  return has(...SAYING) ? 'speech' : 'any';
}

/** Whether the sentence holds the kind of thing that is asked for. */
export function holdsType({ answerType, terms }: Query, sentence: AnalysedSentence): boolean {
  switch (answerType) {
    case 'person': {
      const asked = new Set(terms.map(({ stem }) => stem));
      return sentence.words.some(
        ({ capital, start, entry }) => capital && start > 0 && !asked.has(entry.stem),
      );
    }
    case 'date':
      return DATE.test(sentence.text);
    case 'number':
      return NUMBER.test(sentence.text);
    case 'speech':
      return SPEECH.test(sentence.text);
    case 'any':
      return false;
  }
}
