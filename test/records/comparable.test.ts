import { expect, test } from 'vitest';
import { comparableText } from '../../src/records/comparable.js';

test.each([
  ['Who signed it??', 'who signed it'],
  ['  who\n\tsigned   it ', 'who signed it'],
  ['“Who’s signed?”', 'whos signed'],
  ['Who-signed/it…', 'who signed it'],
  ['ＷＨＯ ﬁnds №７', 'who finds no7'],
  ['¿Quién FIRMÓ?', 'quién firmó'],
  ['Quie\u0301n firmo\u0301', 'quién firmó'],
  ['Кто ПОДПИСАЛ?', 'кто подписал'],
  ['किसने हस्ताक्षर किए?', 'किसने हस्ताक्षर किए'],
  ['谁签署了？', '谁签署了'],
  ['ok ❤️ 👍🏽 then', 'ok then'],
  ['???', ''],
])('%j is compared as %j', (text, expected) => {
  expect(comparableText(text)).toBe(expected);
  expect(comparableText(expected)).toBe(expected);
});

test.each([
  ['Who signed it?', 'Who signed them?'],
  ['in 2024', 'in 2025'],
  ['Wer hat unterschrieben?', 'Wer hät unterschrieben?'],
])('%j and %j stay apart', (one, other) => {
  expect(comparableText(one)).not.toBe(comparableText(other));
});
