import fc from 'fast-check';

/** Everything that offsets could stumble over, and what sentences are told apart by. */
const PIECES = [
  ...['The talks', 'Rubio said', 'he', 'U.S.', 'Gen. ', 'Nov. 23', 'a', 'J. A. ', 'e.g.', '3.5'],
  ...['.', '!', '?', '…', ':', ',', '. ', '." ', '.” ', '“', '"', '(', ')', '[1]', '*', '**', '_'],
  ...[' ', '  ', '\n', '\n\n', '\r\n', '\r\n\r\n', '\t', '\u00A0', '\u2028', '\u0085', '\uFEFF'],
  ...['# ', '- ', '1. ', '> ', '---', 'a@b.example', 'https://x.example/?a=b&c'],
  ...['👩‍👩‍👧‍👦', '🇺🇦', 'e\u0301', 'ñ', '\u0301', 'Київ', '日本語。', 'مرحبا', '\u200D', '𝔘'],
];

const piece = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...PIECES) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 8 }) },
);

/** Texts without unpaired surrogates and NUL, as any file decoded from UTF-8 is. */
export const anyText = fc
  .array(piece, { maxLength: 60 })
  .map((pieces) => pieces.join('').replaceAll('\0', ''));
