import type { OpinionCopy } from './copied';
import { letterFile } from './letter-files';
import { opinionPdf } from './opinion-pdf';

export const makePdf = (copy: OpinionCopy): Promise<Blob> => opinionPdf(copy, letterFile);
