import { InteractionResponseType, MessageFlags } from 'discord-api-types/v10';
import { unknownInteraction, unknownWebhook } from '../api-error.js';
import type { FakeInteraction } from '../interactions.js';
import type { RestState, Route } from '../rest.js';

const MESSAGE = /^\/webhooks\/\d+\/([^/]+)\/messages\/(@original|\d+)$/;

export const WEBHOOK_ROUTES: readonly Route[] = [
  {
    method: 'POST',
    pattern: /^\/interactions\/(\d+)\/([^/]+)\/callback$/,
    open: true,
    handle: ({ interactions }, { body, files, query }, [id, token]) => {
      const interaction = interactions.get(token ?? '');
      if (interaction === undefined || interaction.id !== id) throw unknownInteraction();
      interaction.respond(body, files);
      return query.get('with_response') === 'true' ? callbackReply(interaction) : undefined;
    },
  },
  {
    method: 'POST',
    pattern: /^\/webhooks\/\d+\/([^/]+)$/,
    open: true,
    handle: (state, { body, files }, [token]) => interactionOf(state, token).follow(body, files),
  },
  {
    method: 'GET',
    pattern: MESSAGE,
    open: true,
    handle: (state, _request, [token, id]) => interactionOf(state, token).read(id ?? ''),
  },
  {
    method: 'PATCH',
    pattern: MESSAGE,
    open: true,
    handle: (state, { body, files }, [token, id]) =>
      interactionOf(state, token).edit(id ?? '', body, files),
  },
  {
    method: 'DELETE',
    pattern: MESSAGE,
    open: true,
    handle: (state, _request, [token, id]) => interactionOf(state, token).remove(id ?? ''),
  },
];

function interactionOf({ interactions }: RestState, token: string | undefined): FakeInteraction {
  const interaction = interactions.get(token ?? '');
  if (interaction === undefined) throw unknownWebhook();
  return interaction;
}

/** What is answered to a callback that asks for it. */
function callbackReply({ id, type, message, callback, isEphemeral, place }: FakeInteraction) {
  // A deferred answer is told like one that was given at once.
  const isUpdate =
    callback?.type === InteractionResponseType.UpdateMessage ||
    callback?.type === InteractionResponseType.DeferredMessageUpdate;
  return {
    interaction: {
      id,
      type,
      response_message_id: message?.id,
      response_message_ephemeral: isEphemeral,
      response_message_loading: ((message?.flags ?? 0) & MessageFlags.Loading) !== 0,
      channel_id: place.id,
    },
    ...(message === undefined ? {} : { resource: { type: isUpdate ? 7 : 4, message } }),
  };
}
