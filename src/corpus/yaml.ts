import {
  Composer,
  CST,
  type Document,
  isScalar,
  Lexer,
  LineCounter,
  Parser,
  visit,
  type YAMLMap,
} from 'yaml';
import { messageOf } from '../errors.js';

/** Collections within collections that are followed: the YAML library recurses into them. */
const DEEPEST = 32;
/** Each is looked for among all anchors before it. */
const MOST_ALIASES = 100;

/**
 * Every value is the string that is written there: a title of `1.10` or `007` is no number. Takes
 * time in proportion to `source`.
 *
 * @throws Error that says what is wrong and, where it can, at which line: no YAML, a key that stands
 *   twice, collections too deep or aliases too many to be read safely.
 */
export function parseYaml(source: string): unknown {
  const lines = new LineCounter();
  const tokens = tokensOf(source, lines);
  // The library would compare each key with all before it.
  const composer = new Composer({ schema: 'failsafe', uniqueKeys: false, logLevel: 'error' });
  const [document, second] = composer.compose(tokens, true, source.length);
  const error = document?.errors[0];
  if (error !== undefined) throw faultAt(error.message, error.pos[0], lines);
  if (second !== undefined) throw faultAt('a second document begins', second.range[0], lines);
  if (document === undefined) return undefined;
  refuseDoubles(document, lines);
  return document.toJS();
}

/** What the YAML library says before it shows the place. */
export function firstLineOf(error: unknown): string {
  return messageOf(error).replace(/:?\n[\s\S]*$/, '');
}

/**
 * The library composes what it parsed by recursion, and where the stack ends so can the process.
 * Its parser keeps what is open on a stack of its own, so the depth is known before it matters.
 */
function tokensOf(source: string, lines: LineCounter): CST.Token[] {
  const parser = new Parser(lines.addNewLine);
  const tokens: CST.Token[] = [];
  let aliases = 0;
  let before = '';
  lines.addNewLine(0);
  for (const lexeme of new Lexer().lex(source)) {
    tokens.push(...parser.next(lexeme));
    // The document itself is on the stack, and so is the scalar that is being read.
    if (parser.stack.length > DEEPEST + 2)
      throw new Error(`it is nested deeper than ${DEEPEST} levels`);
    if (before !== CST.SCALAR && CST.tokenType(lexeme) === 'alias' && ++aliases > MOST_ALIASES)
      throw new Error(`it has more than ${MOST_ALIASES} aliases`);
    before = lexeme;
  }
  tokens.push(...parser.end());
  return tokens;
}

/** @throws Error for a key that stands twice in one mapping, whose first value would be lost. */
function refuseDoubles(document: Document, lines: LineCounter): void {
  visit(document, {
    Map: (_, map: YAMLMap) => {
      const keys = new Set<unknown>();
      for (const { key } of map.items) {
        if (!isScalar(key)) continue;
        if (keys.has(key.value)) throw faultAt('Map keys must be unique', key.range?.[0], lines);
        keys.add(key.value);
      }
    },
  });
}

function faultAt(message: string, position: number | undefined, lines: LineCounter): Error {
  if (position === undefined || position < 0) return new Error(message);
  const { line, col } = lines.linePos(position);
  return new Error(`${message} at line ${line}, column ${col}`);
}
