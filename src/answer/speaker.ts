import type { Span } from '../corpus/document.js';
import { attributionIn, speakerNamedIn } from './attribution.js';
import { hasPronounSubject } from './pronoun.js';
import { quotedSpeechAt } from './quoted-speech.js';
import { adjoins, beginsParagraph, type Surroundings } from './surroundings.js';
import { labelOver } from './transcript.js';

/**
 * The words of the document that name who speaks in the sentence at `position`, in document
 * offsets; `undefined` when the sentence names its speaker, is no speech, or no rule is sure.
 */
export type SpeakerOf = (surroundings: Surroundings) => Span | undefined;

/** Sentences of one speech that may stand between its speaker and the one asked about. */
const FARTHEST = 8;

/** Whether a sentence is somebody's speech and does not itself say whose. */
function lacksSpeaker(surroundings: Surroundings): boolean {
  const { frame, isQuotation } = quotedSpeechAt(surroundings);
  const attribution = attributionIn(frame);
  return attribution === 'pronoun' || (attribution === 'none' && isQuotation);
}

/**
 * A transcript's label; else the nearest named subject of a verb of saying before it, if nothing
 * but the same speech lies between; else one that follows at once.
 */
export const namedSpeaker: SpeakerOf = ({ sentences, position }) => {
  const label = labelOver({ sentences, position });
  if (label !== undefined) return label;
  if (!lacksSpeaker({ sentences, position })) return undefined;
  for (let at = position - 1; at >= Math.max(0, position - FARTHEST); at--) {
    const sentence = sentences[at];
    if (sentence === undefined || sentence.kind === 'heading') break;
    const named = speakerAt({ sentences, position: at });
    if (named !== undefined) return named;
    const goesOn = lacksSpeaker({ sentences, position: at }) || hasPronounSubject(sentence.text);
    if (!goesOn) break;
  }
  const next = sentences[position + 1];
  const follows = next !== undefined && adjoins(next) && !beginsParagraph(next);
  return follows ? speakerAt({ sentences, position: position + 1 }) : undefined;
};

function speakerAt(surroundings: Surroundings): Span | undefined {
  const sentence = surroundings.sentences[surroundings.position];
  const span = speakerNamedIn(quotedSpeechAt(surroundings).frame);
  if (sentence === undefined || span === undefined) return undefined;
  return { start: sentence.start + span.start, end: sentence.start + span.end };
}
