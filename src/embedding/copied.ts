/**
 * The same text in memory of its own: a part that was cut from a longer text keeps all of that
 * alive as long as it is remembered itself.
 */
export function copied(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le');
}
