/** What to tell somebody whose record, or whose register, goes on where this build cannot read it; "" for neither. */
export function heldWords(ledger: string, register: string): string {
  if (ledger !== '') return `${ledger} What came before it can be read here, and what you are writing is kept.`;
  if (register !== '') return `${register} Reading and writing go on; inviting, sharing and deciding wait until then.`;
  return '';
}
