import { ok } from 'node:assert/strict';
import { type ChatInputCommandInteraction, MessageType } from 'discord.js';
import fc from 'fast-check';
import { describe } from 'vitest';
import { quotationsIn } from '../../src/answer/quotations-in.js';
import { BUTTONS } from '../../src/discord/buttons/all.js';
import { COMMANDS } from '../../src/discord/commands/all.js';
import type { BotContext } from '../../src/discord/context.js';
import { decodeAction, typedForId } from '../../src/discord/custom-id.js';
import { findDocument, suggestDocuments } from '../../src/discord/documents.js';
import { LIMITS } from '../../src/discord/limits.js';
import { readMessage } from '../../src/discord/message-reading.js';
import { renderAnswer } from '../../src/discord/rendering/answer.js';
import { renderContext } from '../../src/discord/rendering/context.js';
import type { Reply } from '../../src/discord/rendering/reply.js';
import { wishOf } from '../../src/discord/settings-wishes.js';
import { VerbatimError } from '../../src/errors.js';
import {
  anyAnswer,
  anyContext,
  anyDocument,
  brokenLimits,
  textOf,
} from '../discord/support/answers.js';
import { hasLoneSurrogate } from '../discord/support/markdown.js';
import { area } from './area.js';
import { fuzzStage } from './stage.js';
import { hostileText } from './texts.js';

const stage = await fuzzStage();
const service = stage.answerer();
const documents = service.documents();
/** What lookups need of the bot; a handler that reached for more would fail. */
const context = { service, records: { voted: () => true } } as unknown as BotContext;

const discord = area('Discord');
const rendering = area('rendering');

function checkReply(reply: Reply): void {
  const broken = brokenLimits(reply);
  ok(broken.length === 0, broken.join());
  ok((reply.content ?? '') !== '' || (reply.embeds?.length ?? 0) > 0, 'an empty message');
  ok(!hasLoneSurrogate(textOf(reply)), 'half of a character');
}

/** What is wrong with a question is told to its asker, in one place for all handlers. */
async function unlessRefused(work: () => Promise<Reply>): Promise<void> {
  try {
    checkReply(await work());
  } catch (error) {
    const refused = error instanceof VerbatimError && error.code === 'invalid-question';
    if (!refused) throw error;
  }
}

const typed = fc.oneof(
  { weight: 3, arbitrary: hostileText(8) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      ...documents.flatMap(({ source, title, sha256 }) => [
        source,
        title,
        `sha256:${sha256}`,
        sha256,
      ]),
    ),
  },
);

describe('a custom id', () => {
  const own = BUTTONS.map(({ name }) => name);
  const { sha256 } = documents[0] as { sha256: string };
  const part = fc.oneof(
    fc.constantFrom(
      '',
      '0',
      '1',
      '-1',
      '1e9',
      '9'.repeat(15),
      '9'.repeat(400),
      'NaN',
      '@5',
      '@',
      'yes',
      'no',
      'next',
      sha256.slice(0, 16),
      `${sha256.slice(0, 16)}.`,
    ),
    fc.constantFrom('AAAAAAAA0-z', 'AAAAAAAAzzzzzzzzz.zzzzzzzzz', 'AAAAAAAA0.0~', '~'),
    hostileText(2),
  );
  const id = fc.oneof(
    {
      weight: 6,
      arbitrary: fc
        .tuple(fc.constantFrom(...own), fc.array(part, { maxLength: 5 }))
        .map(([name, parts]) => ['1', name, ...parts].join(':')),
    },
    { weight: 1, arbitrary: hostileText(6) },
  );
  /** Those whose work is looking up; the others change messages of Discord's or need an admin. */
  const lookups = BUTTONS.filter(({ name }) =>
    ['context', 'more', 'page', 'search', 'sources', 'vote'].includes(name),
  );
  const pressed = {
    message: { id: '1' },
    user: { id: '2' },
    guildId: null,
    channelId: '3',
    channel: null,
  } as unknown as Parameters<(typeof BUTTONS)[number]['run']>[1];

  discord.holds(
    'of any kind is answered within the limits, or is of another version',
    0.4,
    id,
    async (customId) => {
      const action = decodeAction(customId);
      const button = lookups.find(({ name }) => name === action?.name);
      if (action !== undefined && button !== undefined)
        await unlessRefused(() => button.run(action.args, pressed, context));
    },
  );
});

describe('what is typed into a command', () => {
  const lookups = COMMANDS.filter(({ data }) =>
    ['search', 'quote', 'source', 'sources'].includes(data.name),
  );
  const integer = fc.option(fc.constantFrom(0, 1, 2, 5, -1, 2 ** 53 - 1, -(2 ** 53)));
  const options = fc.record({ text: typed, number: integer, command: fc.constantFrom(...lookups) });

  discord.holds(
    'is answered within the limits, or refused',
    0.25,
    options,
    async ({ text, number, command }) => {
      const given = { getString: () => text, getInteger: () => number };
      const interaction = { options: given } as unknown as ChatInputCommandInteraction;
      await unlessRefused(async () => command.run(interaction, context, 0));
    },
  );

  discord.holds('is completed by choices that Discord takes', 0.15, typed, (text) => {
    const choices = suggestDocuments(documents, text);
    ok(choices.length <= LIMITS.autocompleteChoices);
    for (const { name, value } of choices) {
      ok(name.length <= LIMITS.autocompleteText && value.length <= LIMITS.autocompleteText);
      ok(name.trim() !== '' && !hasLoneSurrogate(name), 'a name');
      ok(findDocument(documents, value) !== undefined, 'a choice is found again');
    }
    ok(typedForId(text).length <= 70);
  });

  const paths = [
    'show',
    'channels add',
    'channels remove',
    'threads',
    'private-by-default',
    'who-may-ask add',
    'who-may-ask remove',
    'toString',
    '__proto__',
    '',
  ];
  discord.holds(
    'changes settings, or says why not',
    0.05,
    fc.tuple(fc.constantFrom(...paths), typed, fc.uniqueArray(fc.string(), { maxLength: 30 })),
    ([path, text, ids]) => {
      const given = {
        getString: () => text,
        getChannel: () => ({ id: '123456789012345678' }),
        getRole: () => ({ id: '123456789012345678' }),
        getBoolean: () => true,
      };
      const interaction = {
        options: given,
        guildId: '1',
      } as unknown as ChatInputCommandInteraction;
      const settings = {
        answerChannels: ids,
        threads: null,
        privateByDefault: false,
        askRoles: ids,
      };
      const look = (id: string) => ({ name: id, gone: false });
      const { said, change } = wishOf(path, interaction, settings, { channel: look, role: look });
      ok(said.length > 0 && said.length <= LIMITS.messageContent);
      ok((change?.answerChannels?.length ?? 0) <= 30);
    },
  );
});

const place = fc.constantFrom(
  'direct' as const,
  'thread' as const,
  'chosen' as const,
  'elsewhere' as const,
);
discord.holds(
  'a message is a question, empty, or nobody’s',
  0.15,
  fc.tuple(fc.oneof(hostileText(30), hostileText(10)), place, fc.boolean()),
  ([content, where, flag]) => {
    const message = {
      content,
      type: MessageType.Default,
      fromBot: false,
      place: where,
      mentionsBot: flag,
      repliesToBot: flag,
      addressesOthers: !flag,
    };
    const read = readMessage(message, '123456789012345678');
    ok(read.kind !== 'question' || read.text.trim() !== '');
    for (const quotation of quotationsIn(content))
      ok(quotation !== '' && quotation.length <= content.length);
  },
);

describe('hostile documents', () => {
  rendering.holds('are cited within the limits', 0.6, anyAnswer, (answer) =>
    checkReply(renderAnswer(answer, { showQuestion: true })),
  );
  rendering.holds('are shown around a passage within the limits', 0.3, anyContext, (found) =>
    checkReply(renderContext(found)),
  );
  rendering.holds(
    'are listed within the limits',
    0.1,
    fc.array(anyDocument, { maxLength: 30 }),
    (list) => {
      for (const { name, value } of suggestDocuments(list, ''))
        ok(name.length <= LIMITS.autocompleteText && value.length <= LIMITS.autocompleteText);
    },
  );
});
