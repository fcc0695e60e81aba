const ISOLATES = '\u2066\u2067\u2068';
const END_OF_ISOLATE = '\u2069';
const END_OF_EMBEDDING = '\u202c';
const CONTROLS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;
const NESTING = /[\u202a-\u202e\u2066-\u2069]/gu;

/** Without the controls by which text would turn what stands beside it around. */
export function withoutBidi(text: string): string {
  return text.replace(CONTROLS, '');
}

/**
 * What ends the embeddings, overrides and isolates that a text leaves open (Unicode Standard Annex
 * 9), perhaps with more ends than it takes, which do nothing. A longer text never makes it shorter
 * by more than the text grows.
 */
export function bidiClosing(text: string): string {
  let isolates = 0;
  let embeddings = 0;
  for (const [control] of text.matchAll(NESTING)) {
    if (ISOLATES.includes(control)) isolates++;
    else if (control === END_OF_ISOLATE) isolates = Math.max(0, isolates - 1);
    else if (control !== END_OF_EMBEDDING) embeddings++;
    // Within an isolate it ends nothing that was opened outside.
    else if (isolates === 0) embeddings = Math.max(0, embeddings - 1);
  }
  return END_OF_ISOLATE.repeat(isolates) + END_OF_EMBEDDING.repeat(embeddings);
}
