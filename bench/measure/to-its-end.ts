/** Runs a bench to its end: whatever it left open does not hold the process, and an error is one. */
export function toItsEnd(main: () => Promise<void>): void {
  main().then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
}
