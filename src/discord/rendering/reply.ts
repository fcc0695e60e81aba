import type {
  APIActionRowComponent,
  APIButtonComponentWithCustomId,
  APIComponentInMessageActionRow,
  APIEmbed,
  ButtonStyle,
  ComponentType,
} from 'discord.js';
import { LIMITS } from '../limits.js';

/** Written out, so that rendering loads nothing of discord.js; the types check the numbers. */
const ROW: ComponentType.ActionRow = 1;
const BUTTON: ComponentType.Button = 2;
const SECONDARY: ButtonStyle.Secondary = 2;

/** What is shown, as plain data: the same for interaction replies, channel messages and edits. */
export interface Reply {
  /** Outside of embeds. Only the program's own words: it is the one place where mentions act. */
  readonly content?: string;
  readonly embeds?: readonly APIEmbed[];
  readonly components?: readonly ButtonRow[];
  /** Attached; an edit without one takes away what was attached before. */
  readonly file?: { readonly name: string; readonly content: string };
}

export type ButtonRow = APIActionRowComponent<APIComponentInMessageActionRow>;

/** Every part given, so that an edit also takes away what the message held before. */
export function toPayload(reply: Reply): {
  content: string;
  embeds: APIEmbed[];
  components: ButtonRow[];
  attachments: [];
  files: { name: string; attachment: Buffer }[];
} {
  const { file } = reply;
  return {
    content: reply.content ?? '',
    embeds: [...(reply.embeds ?? [])],
    components: [...(reply.components ?? [])],
    attachments: [],
    files: file === undefined ? [] : [{ name: file.name, attachment: Buffer.from(file.content) }],
  };
}

export function button(
  label: string,
  customId: string,
  disabled = false,
): APIButtonComponentWithCustomId {
  return {
    type: BUTTON,
    style: SECONDARY,
    label,
    custom_id: customId,
    ...(disabled ? { disabled } : {}),
  };
}

/** Rows of at most five, as Discord wants them. */
export function buttonRows(buttons: readonly APIButtonComponentWithCustomId[]): ButtonRow[] {
  const rows: ButtonRow[] = [];
  for (let start = 0; start < buttons.length; start += LIMITS.buttonsPerRow) {
    rows.push({
      type: ROW,
      components: buttons.slice(start, start + LIMITS.buttonsPerRow),
    });
  }
  return rows;
}

export const COLOURS = {
  quoted: 0x2e7d32,
  closest: 0xb26a00,
  none: 0x607d8b,
  neutral: 0x3f51b5,
} as const;
