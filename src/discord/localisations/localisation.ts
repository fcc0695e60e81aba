/**
 * Names and descriptions in one language, by the path of what they name: commands, groups,
 * subcommands, options and choices, each by its English name with spaces between. Choices and
 * commands in the menu of a message have no description.
 */
export type Localisation = Readonly<
  Record<string, readonly [name: string, description?: string] | undefined>
>;
