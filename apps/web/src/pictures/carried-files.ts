/**
 * The files on their way from where they were chosen to the check screen. They stay in memory, are handed over once, and are
 * dropped with the page's other content when the screen locks.
 */
let carried: readonly File[] = [];

export function carry(files: readonly File[]): void {
  carried = files;
}

export function takeCarried(): readonly File[] {
  const files = carried;
  carried = [];
  return files;
}
