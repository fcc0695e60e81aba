import {
  beginsParagraph,
  endsAsSentence,
  isJoined,
  type NearSentence,
  type Surroundings,
} from './surroundings.js';

/**
 * The neighbour to show with a sentence of which it is not clear that it answers: what follows in
 * its paragraph, else what leads to it there, else what begins the next one. News goes on to
 * explain what it has said. A heading stands alone: with a sentence behind it, it would read as
 * one altered sentence.
 */
export function companyOf({ sentences, position }: Surroundings): NearSentence | undefined {
  const own = sentences[position] as NearSentence;
  const [before, after] = [sentences[position - 1], sentences[position + 1]];
  const follows = after !== undefined && isJoined(own, after);
  if (follows && !beginsParagraph(after)) return after;
  const led = before !== undefined && isJoined(before, own);
  if (led && !beginsParagraph(own)) return before;
  return follows && endsAsSentence(after) ? after : undefined;
}
