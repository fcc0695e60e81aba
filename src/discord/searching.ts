import type { AnswerService } from '../answer/answer.js';
import { nearestPage } from './rendering/pages.js';
import type { Reply } from './rendering/reply.js';
import { PASSAGES_PER_PAGE, renderFound } from './rendering/search.js';

/**
 * A page of the passages that hold `terms`, or the nearest page.
 *
 * @param page counted from 0.
 * @throws VerbatimError as `AnswerService.search` does.
 */
export function searchPage(terms: string, page: number, service: AnswerService): Reply {
  const search = (page: number) =>
    service.search({ terms, offset: page * PASSAGES_PER_PAGE, limit: PASSAGES_PER_PAGE });
  const found = search(page);
  const shown = nearestPage(page, found.total, PASSAGES_PER_PAGE);
  return renderFound(shown === page ? found : search(shown), shown, terms);
}
