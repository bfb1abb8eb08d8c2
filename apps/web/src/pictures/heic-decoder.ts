import libheif from 'libheif-js/libheif-wasm/libheif.js';

/** Pixels as people see the picture, upright: red, green, blue and how opaque, a byte each. */
export interface Decoded {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

/** What this decoder has beside the functions its own declarations name. */
interface HeifImage {
  readonly get_width: () => number;
  readonly get_height: () => number;
  readonly is_primary: () => number;
  readonly display: (into: Decoded, done: (filled: Decoded | null) => void) => void;
  readonly free: () => void;
}
interface Decoder {
  readonly HeifDecoder: new () => { readonly decode: (bytes: Uint8Array) => readonly HeifImage[] };
}

/** Decodes an HEIC photo whose size was measured. undefined: it cannot be. `wasmBinary`: libheif itself. */
export async function decodeHeic(wasmBinary: ArrayBuffer, bytes: Uint8Array): Promise<Decoded | undefined> {
  const quiet = (): void => undefined;
  const { HeifDecoder } = libheif({ wasmBinary, print: quiet, printErr: quiet }) as unknown as Decoder;
  const images = new HeifDecoder().decode(bytes);
  const image = images.find((each) => each.is_primary());
  if (image === undefined) return undefined;
  const [width, height] = [image.get_width(), image.get_height()];
  const into = { width, height, data: new Uint8ClampedArray(width * height * 4) };
  return new Promise((resolve) => {
    image.display(into, (filled) => {
      resolve(filled ?? undefined);
    });
  });
}
