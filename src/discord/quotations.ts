import { setImmediate } from 'node:timers/promises';
import type { AnswerService } from '../answer/answer.js';
import { LONGEST_QUOTATION, type QuotationCheck } from '../answer/quotation-check.js';

/** As many as a message has embeds for. */
const MOST_QUOTATIONS = 10;

export type Checked =
  | QuotationCheck
  /** Over the length of a quotation that can be looked up. */
  | { readonly kind: 'too-long'; readonly asked: string };

export interface CheckedQuotations {
  readonly checked: readonly Checked[];
  /** How many more there were. */
  readonly left: number;
}

/** Looks the first ten up, one after the other; others get their turn in between. */
export async function checkQuotations(
  quotations: readonly string[],
  service: AnswerService,
): Promise<CheckedQuotations> {
  const checked: Checked[] = [];
  for (const asked of quotations.slice(0, MOST_QUOTATIONS)) {
    await setImmediate();
    if (asked.length > LONGEST_QUOTATION) checked.push({ kind: 'too-long', asked });
    else checked.push(await service.checkQuotation(asked));
  }
  return { checked, left: quotations.length - checked.length };
}
