import {
  type APIMessage,
  ApplicationCommandType,
  ComponentType,
  InteractionType,
} from 'discord-api-types/v10';
import type { Changes } from './changes.js';
import { filledModal, type SelectedValue, selected } from './component-data.js';
import { type InteractionWhere, interactionPayload } from './interaction-payload.js';
import { FakeInteraction } from './interactions.js';
import { visibleTo } from './message-content.js';
import { type Focus, fillOptions, type OptionValues } from './option-values.js';
import { memberOf } from './people.js';
import type { SentMessage } from './pings.js';
import type { ChannelState } from './places.js';
import { ServerEvents } from './server-events.js';
import { withoutNotes } from './stored-message.js';
import { reopen } from './threads.js';
import { type MessageOptions, writtenMessage } from './written-message.js';

export interface CommandWhere extends InteractionWhere {
  /** A subcommand, or a group and a subcommand. */
  readonly sub?: string | readonly string[];
}

/** What members do: they write, use commands, type, press, choose and fill in. */
export abstract class MemberEvents extends ServerEvents {
  abstract readonly changes: Changes;
  protected readonly interactions = new Map<string, FakeInteraction>();

  /** Somebody writes. Mentions are read from the content, as Discord does. */
  dispatchMessage(content: string, options: MessageOptions = {}): APIMessage {
    const { world } = this;
    const place = options.in ?? world.channel;
    const person = options.by ?? world.people.get(place.recipient?.id ?? '') ?? world.member;
    const message = writtenMessage(world.bot, place, person, content, options);
    reopen(this.teller, place);
    place.messages.set(message.id, { ...message, pings: NO_PINGS });
    const readsContent = () => this.gateway.readsContent;
    this.gateway.dispatchIn(place.guildId, 'MESSAGE_CREATE', {
      ...visibleTo({ world, readsContent }, message, place),
      channel_type: place.type,
      ...(place.guildId === undefined ? {} : { guild_id: place.guildId, member: memberOf(person) }),
    });
    return message;
  }

  /** Somebody uses a slash command, which must be registered. */
  dispatchCommand(
    name: string,
    values: OptionValues = {},
    where: CommandWhere = {},
  ): FakeInteraction {
    const data = this.#commandData(name, values, where);
    return this.#interact(InteractionType.ApplicationCommand, where, data);
  }

  /** Somebody chooses a command in the menu of a message, whose text comes with it. */
  dispatchMessageCommand(
    name: string,
    message: APIMessage,
    where: InteractionWhere = {},
  ): FakeInteraction {
    const place = where.in ?? this.world.channels.get(message.channel_id) ?? this.world.channel;
    return this.#interact(
      InteractionType.ApplicationCommand,
      { ...where, in: place },
      {
        ...dataOf(this.#registered(name, ApplicationCommandType.Message, place)),
        target_id: message.id,
        resolved: { messages: { [message.id]: withoutNotes(message) } },
      },
    );
  }

  /** Somebody types into an option of a slash command; `values` are the options filled already. */
  dispatchAutocomplete(
    name: string,
    option: string,
    typed: string,
    where: CommandWhere & { readonly values?: OptionValues } = {},
  ): FakeInteraction {
    const data = this.#commandData(name, where.values ?? {}, where, { option, typed });
    return this.#interact(InteractionType.ApplicationCommandAutocomplete, where, data);
  }

  /** Somebody presses a button of a message. */
  dispatchButton(
    message: SentMessage,
    customId: string,
    where: InteractionWhere = {},
  ): FakeInteraction {
    const data = { custom_id: customId, component_type: ComponentType.Button };
    return this.#interact(InteractionType.MessageComponent, where, data, message);
  }

  /** Somebody chooses from a menu that the message holds. */
  dispatchSelect(
    message: SentMessage,
    customId: string,
    values: readonly SelectedValue[],
    where: InteractionWhere = {},
  ): FakeInteraction {
    const data = selected(this.world, message, customId, values);
    return this.#interact(InteractionType.MessageComponent, where, data, message);
  }

  /** Somebody fills in the modal that the bot showed in answer to an interaction. */
  dispatchModalSubmit(
    shown: FakeInteraction,
    fields: Readonly<Record<string, string | readonly string[]>>,
    where: InteractionWhere = {},
  ): FakeInteraction {
    const data = filledModal(shown.callback, fields);
    const here = { in: shown.place, ...where };
    return this.#interact(InteractionType.ModalSubmit, here, data, shown.source);
  }

  #registered(name: string, type: ApplicationCommandType, place: ChannelState) {
    const { guilds, guild, commands } = this.world;
    const own = guilds.get(place.guildId ?? '')?.commands ?? guild.commands;
    const found = [...own, ...commands.global].find(
      (command) => command.name === name && command.type === type,
    );
    if (found === undefined) throw new Error(`/${name} is not registered`);
    return found;
  }

  #commandData(name: string, values: OptionValues, where: CommandWhere, focus?: Focus) {
    const place = where.in ?? this.world.channel;
    const command = this.#registered(name, ApplicationCommandType.ChatInput, place);
    const path = typeof where.sub === 'string' ? [where.sub] : (where.sub ?? []);
    return { ...dataOf(command), ...fillOptions(this.world, command, path, values, focus) };
  }

  #interact(
    type: InteractionType,
    where: InteractionWhere,
    data: object,
    message?: SentMessage,
  ): FakeInteraction {
    const { world } = this;
    const held = world.channels.get(message?.channel_id ?? '');
    const place = where.in ?? held ?? world.channel;
    const interaction = new FakeInteraction(type, this.teller, place, this.changes, message);
    if (where.late) interaction.expire();
    this.interactions.set(interaction.token, interaction);
    const payload = interactionPayload(world, interaction, type, data, where, message);
    this.gateway.dispatchIn(place.guildId, 'INTERACTION_CREATE', payload);
    return interaction;
  }
}

const NO_PINGS = { everyone: false, roles: [], users: [], repliedUser: false };

function dataOf(command: {
  id: string;
  name: string;
  type: ApplicationCommandType;
  guild_id?: string;
}) {
  const { id, name, type, guild_id } = command;
  return { id, name, type, ...(guild_id === undefined ? {} : { guild_id }) };
}
