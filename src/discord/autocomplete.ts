import type { AutocompleteInteraction } from 'discord.js';
import type { BotContext } from './context.js';
import { logFault, newIncident } from './faults.js';

/** Choices cannot be deferred and are asked for at every key: a failure is only logged. */
export async function onAutocomplete(
  interaction: AutocompleteInteraction,
  context: BotContext,
): Promise<void> {
  try {
    const { name, value } = interaction.options.getFocused(true);
    const command = named(context.commands, interaction);
    await interaction.respond(command?.complete?.(value, name, context, interaction) ?? []);
  } catch (error) {
    logFault(context.log, `autocomplete of /${interaction.commandName}`, error, newIncident());
  }
}

/** The command that an interaction names; `undefined` for one of another version. */
export function named<C extends { readonly data: { readonly name: string } }>(
  commands: readonly C[],
  { commandName }: { readonly commandName: string },
): C | undefined {
  return commands.find(({ data }) => data.name === commandName);
}
