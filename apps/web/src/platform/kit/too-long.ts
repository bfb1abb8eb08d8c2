/** Says by how much a text is too long. Nothing is cut: its end is often what matters, and its author shortens it. */
export function tooLong(text: string, most: number): string | undefined {
  const over = text.length - most;
  if (over <= 0) return undefined;
  const [surplus, limit] = [over, most].map((count) => count.toLocaleString('en-GB'));
  return `${surplus ?? ''} ${over === 1 ? 'character' : 'characters'} too long: ${limit ?? ''} at most. Nothing was cut.`;
}

/** The same for a form that asks each field whether it may be sent. */
export const within =
  (most: number) =>
  (text: string): string | true =>
    tooLong(text, most) ?? true;
