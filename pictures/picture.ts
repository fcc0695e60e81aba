import { drawCommandInput } from './command-input.js';
import { parseMarkdown, plainText } from './markdown.js';
import { drawMessage } from './message.js';
import type { Message, Scene, Typing } from './scene.js';
import { blank, box, stacked, svgFile } from './svg.js';
import { COLOUR, PICTURE_WIDTH } from './theme.js';

/** What timestamps are relative to in every picture: 2025-11-24, 14:03 UTC. */
const NOW = Date.UTC(2025, 10, 24, 14, 3);
/** All in pixels. */
const MARGIN = 8;
const RADIUS = 8;

/**
 * A scene as an SVG file that depends on nothing but the scene.
 *
 * @throws Error for what a picture cannot show, e.g. an image.
 */
export function drawScene({ title, messages, typing }: Scene): string {
  const drawn = stacked([
    blank(MARGIN),
    ...messages.map((message) => drawMessage(message, NOW)),
    ...(typing === undefined ? [] : [blank(MARGIN), drawCommandInput(typing)]),
    blank(typing === undefined ? MARGIN : 0),
  ]);
  const ground = box(0, 0, PICTURE_WIDTH, drawn.height, COLOUR.background, RADIUS);
  const whole = { width: PICTURE_WIDTH, height: drawn.height, marks: ground + drawn.marks };
  const told = [
    ...messages.map(tellMessage),
    ...(typing === undefined ? [] : [tellTyping(typing)]),
  ];
  return svgFile(whole, title, told.join('\n\n'));
}

/** A message in words, for who does not see the picture. */
function tellMessage({ frame, payload }: Message): string {
  const { author, used, replyTo, ephemeral } = frame;
  const buttons = (payload.components ?? [])
    .flatMap(({ components }) => components)
    .flatMap((component) => ('label' in component && component.label ? [component.label] : []));
  return [
    used && `${used.by.name} used /${used.command}`,
    replyTo && `In reply to ${replyTo.author.name}: ${replyTo.text}`,
    `${author.name}:`,
    payload.content && tell(payload.content),
    ...(payload.embeds ?? []).flatMap(({ author: by, title, description, fields, footer }) => [
      by?.name,
      title && tell(title),
      description && tell(description),
      ...(fields ?? []).map(({ name, value }) => `${tell(name)}: ${tell(value)}`),
      footer?.text,
    ]),
    buttons.length > 0 && `Buttons: ${buttons.join(', ')}`,
    ephemeral && 'Only you can see this',
  ]
    .filter(Boolean)
    .join('\n');
}

function tell(markdown: string): string {
  return plainText(parseMarkdown(markdown, NOW));
}

function tellTyping({ command, option, typed, choices }: Typing): string {
  const offered = choices.map(({ name }) => name).join('\n');
  return `Typing /${command} ${option}: ${typed}\nSuggestions:\n${offered}`;
}
