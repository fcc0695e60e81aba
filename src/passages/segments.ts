/** The segmenter's time a sentence grows with the text it is given, so it gets this much at once. */
const WINDOW = 8192;
/** A boundary this near to the end of a window might be none if the text went on. Code units. */
const LOOK_AHEAD = 512;

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/** ASCII, and what typesets English. */
const PLAIN = /^[\t\v\f -~\u00a0‐-―‘’“”…]*$/;
const CLOSE = `"'()[\\]{}‘’“”`;
/** With all that belongs to it. Group 1: a full stop, which stands in numbers and terms as well. */
const STOP = new RegExp(`(?:(\\.)|[!?])[${CLOSE}]*[\\t\\v\\f \\u00a0]*`, 'g');
/** Goes on, or ends, what the stop before did not. */
const CONTINUES = /[.!?,:\-–—]/;
const WITHIN_TERM = /\.\d|(?<=[A-Za-z])\.[A-Z]/y;
/** Behind a stop that marks an abbreviation: a lower-case letter comes first of all letters. */
const LOWER_FIRST = /[^A-Za-z.!?]*[a-z]/y;

/**
 * Where Unicode's rules for sentences (UAX 29) end one within `flat`, which holds no line ends, in
 * order; the last is the length of the text.
 */
export function segmentEnds(flat: string): Iterable<number> {
  // The library takes many times as long, most of it to make strings that nobody wants.
  return (PLAIN.test(flat) ? plainEnds(flat) : undefined) ?? endsByLibrary(flat);
}

/** Nothing for a semicolon behind a stop, on which versions of the rules differ. */
function plainEnds(flat: string): number[] | undefined {
  const ends: number[] = [];
  STOP.lastIndex = 0;
  for (let stop = STOP.exec(flat); stop !== null; stop = STOP.exec(flat)) {
    const end = STOP.lastIndex;
    if (end === flat.length) break;
    if (flat.charAt(end) === ';') return undefined;
    if (CONTINUES.test(flat.charAt(end))) continue;
    if (stop[1] !== undefined && goesOn(flat, stop.index, end)) continue;
    ends.push(end);
  }
  if (flat.length > 0) ends.push(flat.length);
  return ends;
}

/** Whether a full stop, with what belongs to it, ends no sentence: "3.5", "U.S.", "etc. and". */
function goesOn(flat: string, stop: number, end: number): boolean {
  WITHIN_TERM.lastIndex = stop;
  LOWER_FIRST.lastIndex = end;
  return WITHIN_TERM.test(flat) || LOWER_FIRST.test(flat);
}

function* endsByLibrary(flat: string): Generator<number> {
  let from = 0;
  let size = WINDOW;
  while (from < flat.length) {
    const window = flat.slice(from, from + size);
    const isLast = from + size >= flat.length;
    const certain = isLast ? window.length : window.length - LOOK_AHEAD;
    let done = 0;
    for (const { index, segment } of segmenter.segment(window)) {
      if (index + segment.length > certain) break;
      done = index + segment.length;
      yield from + done;
    }
    // Nothing ends within the window: a larger one is looked at.
    size = done === 0 ? size * 2 : WINDOW;
    from += done;
  }
}
