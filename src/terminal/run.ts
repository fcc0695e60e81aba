import type { AnswerService } from '../answer/answer.js';
import type { IndexReport } from '../index/report.js';
import { Chat, runChat } from './chat.js';
import { answerJsonLines } from './jsonl.js';
import { linesFrom } from './lines.js';
import { renderOpening } from './report.js';
import { plain, styleFor } from './style.js';

/** `explains`: each answer is followed by why it is as it is. */
export type TerminalMode =
  | { readonly kind: 'chat'; readonly explains?: boolean }
  | { readonly kind: 'once'; readonly question: string; readonly explains?: boolean }
  | { readonly kind: 'jsonl' };

/** Serves the terminal on the process's standard streams until there is nothing more to answer. */
export async function runTerminal(
  service: AnswerService,
  opened: IndexReport,
  mode: TerminalMode,
): Promise<void> {
  const { stdin, stdout, stderr } = process;
  const style = styleFor(stdout);
  stderr.write(renderOpening(opened, styleFor(stderr)));
  const print = (text: string) => write(stdout, text);
  if (mode.kind === 'jsonl') return answerJsonLines(service, stdin, print);
  const chat = new Chat(service, style, mode.explains);
  if (mode.kind === 'once') return print((await chat.respond(mode.question)) ?? '');
  if (stdin.isTTY) {
    await print(greeting(opened.passages.total, service.documents().length));
    return runChat(chat, stdin, stdout, style);
  }
  for await (const line of linesFrom(stdin)) {
    if (line.trim() === '') continue;
    const response = await chat.respond(line);
    if (response === undefined) return;
    await print(`${style.colours.cyan('?')} ${plain(line)}\n\n${response}\n`);
  }
}

function greeting(passages: number, documents: number): string {
  return `\nAsk in your own words; ${documents} documents (${passages} passages) are quoted, never summed up.\n:help lists the commands.\n\n`;
}

function write(stream: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => (error ? reject(error) : resolve()));
  });
}
