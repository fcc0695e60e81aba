/** Discord's dark theme. */
export const COLOUR = {
  background: '#313338',
  embed: '#2b2d31',
  /** Of an embed that names no colour. */
  embedBar: '#1e1f22',
  code: '#1e1f22',
  stamp: '#3d3f45',
  heading: '#f2f3f5',
  text: '#dbdee1',
  muted: '#a3a8b1',
  link: '#00a8fc',
  line: '#4e5058',
  badge: '#5865f2',
  ephemeral: '#343746',
  input: '#383a40',
  list: '#2b2d31',
  chosen: '#404249',
} as const;

/** By Discord's numbers of the styles: primary, secondary, success, danger, link. */
export const BUTTON_COLOURS: Readonly<Record<number, string>> = {
  1: '#5865f2',
  2: '#4e5058',
  3: '#248046',
  4: '#da373c',
  5: '#4e5058',
};

export const SANS = "'gg sans','Noto Sans','Helvetica Neue',Helvetica,Arial,sans-serif";
export const MONO = "'gg mono','Source Code Pro',Consolas,'Noto Sans Mono',monospace";

/** Sizes and line heights in pixels. */
export const MESSAGE_TEXT = { size: 16, lineHeight: 22 } as const;
export const EMBED_TEXT = { size: 14, lineHeight: 18 } as const;
export const SMALL_TEXT = { size: 12, lineHeight: 16 } as const;

export const PICTURE_WIDTH = 640;
/** Where text begins, right of the avatars, and where it ends. */
export const TEXT_X = 72;
export const TEXT_WIDTH = 520;
