import type { APIApplicationCommand } from 'discord-api-types/v10';
import type { FakeDiscord } from '../test/fake-discord/fake-discord.js';
import type { FakeInteraction } from '../test/fake-discord/interactions.js';
import type { SentMessage } from '../test/fake-discord/pings.js';
import type { ChannelState } from '../test/fake-discord/places.js';

const CHANNELS = 8;
/** For one answer; what takes longer counts as lost. */
const PATIENCE_MS = 120_000;

/** Times in milliseconds from the beginning, one for each question of that kind. */
export interface Round {
  /** On the clock of `performance.now()`. */
  readonly began: number;
  /** Slash commands; a mention is not acknowledged. */
  readonly acknowledged: number[];
  /** The same commands. */
  readonly answered: number[];
  /** Mentions. */
  readonly replied: number[];
  /** Everything that the bot has said to the members who asked. */
  readonly answers: string[];
  /** Of questions that were never acknowledged or answered. */
  readonly lost: number;
}

/** Channels for the members to ask in, as the bot has them when it connects. */
export function addChannels(discord: FakeDiscord): ChannelState[] {
  return Array.from({ length: CHANNELS }, () => discord.world.addChannel());
}

/** As many members as questions ask at once, by /ask and by mentions in turn, over all channels. */
export async function askAll(
  discord: FakeDiscord,
  places: readonly ChannelState[],
  questions: readonly string[],
): Promise<Round> {
  const began = performance.now();
  const acknowledged: number[] = [];
  const answered: number[] = [];
  const replied: number[] = [];
  const answers: string[] = [];
  const received = ({ content, embeds }: SentMessage, times: number[]) => {
    times.push(performance.now() - began);
    answers.push(JSON.stringify({ content, embeds }));
  };
  const asked = questions.map(async (question, n) => {
    const where = { in: placeOf(places, n), by: discord.world.addMember() };
    if (n % 2 === 0) {
      const interaction = discord.dispatchCommand('ask', { question }, where);
      acknowledged.push(await acknowledgement(discord, interaction));
      const answer = () => final(interaction);
      received(await discord.changes.until('an answer', answer, PATIENCE_MS), answered);
    } else {
      const { id } = discord.dispatchMessage(`<@${discord.world.bot.id}> ${question}`, where);
      const reply = () =>
        discord.messagesOfBot(where.in).find((sent) => sent.message_reference?.message_id === id);
      received(await discord.changes.until('a reply', reply, PATIENCE_MS), replied);
    }
  });
  const outcomes = await Promise.allSettled(asked);
  const lost = outcomes.filter(({ status }) => status === 'rejected').length;
  return { began, acknowledged, answered, replied, answers, lost };
}

/** The same at once, for a bot that only acknowledges. */
export async function acknowledgeAll(
  discord: FakeDiscord,
  places: readonly ChannelState[],
  questions: readonly string[],
): Promise<number[]> {
  const interactions = questions.flatMap((question, n) => {
    const where = { in: placeOf(places, n), by: discord.world.addMember() };
    if (n % 2 === 0) return [discord.dispatchCommand('ask', { question }, where)];
    discord.dispatchMessage(`<@${discord.world.bot.id}> ${question}`, where);
    return [];
  });
  return Promise.all(interactions.map((interaction) => acknowledgement(discord, interaction)));
}

/** Without a bot that has registered it, nobody could use the command. */
export function registerAsk(
  discord: FakeDiscord,
  commands: readonly APIApplicationCommand[],
): void {
  discord.world.commands.global.push(...commands);
}

function placeOf(places: readonly ChannelState[], n: number): ChannelState {
  // Members come in pairs, so that every channel gets questions of both kinds.
  const place = places[(n >> 1) % places.length];
  if (place === undefined) throw new Error('there is no channel to ask in');
  return place;
}

function acknowledgement(discord: FakeDiscord, interaction: FakeInteraction): Promise<number> {
  const delay = () => interaction.acknowledgedAfterMs;
  return discord.changes.until('an acknowledgement', delay, PATIENCE_MS);
}

/** Also what came at once instead of an acknowledgement: a refusal. */
function final({ message, edits, callback }: FakeInteraction): SentMessage | undefined {
  return edits.length > 0 || callback?.type === 4 ? message : undefined;
}
