import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** What another reader finds in a PDF. */
export interface PdfRead {
  /** That it says of itself that it is tagged, and that there are tags. */
  readonly isMarked: boolean;
  readonly hasTags: boolean;
  readonly title: string;
  readonly language: string;
  readonly pages: number;
  /** Each tag that holds words, in the order in which they are read out. */
  readonly tagged: readonly { readonly role: string; readonly text: string }[];
  /** Everything that can be seen. */
  readonly text: string;
}

export function readPdf(bytes: Uint8Array): PdfRead {
  const { stdout, stderr, status } = spawnSync(process.execPath, [join(__dirname, 'read.mjs')], {
    input: bytes,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(`This PDF cannot be read: ${stderr}`);
  return JSON.parse(stdout) as PdfRead;
}
