import type { DocumentInfo } from '../corpus/document.js';
import type { Embedder } from '../embedding/embedder.js';
import type { CurrentGeneration } from '../index/current.js';
import type { Generation } from '../index/generation.js';
import { namesIn } from '../retrieval/names.js';
import type { RankerWeights } from '../retrieval/ranker.js';
import { type Retrieved, retrieve } from '../retrieval/retrieve.js';
import { admitsAny } from '../retrieval/scope.js';
import type {
  Answer,
  AnswerService,
  DocumentOpening,
  IndexSummary,
  PassageContext,
  PassageRef,
  Question,
} from './answer.js';
import { compose } from './compose.js';
import { Conversations, type Turn } from './conversation.js';
import { type Explanation, explain, nothingLookedUp } from './explanation.js';
import { type Understood, understand } from './follow-up.js';
import { pageOf } from './pages.js';
import { checkedSource, checkedText } from './question.js';
import { checkQuotation } from './quotation.js';
import type { QuotationCheck } from './quotation-check.js';
import type { DocumentPage, DocumentRef, Found, PassageText, WordQuery } from './reader.js';
import { contextOf, openingOf, passageAt } from './reading.js';
import { NO_DOCUMENT, topicsOf } from './refusal.js';
import { searchWords } from './search.js';
import { smallTalk } from './small-talk.js';

export interface AnswererOptions {
  readonly current: CurrentGeneration;
  readonly embedder: Embedder;
  readonly weights: RankerWeights;
  /** Hears of quotes that did not match their document. */
  readonly onFault: (message: string) => void;
  /** Milliseconds of a clock that never goes back; tells how long a conversation has rested. */
  readonly now?: () => number;
}

type Answered = Omit<Answer, 'question' | 'tookMs'>;

/** Answers from the current generation; the one place where the faces meet the index. */
export class Answerer implements AnswerService {
  readonly #options: AnswererOptions;
  readonly #conversations: Conversations;

  constructor(options: AnswererOptions) {
    this.#options = options;
    this.#conversations = new Conversations(options.now ?? (() => performance.now()));
  }

  async ask(question: Question): Promise<Answer> {
    const startedAt = performance.now();
    const text = checkedText(question);
    const said = smallTalk(text);
    const answered =
      said === undefined ? await this.#answerInTurn(question, text) : this.#reply(said);
    return { question: text, ...answered, tookMs: performance.now() - startedAt };
  }

  async #answerInTurn(question: Question, text: string): Promise<Answered> {
    const { conversation } = question;
    const inTurn = (turns: readonly Turn[]) =>
      this.#options.current.use((generation) => this.#answer(generation, question, text, turns));
    const { answered } = await (conversation === undefined
      ? inTurn([])
      : this.#conversations.next(conversation, inTurn));
    return answered;
  }

  async #answer(
    generation: Generation,
    question: Question,
    text: string,
    turns: readonly Turn[],
  ): Promise<{ readonly answered: Answered; readonly turn?: Turn }> {
    const { weights, onFault } = this.#options;
    const { understood, retrieved } = await this.#lookUp(generation, question, text, turns);
    if (!admitsAny(generation, question)) return { answered: NO_DOCUMENT };
    const composed = compose(generation, retrieved, weights, onFault);
    // Whom a passage names that does not answer, nobody has heard of yet.
    const quote = composed.kind === 'quoted' ? composed.citations[0]?.quote.text : undefined;
    const answered = { ...(understood && { resolved: understood.text }), ...composed };
    // Of what the documents do not hold, nobody asks on.
    if (composed.kind === 'none') return { answered };
    return {
      answered,
      turn: { question: understood?.turn ?? text, ...(quote !== undefined && { quote }) },
    };
  }

  async explain(question: Question): Promise<Explanation> {
    const { conversation } = question;
    const { current, weights, onFault } = this.#options;
    const text = checkedText(question);
    if (smallTalk(text) !== undefined) return nothingLookedUp(text);
    const turns = conversation === undefined ? [] : await this.#conversations.turns(conversation);
    return current.use(async (generation) => {
      const { retrieved } = await this.#lookUp(generation, question, text, turns);
      return explain(generation, retrieved, weights, onFault);
    });
  }

  /** What the documents hold on a question, understood in the light of the turns before it. */
  async #lookUp(
    generation: Generation,
    question: Question,
    text: string,
    turns: readonly Turn[],
  ): Promise<{ readonly understood: Understood | undefined; readonly retrieved: Retrieved }> {
    checkedSource(generation, question);
    const understood =
      turns.length === 0
        ? undefined
        : understand(text, turns, (said, cased = false) => namesIn(generation, said, cased));
    const asked = understood?.text ?? text;
    const retrieved = await retrieve(generation, this.#options.embedder, asked, question);
    return { understood, retrieved };
  }

  #reply(reason: string): Answered {
    const topics = topicsOf(this.#options.current.generation);
    return {
      kind: 'none',
      confidence: 0,
      citations: [],
      further: [],
      reason,
      topics,
      smallTalk: true,
    };
  }

  async checkQuotation(text: string): Promise<QuotationCheck> {
    const { current, onFault } = this.#options;
    return current.use(async (generation) => checkQuotation(generation, text, onFault));
  }

  remembers(conversation: string): boolean {
    return this.#conversations.has(conversation);
  }

  documents(): readonly DocumentInfo[] {
    return this.#options.current.generation.documents.map(({ info }) => info);
  }

  read(source: string): DocumentOpening | undefined {
    return openingOf(this.#options.current.generation, source);
  }

  context(ref: PassageRef): PassageContext | undefined {
    return contextOf(this.#options.current.generation, ref);
  }

  search(query: WordQuery): Found {
    return searchWords(this.#options.current.generation, query);
  }

  passages(refs: readonly PassageRef[]): (PassageText | undefined)[] {
    const { generation } = this.#options.current;
    return refs.map((ref) => passageAt(generation, ref));
  }

  page(ref: DocumentRef, at: { page: number } | { position: number }): DocumentPage | undefined {
    return pageOf(this.#options.current.generation, ref, at);
  }

  forget(conversation: string): void {
    this.#conversations.forget(conversation);
  }

  about(): IndexSummary {
    const { name, builtAt, documents, passages, model } = this.#options.current.generation.manifest;
    return { generation: name, builtAt, documents, passages, model };
  }
}
