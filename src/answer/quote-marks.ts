/** Half-open, code units; the marks at both ends are one each. */
export interface Marked {
  readonly start: number;
  readonly end: number;
}

/** Marks that look different when they open and when they close; `„` closes in two ways. */
const CLOSED_BY: Readonly<Record<string, string>> = {
  '“': '”',
  '„': '“”',
  '«': '»',
  '‹': '›',
  '「': '」',
  '『': '』',
  '‘': '’',
  '"': '"',
  "'": "'",
};
const MARKS = /["'“”„«»‹›「」『』‘’]/g;
/** English words that begin with an apostrophe. */
const CLIPPED = /^(?:\d|(?:twas|tis|em|til|till|cause|bout|round|n|cuz|fore)(?![\p{L}\p{N}]))/iu;

interface Open {
  readonly mark: string;
  readonly at: number;
  /** Where a mark behind an s may have closed it, if it is no possessive: the parties’. */
  mayEnd?: number;
}

/**
 * What stands in quotation marks, of nested ones the outer, in order. A straight mark opens before a
 * word and closes behind one; a single one that may as well be an apostrophe is none. Marks without
 * their counterpart are passed over. Time in proportion to the text: each mark is opened and closed
 * once.
 */
export function pairedMarks(text: string): Marked[] {
  const open: Open[] = [];
  const pairs: Marked[] = [];
  const unclosed = new Map<string, number>();
  const count = (mark: string, by: number) => unclosed.set(mark, (unclosed.get(mark) ?? 0) + by);
  const close = (closers: (mark: string) => boolean): Open | undefined => {
    for (;;) {
      const last = open.pop();
      if (last === undefined) return undefined;
      count(last.mark, -1);
      if (closers(last.mark)) return last;
      if (last.mayEnd !== undefined) pairs.push({ start: last.at, end: last.mayEnd });
    }
  };
  for (const { 0: mark, index } of text.matchAll(MARKS)) {
    const closes = (opening: string) => CLOSED_BY[opening]?.includes(mark) ?? false;
    const isOpen = Object.keys(CLOSED_BY).some(
      (opening) => closes(opening) && (unclosed.get(opening) ?? 0) > 0,
    );
    if (isOpen && canClose(text, index, mark)) {
      const last = open.at(-1);
      if (isPossessive(text, index, mark)) {
        if (last !== undefined && closes(last.mark)) last.mayEnd = index + 1;
        continue;
      }
      const opened = close(closes);
      if (opened !== undefined) pairs.push({ start: opened.at, end: index + 1 });
    } else if (canOpen(text, index, mark)) {
      open.push({ mark, at: index });
      count(mark, 1);
    }
  }
  close(() => false);
  return outermost(pairs);
}

function canOpen(text: string, at: number, mark: string): boolean {
  if (CLOSED_BY[mark] === undefined) return false;
  if (mark !== '"' && mark !== "'" && mark !== '‘') return true;
  const [before, behind] = [text.charAt(at - 1), text.charAt(at + 1)];
  if (/[\p{L}\p{N}]/u.test(before) || behind === '' || /\s/.test(behind)) return false;
  if (mark === '"') return !/[.,!?;]/.test(before);
  return /^$|[\s([{"“„«—–]/.test(before) && !CLIPPED.test(text.slice(at + 1, at + 8));
}

function canClose(text: string, at: number, mark: string): boolean {
  if (mark === '”' || mark === '»' || mark === '›' || mark === '」' || mark === '』') return true;
  return !/^$|\s/.test(text.charAt(at - 1)) && !/[\p{L}\p{N}]/u.test(text.charAt(at + 1));
}

function isPossessive(text: string, at: number, mark: string): boolean {
  if (mark !== "'" && mark !== '’') return false;
  return /s/i.test(text.charAt(at - 1)) && /^ [\p{L}\p{N}]/u.test(text.slice(at + 1, at + 3));
}

/** Without those that lie in another. */
function outermost(pairs: readonly Marked[]): Marked[] {
  const kept: Marked[] = [];
  let end = 0;
  for (const pair of [...pairs].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (pair.start < end) continue;
    kept.push(pair);
    end = pair.end;
  }
  return kept;
}
