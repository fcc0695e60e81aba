import type { Span } from '../corpus/document.js';
import { beginsLine, type NearSentence, type Surroundings } from './surroundings.js';

/** `MS. ORLOVA:`, `THE CHAIR:`, `Q`: how a transcript names who speaks from there on. */
const LABEL = /^[*_]{0,3}(\p{Lu}[\p{Lu}\p{M}.’' -]{1,40}\p{Lu}|Q)[*_]{0,3}(?::|(?<=Q)\s)/u;
/** Stands before a name or an office, and before nothing else that a colon follows. */
const HONORIFIC = /^(?:M[RSX]|MRS|DR|SEN|REP|GEN|GOV|LT|COL|ADM|AMB|SIR|DAME|PROF|THE)\b/;

/** The label under which a sentence of a transcript stands, in document offsets. */
export function labelOver({ sentences, position }: Surroundings): Span | undefined {
  const labels = sentences.slice(0, position + 1).flatMap((sentence) => labelOf(sentence) ?? []);
  const own = labels.at(-1);
  if (own === undefined || own.name === 'Q') return undefined;
  return isTranscript(labels) ? own.span : undefined;
}

/** Code units of the label that a sentence begins with, and of what parts it; 0 for none. */
export function labelLength(text: string): number {
  return LABEL.exec(text)?.[0].length ?? 0;
}

interface Label {
  readonly name: string;
  readonly span: Span;
}

function labelOf(sentence: NearSentence): Label | undefined {
  const name = LABEL.exec(sentence.text)?.[1];
  if (name === undefined || sentence.kind === 'heading' || !beginsLine(sentence)) return;
  const start = sentence.start + sentence.text.indexOf(name);
  return { name, span: { start, end: start + name.length } };
}

/** A lone "NOTE:" is no speaker; speakers take turns. */
function isTranscript(labels: readonly Label[]): boolean {
  const names = labels.map(({ name }) => name);
  const turns = new Set(names).size > 1 && new Set(names).size < names.length;
  return turns || HONORIFIC.test(names.at(-1) ?? '');
}
