/** What is thrown by the ledger library with this reason. */
export const refusedAs = (reason: string): Error => expect.objectContaining({ reason }) as Error;
