import type {
  APIActionRowComponent,
  APIApplicationCommandOptionChoice,
  APIComponentInMessageActionRow,
  APIEmbed,
} from 'discord-api-types/v10';

/** Somebody whose name and avatar are shown. */
export interface Speaker {
  readonly name: string;
  /** Of the avatar, `#rrggbb`. */
  readonly colour: string;
  /** Whether the name has the badge of an app. */
  readonly app?: boolean;
}

/** What stands around a message. */
export interface Frame {
  readonly author: Speaker;
  /** As it is shown beside the name, e.g. `14:03`. */
  readonly time: string;
  /** The line above that says who used which command, without its slash. */
  readonly used?: { readonly by: Speaker; readonly command: string };
  /** The line above that says what is replied to. */
  readonly replyTo?: { readonly author: Speaker; readonly text: string };
  /** Whether only one person sees it. */
  readonly ephemeral?: boolean;
}

/** What a bot sends, as Discord's API takes it. */
export interface Payload {
  readonly content?: string;
  readonly embeds?: readonly APIEmbed[];
  readonly components?: readonly APIActionRowComponent<APIComponentInMessageActionRow>[];
}

export interface Message {
  readonly frame: Frame;
  readonly payload: Payload;
}

/** A command while it is typed, with the choices that the bot suggests. */
export interface Typing {
  /** Without its slash. */
  readonly command: string;
  readonly option: string;
  readonly typed: string;
  readonly choices: readonly APIApplicationCommandOptionChoice<string>[];
}

/** What one picture shows, from top to bottom. */
export interface Scene {
  /** Of the file, without its ending. */
  readonly name: string;
  readonly title: string;
  readonly messages: readonly Message[];
  readonly typing?: Typing;
}
