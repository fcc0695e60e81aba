import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Answerer } from '../../src/answer/service.js';
import { Chat, runChat } from '../../src/terminal/chat.js';
import { styleFor } from '../../src/terminal/style.js';
import { HARBOUR } from '../harbour.js';
import { openStage, sureOf } from '../stage.js';

const STYLE = styleFor({});
const CAPTAIN = 'Who is the captain of the ferry?';

let answerer: Answerer;
let unsure: Answerer;
let chat: Chat;

beforeAll(async () => {
  const stage = await openStage(HARBOUR);
  answerer = stage.answerer({ weights: sureOf(0.9, stage.weights) });
  unsure = stage.answerer({ weights: sureOf(0.01, stage.weights) });
});
beforeEach(() => {
  chat = new Chat(answerer, STYLE);
});

describe('a chat', () => {
  test('answers a question with a quote above its citation', async () => {
    const lines = (await chat.respond(CAPTAIN))?.split('\n') as string[];
    expect(lines[0]).toContain('│ The captain of the ferry, Ilse Maran');
    expect(lines.find((line) => line.includes('[1]'))).toContain('Timetable of the ferry');
    expect(lines.join('\n')).toMatch(/publisher unknown · undated · ferry\.txt \d+–\d+/);
  });

  test('tells where else the same wording stands', async () => {
    const text = await chat.respond('Why is the eastern pier of the harbour closed?');
    expect(text).toMatch(/also in (copy\.txt|harbour\/notice\.txt) \d+–\d+/);
  });

  test('says that there is no answer, and why', async () => {
    expect(await new Chat(unsure, STYLE).respond(CAPTAIN)).toMatch(/No answer: .+\./);
  });

  test('understands a question by those before it, and says how, until :new', async () => {
    await chat.respond('Who is Ilse Maran?');
    const text = (await chat.respond('how long has she served?')) as string;
    expect(text.split('\n')[0]).toBe('  understood as: how long has Ilse Maran served?');
    expect(text).toContain('for thirty years');
    expect(await chat.respond(':new')).toContain('stands alone');
    expect(await chat.respond('how long has she served?')).not.toContain('understood as');
  });

  test('answers a greeting kindly, without calling it unanswered', async () => {
    const text = (await chat.respond('hello there!')) as string;
    expect(text).toMatch(/^ {2}Hello! Ask me a question/);
    expect(text).toContain('Some of what you can ask about:\n');
    expect(text).toContain('The bakery on Mill Street');
    expect(text).not.toContain('No answer');
  });

  test('says what is wrong with a question, and what to do, in sentences', async () => {
    const text = (await chat.respond('a '.repeat(1_100))) as string;
    expect(text.replace(/\s+/g, ' ').trim()).toBe(
      'The question has 2199 characters, over the limit of 2000. Ask more briefly.',
    );
  });

  test('looks a quotation up with :quote, and keeps the last answer', async () => {
    await chat.respond(CAPTAIN);
    const near = await chat.respond(':quote “the ferry ticket costs… children under six”');
    expect(near).toContain('Not word for word');
    expect(await chat.respond(':quote “children under six travel free”')).toMatch(
      /Word for word in the documents:[\s\S]*\[1\] Timetable of the ferry\n.*ferry\.txt \d+–\d+/,
    );
    expect(await chat.respond(':quote')).toContain('The quotation is empty');
    expect(await chat.respond(':source 1')).toContain('Ilse Maran');
  });

  test('shows the passage of a citation in its context', async () => {
    await chat.respond(CAPTAIN);
    const context = (await chat.respond(':source 1')) as string;
    expect(context).toContain('│ The captain of the ferry, Ilse Maran');
    expect(context).toContain('wind is above nine');
    expect(context).toContain('Bicycles may be taken');
    expect(await chat.respond(':source')).toBe(context);
    expect(await chat.respond('  :source   1  ')).toBe(context);
  });

  test.each(['0', '-1', '99', 'two', '1.5', '1 2', 'NaN'])(
    'names the citations there are when asked for :source %s',
    async (argument) => {
      await chat.respond(CAPTAIN);
      expect(await chat.respond(`:source ${argument}`)).toMatch(/the citations 1 to \d/);
    },
  );

  test('says what to do when a source is asked for before any question', async () => {
    expect(await chat.respond(':source 1')).toContain('Ask something first');
  });

  test('says so when a source is asked for after an answer without any', async () => {
    const other = new Chat(unsure, STYLE);
    await other.respond(CAPTAIN);
    expect(await other.respond(':source 1')).toContain('The last answer has no citation');
  });

  test('keeps the last answer when a question is refused, and over small talk', async () => {
    await chat.respond(CAPTAIN);
    await chat.respond('thanks!');
    expect(await chat.respond('x'.repeat(3_000))).toContain('3000 characters');
    expect(await chat.respond(':source 1')).toContain('Ilse Maran');
  });

  test('explains the last answer, and the same way when asked to at once', async () => {
    expect(await chat.respond(':explain')).toContain('Ask something first');
    const answer = (await chat.respond(CAPTAIN)) as string;
    const why = (await chat.respond(':explain')) as string;
    expect(why).toMatch(/captain[\s\S]*The captain of the ferry, Ilse Maran.*\n.*cited in \[1\]/);
    const explaining = await new Chat(answerer, STYLE, true).respond(CAPTAIN);
    expect(withoutTime(explaining)).toBe(withoutTime(`${answer}\n${why}`));
  });

  test('explains a follow-up as it was understood when it was asked', async () => {
    await chat.respond('Who is Ilse Maran?');
    await chat.respond('how long has she served?');
    expect(await chat.respond(':explain')).toContain('how long has Ilse Maran served?');
    await chat.respond(':new');
    expect(await chat.respond(':explain')).toContain('how long has Ilse Maran served?');
  });

  test('explains another question in this conversation, as if it were asked next', async () => {
    await chat.respond('Who is Ilse Maran?');
    const why = await chat.respond(':explain  how long has  she served?');
    expect(why).toContain('how long has Ilse Maran served?');
    expect(await chat.respond(':explain')).toContain('Who is Ilse Maran?');
    expect(await chat.respond(':source 1')).toContain('Ilse Maran');
  });

  test('says that small talk is not looked up, and what is wrong with a question', async () => {
    expect(await chat.respond(':explain hello!')).toContain('asks the documents nothing');
    expect(await chat.respond(`:explain ${'x'.repeat(3_000)}`)).toContain('3000 characters');
  });

  test('lists the documents with what is known of them', async () => {
    const list = (await chat.respond(':sources')) as string;
    for (const source of Object.keys(HARBOUR)) expect(list).toContain(source);
    expect(list).toContain('Town Gazette · 2025-01-10 · bakery.md');
    expect(list).toContain('publisher unknown · undated · ferry.txt');
  });

  test('lists every command it understands', async () => {
    const help = (await chat.respond(':help')) as string;
    const names = [...help.matchAll(/:(\w+)/g)].map(([command]) => command);
    expect(names).toEqual(
      expect.arrayContaining([':source', ':sources', ':explain', ':new', ':help', ':quit']),
    );
    for (const name of names) expect((await chat.respond(name)) ?? '').not.toContain('no command');
  });

  test('points to the help for a command that there is none of', async () => {
    expect(await chat.respond(':sauce 1')).toContain('There is no command :sauce. :help');
    expect(await chat.respond(':')).toContain('There is no command :');
    expect(await chat.respond(':constructor')).toContain('There is no command');
  });

  test('ends at :quit, and says nothing to an empty line', async () => {
    expect(await chat.respond(':quit')).toBeUndefined();
    expect(await chat.respond('   ')).toBe('');
  });

  test('lets a defect of the program come out instead of answering', async () => {
    const broken = { ask: () => Promise.reject(new TypeError('a defect')) };
    const other = new Chat(broken as unknown as Answerer, STYLE);
    await expect(other.respond(CAPTAIN)).rejects.toThrow('a defect');
  });
});

function withoutTime(text = ''): string {
  return text.replace(/[\d.]+ ms/, '');
}

describe('a chat on a terminal', () => {
  /** Streams that behave as a terminal's, and what the chat has shown on them. */
  function terminal() {
    const input = new PassThrough();
    const output = Object.assign(new PassThrough(), { isTTY: true, columns: 60, rows: 24 });
    let shown = '';
    output.on('data', (chunk) => {
      shown += chunk;
    });
    const chatting = runChat(chat, input, output, styleFor({ columns: 60 }));
    return { input, chatting, shown: () => stripVTControlCharacters(shown) };
  }

  test('answers what is typed, and ends at :quit', async () => {
    const { input, chatting, shown } = terminal();
    input.write(`${CAPTAIN}\r`);
    input.write(':quit\r');
    input.write('this is not read\r');
    await chatting;
    expect(shown()).toContain('Ilse Maran');
    expect(shown().match(/\? /g)?.length).toBeGreaterThanOrEqual(2);
  });

  test.each([
    ['Ctrl-C', '\u0003'],
    ['Ctrl-D', '\u0004'],
  ])('ends at %s, on a line of its own', async (_, key) => {
    const { input, chatting, shown } = terminal();
    input.write(key);
    await chatting;
    expect(shown().endsWith('\n')).toBe(true);
  });

  test('ends when the terminal is closed', async () => {
    const { input, chatting } = terminal();
    input.end();
    await chatting;
  });
});
