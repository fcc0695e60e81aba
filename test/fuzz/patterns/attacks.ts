import type { Found } from './discover.js';

/** Parts of a pattern that one attack repeats, at most. */
const LONGEST_PUMP = 5;
/** Positions of a long pattern, such as a list of words, from which attacks begin. */
const MOST_STARTS = 24;
const CLASSES: Readonly<Record<string, string>> = {
  d: '1',
  D: 'a',
  w: 'a',
  W: ' ',
  s: ' ',
  S: 'a',
  b: '',
  B: '',
  n: '\n',
  r: '\r',
  t: '\t',
  f: '\f',
  v: '\v',
  '0': '\0',
};
const PROPERTIES: Readonly<Record<string, string>> = {
  L: 'a',
  Ll: 'a',
  Lu: 'A',
  Lo: '日',
  N: '1',
  Nd: '1',
  M: '\u0301',
  P: '.',
  S: '+',
  Sc: '$',
  Z: ' ',
  Zs: ' ',
};
const TOKEN =
  /\\[pP]\{([^}]+)\}|\\u\{([0-9a-fA-F]+)\}|\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})|\\k<\w+>|\\([\s\S])|\((?:\?(?:[:=!]|<[=!]|<\w+>))?|[)|^]|[*+?]\??|\{\d+(?:,\d*)?\}\??|\[(\^?)((?:\\.|[^\]\\])*)\]|([\s\S])/gu;

/** A text that repeats a part of a pattern over and over: before it, over and over, behind it. */
export interface Attack {
  readonly head: string;
  readonly pump: string;
  readonly tail: string;
}

export function textOf({ head, pump, tail }: Attack, length: number): string {
  return head + pump.repeat(Math.ceil(length / pump.length)) + tail;
}

/** Attacks on a pattern: its parts one behind the other, with some of them repeated, and no end. */
export function attacksOn({ source }: Pick<Found, 'source'>): Attack[] {
  const parts = samplesOf(source);
  const every = Math.max(1, Math.ceil(parts.length / MOST_STARTS));
  const found = new Map<string, Attack>();
  const add = (head: string, pump: string) => {
    if (pump === '') return;
    for (const tail of ['', '\u0001']) found.set(`${head}\0${pump}\0${tail}`, { head, pump, tail });
  };
  for (let from = 0; from < parts.length; from += every) {
    // In front of a list of words none of them is needed: the last part may do.
    const heads = ['', parts.slice(0, from).join('').slice(-40), parts[0] ?? ''];
    for (let to = from + 1; to <= Math.min(parts.length, from + LONGEST_PUMP); to++) {
      for (const head of new Set(heads)) add(head, parts.slice(from, to).join(''));
    }
  }
  const single = [...new Set(parts.filter((part) => part.length === 1))].slice(0, 12);
  for (const a of single) for (const b of single) add('', a + b);
  add('', ' ');
  add('a', ' ');
  return [...found.values()];
}

/** A text that each part of a pattern matches, in order; what matches nothing is left out. */
export function samplesOf(source: string): string[] {
  const samples: string[] = [];
  for (const match of source.matchAll(TOKEN)) {
    const [whole, property, point, unit, byte, escaped, negated, members, plain] = match;
    const code = point ?? unit ?? byte;
    if (property !== undefined) samples.push(PROPERTIES[property.replace(/^.*=/, '')] ?? 'a');
    else if (code !== undefined) samples.push(String.fromCodePoint(Number.parseInt(code, 16)));
    else if (escaped !== undefined) samples.push(CLASSES[escaped] ?? escaped);
    else if (members !== undefined) samples.push(...ofClass(negated === '^', members));
    else if (plain === '.' || plain === '$') samples.push(plain === '.' ? 'a' : '');
    else if (plain !== undefined) samples.push(plain);
    else if (/^[*+?{]/.test(whole)) continue;
  }
  return samples.filter((sample) => sample !== '');
}

/** The first members of a class; something outside for one that is negated. */
function ofClass(negated: boolean, members: string): string[] {
  const listed = samplesOf(members.replace(/[(){}*+?.$|^[]/g, '\\$&'));
  if (!negated) return listed.slice(0, 2);
  return [['a', ' ', '1', '.'].find((each) => !listed.includes(each)) ?? 'é'];
}
