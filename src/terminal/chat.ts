import { createInterface } from 'node:readline/promises';
import type { Readable, Writable } from 'node:stream';
import type { Answer, AnswerService, Question } from '../answer/answer.js';
import { refTo } from '../answer/passage-ref.js';
import { asSentence } from '../answer/plain-text.js';
import { VerbatimError } from '../errors.js';
import { renderExplanation } from './explain.js';
import { renderQuotation } from './quotation.js';
import { renderAnswer, renderContext, renderDocuments } from './render.js';
import { hang, plain, type Style, set } from './style.js';

/** What `:help` says of each command. */
const COMMANDS = [
  [':source N', 'the passage of citation N in its context'],
  [':sources', 'the documents that answers come from'],
  [':explain', 'why the last answer is as it is: what was looked up, what ranked it'],
  [':explain Q', 'the same for question Q, without asking it'],
  [':quote TEXT', 'whether the documents hold a quotation word for word, nearly, or not'],
  [':new', 'forget what was asked before; the next question stands alone'],
  [':help', 'this list'],
  [':quit', 'leave (also Ctrl-D)'],
] as const;

/** Answers what is typed, a line at a time; holds the last answer for `:source`. */
export class Chat {
  readonly #service: AnswerService;
  readonly #style: Style;
  readonly #explains: boolean;
  #last: Answer | undefined;
  /** Counts the conversations; a question may lean on those before it in the same one. */
  #conversation = 1;

  /** @param explains whether each answer is explained without being asked to. */
  constructor(service: AnswerService, style: Style, explains = false) {
    this.#service = service;
    this.#style = style;
    this.#explains = explains;
  }

  /** @returns what to print; `undefined` when the person wants to leave. */
  async respond(line: string): Promise<string | undefined> {
    const input = line.trim();
    if (input === '') return '';
    try {
      return input.startsWith(':') ? await this.#command(input) : await this.#ask(input);
    } catch (error) {
      if (!(error instanceof VerbatimError)) throw error;
      return this.#note(`${asSentence(error.message)} ${asSentence(error.remedy)}`);
    }
  }

  async #command(input: string): Promise<string | undefined> {
    const name = /^:(\S*)/.exec(input)?.[1] ?? '';
    const argument = input.slice(1 + name.length).trim();
    switch (name) {
      case 'source':
        return this.#context(argument);
      case 'sources':
        return renderDocuments(this.#service.documents(), this.#style);
      case 'explain':
        return this.#explain(argument);
      case 'quote':
        return renderQuotation(await this.#service.checkQuotation(argument), this.#style);
      case 'new':
        this.#conversation++;
        return this.#note('The next question stands alone.');
      case 'help':
        return COMMANDS.map(
          ([command, what]) => `${hang(`  ${command.padEnd(12)}`, 14, what, this.#style)}\n`,
        ).join('');
      case 'quit':
      case 'q':
        return undefined;
      default:
        return this.#note(`There is no command :${plain(name)}. :help lists them.`);
    }
  }

  async #ask(text: string): Promise<string> {
    const answer = await this.#service.ask({ text, conversation: this.#id() });
    // After a "thanks", `:source 2` still means the citation that it was for.
    if (!answer.smallTalk) this.#last = answer;
    const shown = renderAnswer(answer, this.#style);
    return this.#explains ? `${shown}\n${await this.#why(answer)}` : shown;
  }

  #explain(text: string): Promise<string> | string {
    if (text !== '') return this.#explanation({ text, conversation: this.#id() });
    if (this.#last !== undefined) return this.#why(this.#last);
    return this.#note('Ask something first; then :explain shows why the answer is as it is.');
  }

  /** As it was understood when it was asked: the conversation has gone on since. */
  #why({ resolved, question }: Answer): Promise<string> {
    return this.#explanation({ text: resolved ?? question });
  }

  async #explanation(question: Question): Promise<string> {
    return renderExplanation(await this.#service.explain(question), this.#style);
  }

  #id(): string {
    return `chat ${this.#conversation}`;
  }

  #context(argument: string): string {
    const citations = this.#last?.citations ?? [];
    if (this.#last === undefined)
      return this.#note('Ask something first; then :source 1 shows the first citation.');
    if (citations.length === 0) return this.#note('The last answer has no citation.');
    const citation = citations[Number(argument || '1') - 1];
    if (citation === undefined && citations.length === 1)
      return this.#note('The last answer has one citation, number 1.');
    if (citation === undefined)
      return this.#note(`The last answer has the citations 1 to ${citations.length}.`);
    const { document, quote } = citation;
    const context = this.#service.context(refTo(document, quote));
    if (context === undefined)
      return this.#note('That document is no longer in the index. Ask again.');
    return renderContext(context, this.#style);
  }

  #note(text: string): string {
    return `${set(this.#style.colours.yellow(text), '  ', this.#style)}\n`;
  }
}

/** Runs a chat on a terminal until the person leaves. */
export async function runChat(
  chat: Chat,
  input: Readable,
  output: Writable,
  { colours }: Style,
): Promise<void> {
  const lines = createInterface({ input, output, prompt: `${colours.cyan('?')} ` });
  lines.prompt();
  for await (const line of lines) {
    const response = await chat.respond(line);
    if (response === undefined) return lines.close();
    if (response !== '') output.write(`\n${response}\n`);
    lines.prompt();
  }
  // Ctrl-C and Ctrl-D leave the cursor behind the prompt.
  output.write('\n');
}
