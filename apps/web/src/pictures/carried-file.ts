/**
 * The one file on its way from where it was chosen to the check screen. It stays in memory, is handed over once, and is
 * dropped with the page's other content when the screen locks.
 */
let carried: File | undefined;

export function carry(file: File): void {
  carried = file;
}

export function takeCarried(): File | undefined {
  const file = carried;
  carried = undefined;
  return file;
}
