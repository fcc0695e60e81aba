import type { Message } from 'discord.js';
import { authorOf } from './access.js';
import { admit, type Refused } from './admission.js';
import { answerQuestion, noteDelivered } from './asking.js';
import type { BotContext } from './context.js';
import { conversationFor, isOwnThread } from './conversations.js';
import { canStillTell, forMembers, isLackOfPermission, logFault, newIncident } from './faults.js';
import { type IncomingMessage, type Reading, readMessage } from './message-reading.js';
import { lackingPermissions } from './permissions.js';
import { mayAnswer, postAnswer, reply, tellAbove } from './posting.js';
import { bringToMind, questionBefore } from './recall.js';
import {
  CROWDED,
  RESTARTING,
  renderIncident,
  renderLacking,
  renderRemedy,
  renderShortHelp,
} from './rendering/notices.js';
import { settingsOf } from './settings.js';
import { isThreadLocked } from './threads.js';
import type { Turn } from './turns.js';

/** Answers a message where it was asked; never throws. */
export async function onMessage(message: Message, context: BotContext): Promise<void> {
  try {
    const reading = readMessage(incoming(message, context), message.client.user.id);
    if (reading.kind !== 'ignore') await answer(message, reading, context);
  } catch (error) {
    await report(message, error, context);
  }
}

function incoming(message: Message, context: BotContext): IncomingMessage {
  const { client, mentions } = message;
  const repliedTo = mentions.repliedUser?.id;
  return {
    content: message.content,
    type: message.type,
    fromBot: message.author.bot || message.webhookId !== null,
    place: placeOf(message, context),
    mentionsBot: mentions.users.has(client.user.id),
    repliesToBot: repliedTo === client.user.id,
    addressesOthers:
      mentions.users.some(({ id }) => id !== client.user.id) ||
      mentions.roles.size > 0 ||
      mentions.everyone ||
      (repliedTo !== undefined && repliedTo !== client.user.id),
  };
}

function placeOf(message: Message, context: BotContext): IncomingMessage['place'] {
  const { channel, channelId, guildId } = message;
  if (guildId === null) return 'direct';
  if (isOwnThread(channel)) return 'thread';
  const everywhere = context.config.askChannelIds;
  if (everywhere === undefined) return 'elsewhere';
  const chosen = [...everywhere, ...settingsOf(guildId, context).answerChannels];
  return chosen.includes(channelId) ? 'chosen' : 'elsewhere';
}

type Spoken = Exclude<Reading, { readonly kind: 'ignore' }>;

/** What asks nothing counts as a question, too: help is no way around the cooldowns. */
async function answer(message: Message, spoken: Spoken, context: BotContext): Promise<void> {
  const arrivedAt = performance.now();
  if (!(await mayAnswer(message, context))) return;
  const { author, guildId, channelId } = message;
  const { backlog, cooldowns, statistics } = context;
  if (context.closing.aborted) {
    const repeated = await cooldowns.isRepeated(`${author.id} while closing`);
    return refuse(message, { reason: RESTARTING, repeated }, context);
  }
  const asker = authorOf(message);
  const admission = await admit({ load: 'question', asker, guildId, channelId }, context);
  if (admission.kind === 'refused') return refuse(message, admission, context);
  const { turn } = admission;
  try {
    if (backlog.hasRoomToAnswer(channelId))
      return await backlog.during(channelId, () =>
        spoken.kind === 'empty'
          ? help(message)
          : answerText(message, spoken.text, turn, arrivedAt, context),
      );
  } finally {
    turn?.leave();
  }
  statistics.refused();
  const repeated = await cooldowns.isRepeated(`${author.id} in crowded ${channelId}`);
  await refuse(message, { reason: CROWDED, repeated }, context);
}

async function refuse(
  message: Message,
  { reason, repeated }: Pick<Refused, 'reason' | 'repeated'>,
  { backlog }: BotContext,
): Promise<void> {
  const { channelId } = message;
  if (repeated || !backlog.hasRoomToRefuse(channelId)) return;
  await backlog.during(channelId, () => reply(message, { content: reason }));
}

async function help(message: Message): Promise<void> {
  await reply(message, renderShortHelp(message.client.user.displayName));
}

async function answerText(
  message: Message,
  text: string,
  turn: Turn | undefined,
  arrivedAt: number,
  context: BotContext,
): Promise<void> {
  const { author, guildId, channelId } = message;
  const conversation = conversationFor(message, context.replies);
  const asked = { text, conversation, userId: author.id, guildId, channelId, arrivedAt };
  const before = await questionBefore(message, conversation, context);
  const work = async () => {
    if (before !== undefined) await bringToMind(before, conversation, context);
    return answerQuestion(asked, context);
  };
  const answered = await (turn === undefined ? work() : turn.take(work));
  if (answered === undefined) {
    await reply(message, { content: RESTARTING });
    return;
  }
  const sent = await postAnswer(message, text, answered, context);
  context.replies.sent(sent.id, conversation);
  noteDelivered(asked, answered.answer, context);
}

async function report(
  message: Message,
  error: unknown,
  { log, statistics }: BotContext,
): Promise<void> {
  const incident = newIncident();
  const told = forMembers(error);
  if (told?.code !== 'invalid-question') {
    statistics.fault();
    logFault(log, 'answer to a message', error, incident);
  }
  try {
    if (told) await reply(message, renderRemedy(told));
    else if (isThreadLocked(error) && message.channel.isThread())
      await tellAbove(message.channel, incident);
    else if (isLackOfPermission(error))
      await reply(message, renderLacking(lackingPermissions(message), incident));
    else if (canStillTell(error)) await reply(message, { content: renderIncident(incident) });
  } catch {
    log.debug({ incident }, 'nobody could be told');
  }
}
