import { adjoins, beginsParagraph, type NearSentence, type Surroundings } from './surroundings.js';

/**
 * The neighbour to show with a sentence of which it is not clear that it answers: what follows in
 * its paragraph, else what leads to it there, else what begins the next one. News goes on to
 * explain what it has said.
 */
export function companyOf({ sentences, position }: Surroundings): NearSentence | undefined {
  const own = sentences[position] as NearSentence;
  const [before, after] = [sentences[position - 1], sentences[position + 1]];
  const follows = after !== undefined && after.kind !== 'heading' && adjoins(after);
  if (own.kind === 'heading') return follows ? after : undefined;
  if (follows && !beginsParagraph(after)) return after;
  const led = before !== undefined && before.kind !== 'heading' && adjoins(own);
  if (led && !beginsParagraph(own)) return before;
  return follows ? after : undefined;
}
