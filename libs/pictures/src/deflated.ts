/** Longest text or profile that is unpacked to be looked at, in bytes. */
const mostUnpacked = 4 * 1024 * 1024;

type Bytes = Uint8Array<ArrayBuffer>;

/** Unpacks a zlib stream (RFC 1950) as it comes. */
export const unpacking = (): ReadableWritablePair<Bytes, Bytes> => new DecompressionStream('deflate');
/** Packs into a zlib stream as it comes. */
export const packing = (): ReadableWritablePair<Bytes, Bytes> => new CompressionStream('deflate');

/** Unpacks a zlib stream. Undefined where it is broken or grows beyond 4 MiB. */
export async function unpack(packed: Uint8Array): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    const reader = new Blob([packed.slice()]).stream().pipeThrough(unpacking()).getReader();
    for (let step = await reader.read(); !step.done; step = await reader.read()) {
      length += step.value.length;
      if (length > mostUnpacked) {
        await reader.cancel();
        return undefined;
      }
      parts.push(step.value);
    }
  } catch {
    return undefined;
  }
  return new Uint8Array(await new Blob(parts.map((part) => part.slice())).arrayBuffer());
}

/** Packs into a zlib stream. */
export async function pack(bytes: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([bytes.slice()]).stream().pipeThrough(packing());
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
