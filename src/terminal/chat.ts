import { createInterface } from 'node:readline/promises';
import type { Readable, Writable } from 'node:stream';
import type { Answer, AnswerService } from '../answer/answer.js';
import { asSentence } from '../answer/plain-text.js';
import { VerbatimError } from '../errors.js';
import { renderAnswer, renderContext, renderDocuments } from './render.js';
import { plain, type Style, set } from './style.js';

/** What `:help` says of each command. */
const COMMANDS = {
  source: ':source N    the passage of citation N in its context',
  sources: ':sources     the documents that answers come from',
  new: ':new         forget what was asked before; the next question stands alone',
  help: ':help        this list',
  quit: ':quit        leave (also Ctrl-D)',
} as const;

/** Answers what is typed, a line at a time; holds the last answer for `:source`. */
export class Chat {
  readonly #service: AnswerService;
  readonly #style: Style;
  #last: Answer | undefined;
  /** Counts the conversations; a question may lean on those before it in the same one. */
  #conversation = 1;

  constructor(service: AnswerService, style: Style) {
    this.#service = service;
    this.#style = style;
  }

  /** @returns what to print; `undefined` when the person wants to leave. */
  async respond(line: string): Promise<string | undefined> {
    const input = line.trim();
    if (input === '') return '';
    if (!input.startsWith(':')) return this.#ask(input);
    const [name, ...rest] = input.slice(1).split(/\s+/);
    switch (name) {
      case 'source':
        return this.#context(rest.join(' '));
      case 'sources':
        return renderDocuments(this.#service.documents(), this.#style);
      case 'new':
        this.#conversation++;
        return this.#note('The next question stands alone.');
      case 'help':
        return `${Object.values(COMMANDS)
          .map((entry) => `  ${entry}`)
          .join('\n')}\n`;
      case 'quit':
      case 'q':
        return undefined;
      default:
        return this.#note(`There is no command :${plain(name ?? '')}. :help lists them.`);
    }
  }

  async #ask(text: string): Promise<string> {
    try {
      this.#last = await this.#service.ask({ text, conversation: `chat ${this.#conversation}` });
      return renderAnswer(this.#last, this.#style);
    } catch (error) {
      if (!(error instanceof VerbatimError)) throw error;
      return this.#note(`${asSentence(error.message)} ${asSentence(error.remedy)}`);
    }
  }

  #context(argument: string): string {
    const citations = this.#last?.citations ?? [];
    if (citations.length === 0)
      return this.#note('Ask something first; then :source 1 shows the first citation.');
    const citation = citations[Number(argument || '1') - 1];
    if (citation === undefined)
      return this.#note(`The last answer has the citations 1 to ${citations.length}.`);
    const { document, quote } = citation;
    const context = this.#service.context({
      sha256: document.sha256,
      start: quote.start,
      end: quote.end,
    });
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
