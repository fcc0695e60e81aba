import { PermissionFlagsBits as May } from 'discord-api-types/v10';
import { unknownChannel, unknownMessage } from '../api-error.js';
import { visibleTo } from '../message-content.js';
import { checkMay, checkNotArchived } from '../permissions.js';
import type { SentMessage } from '../pings.js';
import { type ChannelState, channelPayload } from '../places.js';
import { deleteMessage, patchMessage, postMessage } from '../posting.js';
import type { RestState, Route } from '../rest.js';

export const CHANNEL_ROUTES: readonly Route[] = [
  {
    method: 'GET',
    pattern: /^\/channels\/(\d+)$/,
    handle: (state, _request, [id]) => {
      const place = channelOf(state, id);
      checkMay(state.world, place);
      return channelPayload(place, state.world.bot.id);
    },
  },
  {
    method: 'POST',
    pattern: /^\/channels\/(\d+)\/typing$/,
    handle: (state, _request, [id]) => {
      checkMay(state.world, channelOf(state, id), May.SendMessages);
      return undefined;
    },
  },
  {
    method: 'POST',
    pattern: /^\/channels\/(\d+)\/messages$/,
    handle: (state, { body, files }, [id]) => postMessage(state, channelOf(state, id), body, files),
  },
  {
    method: 'GET',
    pattern: /^\/channels\/(\d+)\/messages$/,
    handle: (state, { query }, [id]) => {
      const place = channelOf(state, id);
      checkMay(state.world, place);
      if ((state.world.permissionsIn(place) & May.ReadMessageHistory) === 0n) return [];
      const before = query.get('before');
      const after = query.get('after');
      return [...place.messages.values()]
        .filter((m) => before === null || BigInt(m.id) < BigInt(before))
        .filter((m) => after === null || BigInt(m.id) > BigInt(after))
        .reverse()
        .slice(0, Number(query.get('limit') ?? 50))
        .map((message) => visibleTo(state, message, place));
    },
  },
  {
    method: 'GET',
    pattern: /^\/channels\/(\d+)\/messages\/(\d+)$/,
    handle: (state, _request, [id, message]) => {
      const place = channelOf(state, id);
      checkMay(state.world, place, May.ReadMessageHistory);
      return visibleTo(state, messageOf(place, message), place);
    },
  },
  {
    method: 'PATCH',
    pattern: /^\/channels\/(\d+)\/messages\/(\d+)$/,
    handle: (state, { body, files }, [id, message]) => {
      const place = channelOf(state, id);
      return patchMessage(state, place, messageOf(place, message), body, files);
    },
  },
  {
    method: 'DELETE',
    pattern: /^\/channels\/(\d+)\/messages\/(\d+)$/,
    handle: (state, _request, [id, message]) => {
      const place = channelOf(state, id);
      checkMay(state.world, place);
      const { author, ...found } = messageOf(place, message);
      if (author.id !== state.world.bot.id) checkMay(state.world, place, May.ManageMessages);
      checkNotArchived(place);
      deleteMessage(state, place, found.id);
      return undefined;
    },
  },
];

export function channelOf({ world }: RestState, id: string | undefined): ChannelState {
  const place = world.channels.get(id ?? '');
  if (place === undefined) throw unknownChannel();
  return place;
}

export function messageOf(place: ChannelState, id: string | undefined): SentMessage {
  const message = place.messages.get(id ?? '');
  if (message === undefined) throw unknownMessage();
  return message;
}
