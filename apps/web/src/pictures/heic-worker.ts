import { expose } from 'comlink';
import address from 'libheif-js/libheif-wasm/libheif.wasm?url';
import { decodeHeic, type Decoded } from './heic-decoder';

/** Of the JPEG that is made of a photo, from 0 to 1: high, since nothing in more detail is kept. */
const quality = 0.95;

/** A photo as JPEG, or why there is none: this decoder cannot read it, or this browser cannot write it, or a part is missing. */
export type Converted = Blob | 'unreadable' | 'too-large' | 'part-missing';

async function convert(photo: Blob): Promise<Converted> {
  const answer = await fetch(address).catch(() => undefined);
  if (answer?.ok !== true) return 'part-missing';
  const wasm = await answer.arrayBuffer();
  const decoded = await decodeHeic(wasm, new Uint8Array(await photo.arrayBuffer())).catch(() => undefined);
  return decoded === undefined ? 'unreadable' : asJpeg(decoded);
}

async function asJpeg({ data, width, height }: Decoded): Promise<Converted> {
  const pen = new OffscreenCanvas(width, height).getContext('2d');
  if (pen === null) return 'too-large';
  // A canvas beyond what a browser holds stays empty and says nothing.
  pen.fillRect(width - 1, height - 1, 1, 1);
  if (pen.getImageData(width - 1, height - 1, 1, 1).data[3] !== 255) return 'too-large';
  pen.putImageData(new ImageData(data, width, height), 0, 0);
  return pen.canvas.convertToBlob({ type: 'image/jpeg', quality }).catch(() => 'too-large' as const);
}

const worker = { convert };
export type HeicWorker = typeof worker;

expose(worker);
