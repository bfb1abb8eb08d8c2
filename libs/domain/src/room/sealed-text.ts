import { blobRef } from '../kernel/entry';
import { threadId } from '../kernel/ids';
import { integer } from '../kernel/shape';

export const gen = integer(1);
/** Text sealed as content under the scope's thread at generation `gen`. */
export const sealedText = { thread: threadId, gen, sealed: blobRef };
