import type { AnswerService } from '../src/answer/answer.js';
import { quotationsIn } from '../src/answer/quotations-in.js';
import { suggestDocuments } from '../src/discord/documents.js';
import { checkQuotations } from '../src/discord/quotations.js';
import { renderAnswer } from '../src/discord/rendering/answer.js';
import { renderContext } from '../src/discord/rendering/context.js';
import { renderSources } from '../src/discord/rendering/documents.js';
import { renderQuotations } from '../src/discord/rendering/quotations.js';
import type { Reply } from '../src/discord/rendering/reply.js';
import { searchPage } from '../src/discord/searching.js';
import type { Frame, Message, Scene, Speaker } from './scene.js';

const BOT: Speaker = { name: 'Verbatim', colour: '#3f51b5', app: true };
const ASKER: Speaker = { name: 'Mila', colour: '#c2527a' };
const OTHER: Speaker = { name: 'Jonas', colour: '#2f8f6b' };
const TIME = 'Today at 14:03';

/** One quotation as it is in the documents, one that is altered, and one that is made up. */
const POSTED = [
  '“The Ukrainian delegation was led by Andriy Yermak”, okay. But did it really say “had modified the Trump administration’s final plan for ending the war with Russia”?',
  'And who said “the bridge will be painted green before Christmas”?',
].join('\n');

/** Every picture of the documentation, made from what the program really answers. */
export async function scenes(service: AnswerService): Promise<Scene[]> {
  return [
    await asked(service, 'answer', 'who will make the final decision?'),
    await asked(service, 'refusal', 'how do i cook borscht?'),
    await contextOf(service, 'who will make the final decision?'),
    await quotesOf(service, POSTED),
    {
      name: 'search',
      title: 'Passages that hold the words “frozen assets”',
      messages: [answered(searchPage('frozen assets', 0, service), 'search', { ephemeral: true })],
    },
    {
      name: 'sources',
      title: 'The list of the documents',
      messages: [answered(renderSources(service.documents(), 0), 'sources', { ephemeral: true })],
    },
    {
      name: 'source-suggestions',
      title: 'Documents that are suggested while /source is typed',
      messages: [],
      typing: {
        command: 'source',
        option: 'document',
        typed: 'peace talks',
        choices: suggestDocuments(service.documents(), 'peace talks'),
      },
    },
  ];
}

/** The reply to a slash command. */
function answered(payload: Reply, command: string, change: Partial<Frame> = {}): Message {
  return { frame: { author: BOT, time: TIME, used: { by: ASKER, command }, ...change }, payload };
}

async function asked(service: AnswerService, name: string, question: string): Promise<Scene> {
  const answer = await service.ask({ text: question });
  const payload = renderAnswer(answer, { showQuestion: true });
  return { name, title: `The answer to “${question}”`, messages: [answered(payload, 'ask')] };
}

/** What “Check quotes” in the menu of somebody's message says. */
async function quotesOf(service: AnswerService, posted: string): Promise<Scene> {
  const payload = renderQuotations(await checkQuotations(quotationsIn(posted), service));
  const replyTo = { author: OTHER, text: posted };
  return {
    name: 'quotes',
    title: 'The quotations in a message, looked up in the documents',
    messages: [
      { frame: { author: OTHER, time: TIME }, payload: { content: posted } },
      { frame: { author: BOT, time: TIME, replyTo, ephemeral: true }, payload },
    ],
  };
}

/** What the first Context button below an answer opens. */
async function contextOf(service: AnswerService, question: string): Promise<Scene> {
  const { citations } = await service.ask({ text: question });
  const [first] = citations;
  const context = first && service.context({ sha256: first.document.sha256, ...first.passage });
  if (context === undefined) throw new Error(`nothing is quoted for “${question}”`);
  const replyTo = { author: BOT, text: 'Click to see attachment' };
  const frame: Frame = { author: BOT, time: TIME, replyTo, ephemeral: true };
  return {
    name: 'context',
    title: 'The passage of a citation with what stands around it',
    messages: [{ frame, payload: renderContext(context) }],
  };
}
