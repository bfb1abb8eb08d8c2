/** The codings that files stand there in, the smallest first. */
const codings = ['br', 'gzip'] as const;

/** What may stand in the place of a coding's own name (RFC 9110, 8.4.1.3). */
const alsoCalled: Readonly<Record<string, string>> = { 'x-gzip': 'gzip' };

/** "br;q=0.5, *" as how much each is wanted, from 0 (not at all) to 1; what cannot be read is not wanted. */
function wanted(header: string): ReadonlyMap<string, number> {
  return new Map(
    header.split(',').map((each) => {
      const [name = '', ...rest] = each.split(';').map((word) => word.trim().toLowerCase());
      const quality = rest.find((word) => word.startsWith('q='))?.slice(2) ?? '1';
      return [alsoCalled[name] ?? name, /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(quality) ? Number(quality) : 0];
    }),
  );
}

/**
 * The coding to send a file in, of those it may stand there in: what is wanted most, and the smaller one of two that are
 * wanted alike; "" for the file as it is. That is sent too where nothing at all would be accepted.
 */
export function preferredCoding(header: string | undefined): (typeof codings)[number] | '' {
  if (header === undefined) return '';
  const by = wanted(header);
  const others = by.get('*') ?? 0;
  const plain = by.get('identity') ?? 0;
  const best = codings
    .map((coding) => ({ coding, quality: by.get(coding) ?? others }))
    .reduce((one, other) => (other.quality > one.quality ? other : one));
  return best.quality > 0 && best.quality >= plain ? best.coding : '';
}
