/** Whether a chat message asks for information. */
export function asksSomething(text: string): boolean {
  return text.trim().endsWith('?');
}
