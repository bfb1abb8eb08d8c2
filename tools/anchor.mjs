// `npm run anchor`: a defence organisation's own key (anchor), on a machine that is never on a network. Needs Node alone.
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

const help = `A defence organisation's own key (anchor). It confirms the organisation's first adviser, and is kept offline.

  npm run anchor -- make FILE           makes the key, keeps its private part in FILE and prints its public part
  npm run anchor -- sign FILE REQUEST   shows whom the officers' REQUEST is about, and signs it`;

/** What can be told in a sentence: the next step with it. */
class Wrong extends Error {}

const b64 = (text) => Buffer.from(text, 'base64url');

/** lp(a, b, …) of docs/protocol.md: for each part its length as u32 big-endian, then its bytes. */
function lp(...parts) {
  return Buffer.concat(
    parts.flatMap((part) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(part.length);
      return [length, part];
    }),
  );
}

function u32(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** The public part of a private key, as the register has it: 32 bytes, b64. */
const publicOf = (key) => createPublicKey(key).export({ format: 'jwk' }).x;

/** The first 20 hexadecimal digits of a hash in groups of 4: short enough to be read out. */
const digitsOf = (hash) => hash.toString('hex').slice(0, 20).match(/.{4}/g).join(' ');

const fingerprint = (anchor) => digitsOf(createHash('sha256').update(b64(anchor)).digest());

function make(file) {
  if (file === undefined) throw new Wrong(`Name the file for the private key.\n\n${help}`);
  const { privateKey } = generateKeyPairSync('ed25519');
  try {
    writeFileSync(file, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (error.code === 'EEXIST')
      throw new Wrong('This file is there already, and a key is never overwritten. Name another file.');
    throw new Wrong('The private key cannot be written there. Name a file in a folder of your own.');
  }
  const anchor = publicOf(privateKey);
  return [
    `The private key is in ${file}. Keep it and a copy offline, apart from each other: nobody can replace it.`,
    '',
    'For the registration officers:',
    `  Public key:  ${anchor}`,
    `  Fingerprint: ${fingerprint(anchor)}`,
    '',
    'Once they have added the organisation, ask them to read the fingerprint out and compare it with this one.',
  ];
}

function keyIn(file) {
  let key;
  try {
    key = createPrivateKey(readFileSync(file));
  } catch (error) {
    if (error.code === 'ENOENT') throw new Wrong('There is no such file. Name the one that `make` wrote the key to.');
    throw new Wrong('This file holds no private key. Name the one that `make` wrote the key to.');
  }
  if (key.asymmetricKeyType !== 'ed25519') throw new Wrong('This is a key of another kind. Name the file of `make`.');
  return key;
}

const isBytes = (length) => (value) =>
  typeof value === 'string' && b64(value).length === length && b64(value).toString('base64url') === value;
/** Nothing that a terminal hides, moves or turns around: a human reads these lines. */
const isReadable = (value) => typeof value === 'string' && value.trim() !== '' && !/[\p{C}\p{Zl}\p{Zp}]/u.test(value);
const isSeq = (value) => Number.isInteger(value) && value >= 0 && value <= 0xffffffff;

/** Every field of a request, in its order. */
const fields = {
  v: (value) => value === 1,
  root: isBytes(32),
  organisation: isBytes(16),
  organisationName: isReadable,
  person: isBytes(16),
  name: isReadable,
  number: isReadable,
  kid: isBytes(32),
  asOf: isSeq,
};

const broken =
  'This is not a whole request. Copy the line on the officers’ page again, from its first letter to its last.';

function requestIn(line) {
  const [, payload] = /^consilium-anchor\.([A-Za-z0-9_-]+)$/.exec(line.trim()) ?? [];
  if (payload === undefined) throw new Wrong(broken);
  let request;
  try {
    request = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(b64(payload)));
  } catch {
    throw new Wrong(broken);
  }
  if (typeof request !== 'object' || request === null) throw new Wrong(broken);
  if (request.v !== 1) throw new Wrong('This request is of another version. Use the program that belongs to it.');
  const isWhole = Object.keys(request).join() === Object.keys(fields).join();
  if (!isWhole || !Object.entries(fields).every(([name, holds]) => holds(request[name]))) throw new Wrong(broken);
  return request;
}

function signed(file, line) {
  if (file === undefined || line === undefined)
    throw new Wrong(`Name the file of the private key, then the request.\n\n${help}`);
  const key = keyIn(file);
  const request = requestIn(line);
  const { root, organisation, organisationName, person, name, number, kid, asOf } = request;
  const message = lp(Buffer.from('consilium/1 anchor'), ...[root, organisation, person, kid].map(b64), u32(asOf));
  return [
    `This confirms, as the first adviser of ${organisationName} (id ${organisation}):`,
    `  ${name}, ${number} (id ${person})`,
    `  whose keys are ${digitsOf(b64(kid))}`,
    `  in the register ${root}, as of its entry ${asOf}`,
    `  with the organisation's key of fingerprint ${fingerprint(publicOf(key))}`,
    '',
    'Before you hand the signature on, ask this person, face to face or by a number you know: they joined themselves, and',
    'their page of requests shows the same digits of their keys. Names and number are what the officers say; only ids,',
    'keys and the entry are signed.',
    '',
    'Signature:',
    sign(null, message, key).toString('base64url'),
  ];
}

function run([act, file, line, more]) {
  if (more !== undefined) throw new Wrong(`That is a word too many; a request is one line.\n\n${help}`);
  if (act === 'make' && line === undefined) return make(file);
  if (act === 'sign') return signed(file, line);
  throw new Wrong(help);
}

try {
  const args = process.argv.slice(2);
  console.log(args[0] === '--help' || args[0] === '-h' ? help : run(args).join('\n'));
} catch (error) {
  if (!(error instanceof Wrong)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
