import { PermissionFlagsBits } from 'discord-api-types/v10';
import { threadArchived, wrongChannelType } from '../api-error.js';
import { checkMay } from '../permissions.js';
import { channelPayload } from '../places.js';
import type { Route } from '../rest.js';
import { changeThread, openThread } from '../threads.js';
import { channelOf, messageOf } from './channels.js';

export const THREAD_ROUTES: readonly Route[] = [
  {
    method: 'POST',
    pattern: /^\/channels\/(\d+)\/messages\/(\d+)\/threads$/,
    status: 201,
    handle: (state, { body }, [id, message]) => {
      const parent = channelOf(state, id);
      checkMay(state.world, parent);
      const { id: at } = messageOf(parent, message);
      return channelPayload(openThread(state, parent, at, body), state.world.bot.id);
    },
  },
  {
    method: 'PATCH',
    pattern: /^\/channels\/(\d+)$/,
    handle: (state, { body }, [id]) => {
      const { world } = state;
      const place = channelOf(state, id);
      const { thread } = place;
      if (thread === undefined) throw wrongChannelType();
      const isOwn = place.ownerId === world.bot.id && body.locked === undefined;
      checkMay(world, place, ...(isOwn ? [] : [PermissionFlagsBits.ManageThreads]));
      if (thread.archived && body.archived !== false) throw threadArchived();
      const { name, archived, locked } = body;
      changeThread(state, place, JSON.parse(JSON.stringify({ name, archived, locked })));
      return channelPayload(place, world.bot.id);
    },
  },
  {
    method: 'PUT',
    pattern: /^\/channels\/(\d+)\/thread-members\/@me$/,
    handle: (state, _request, [id]) => {
      const place = channelOf(state, id);
      checkMay(state.world, place);
      if (place.thread === undefined) throw wrongChannelType();
      if (place.thread.archived) throw threadArchived();
      return undefined;
    },
  },
];
