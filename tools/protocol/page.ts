/** Blocks of Markdown as a page: what Prettier would write. */
export function page(...blocks: readonly string[]): string {
  return `${blocks.join('\n\n')}\n`;
}

/** Lines as they are. */
export function code(...lines: readonly string[]): string {
  return ['```text', ...lines, '```'].join('\n');
}

export function generated(from: string): string {
  return `Written by \`npm run protocol\` from ${from}; a test fails where it is another text.`;
}
