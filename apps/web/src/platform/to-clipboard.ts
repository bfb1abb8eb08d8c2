/** Whether it was copied: without a safe address there is no clipboard at all, and a browser may bar the one there is. */
export async function toClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
