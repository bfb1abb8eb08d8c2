import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { asS3Error } from '../../tools/embedded/object-store/s3-error';
import { startObjectStore } from '../../tools/embedded/object-store/server';
import { closesAtTheEnd, endsAtTheEnd } from '@consilium/testkit';
import { bytesOf, infrastructure, type S3Access, storeClient } from '@consilium/testkit/servers';

const keys = { accessKey: 'restart-key', secretKey: 'restart-secret', region: 'us-east-1' };
const origin = 'http://localhost:3000';
const root = path.join(__dirname, '..', '..');

const textOf = async (stream: Readable): Promise<string> => (await bytesOf(stream)).toString();

/** Sends one part and gives its ETag. */
async function sendPart(access: S3Access, object: string, upload: string, text: string): Promise<string> {
  const url = await storeClient(access).presignedUrl('PUT', 'kept', object, 60, { uploadId: upload, partNumber: '1' });
  const answer = await fetch(url, { method: 'PUT', body: text });
  return (answer.headers.get('etag') ?? '').replaceAll('"', '');
}

/** The store as `npm start` runs it: a process of its own. */
async function storeProcess(folder: string): Promise<{ access: S3Access; kill(): Promise<void> }> {
  const env = {
    ...process.env,
    STORE_FOLDER: folder,
    STORE_PORT: '0',
    STORE_ORIGINS: origin,
    S3_ACCESS_KEY: keys.accessKey,
    S3_SECRET_KEY: keys.secretKey,
    S3_REGION: keys.region,
  };
  const program = path.join(root, 'tools/embedded/object-store/main.ts');
  const child = fork(program, { env, execArgv: ['--require', path.join(root, 'tools/require-typescript.cjs')] });
  const kill = endsAtTheEnd(child, 'SIGKILL');
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message: { port: number }) => {
      resolve(message.port);
    });
    child.once('exit', () => {
      reject(new Error('The store ended before it was ready'));
    });
  });
  return { access: { ...keys, endpoint: `http://127.0.0.1:${String(port)}` }, kill };
}

describe('the embedded store', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'consilium-store-'));
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('killed and started again still has objects and parts, and has swept what was half-received', async () => {
    const first = await storeProcess(folder);
    const before = storeClient(first.access);
    await before.makeBucket('kept', keys.region);
    await before.putObject('kept', 'object', Buffer.from('still here'));
    const upload = await before.initiateNewMultipartUpload('kept', 'whole', {});
    const etag = await sendPart(first.access, 'whole', upload, 'a part');
    await first.kill();
    writeFileSync(path.join(folder, 'bytes', 'half-received'), 'half');

    const second = await storeProcess(folder);
    const after = storeClient(second.access);
    await after.completeMultipartUpload('kept', 'whole', upload, [{ part: 1, etag }]);
    expect(await textOf(await after.getObject('kept', 'object'))).toBe('still here');
    expect(await textOf(await after.getObject('kept', 'whole'))).toBe('a part');
    expect(readdirSync(path.join(folder, 'bytes'))).toHaveLength(2);
    await second.kill();
  });

  it('lets only pages of the listed origins read its answers', async () => {
    const store = await startObjectStore({ ...keys, folder, port: 0, origins: [origin], durable: false });
    closesAtTheEnd(store.stop);
    const url = await storeClient({ ...keys, endpoint: store.endpoint }).presignedGetObject('kept', 'object', 60);
    const allowed = async (from: string): Promise<string | null> => {
      return (await fetch(url, { headers: { origin: from } })).headers.get('access-control-allow-origin');
    };
    expect([await allowed(origin), await allowed('http://evil.example')]).toEqual([origin, null]);
  });

  it('refuses a streaming upload and says what to send instead', async () => {
    const { s3 } = infrastructure();
    const { sign } = await import('aws4');
    const headers = { 'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD', 'content-length': '1' };
    const signed = sign(
      { method: 'PUT', host: new URL(s3.endpoint).host, path: '/any/key', service: 's3', region: s3.region, headers },
      { accessKeyId: s3.accessKey, secretAccessKey: s3.secretKey },
    );
    const sent = Object.entries(signed.headers ?? {}).filter(([name]) => !/^(host|content-length)$/i.test(name));
    const answer = await fetch(`${s3.endpoint}/any/key`, {
      method: 'PUT',
      body: 'x',
      headers: sent.map(([name, value]): [string, string] => [name, String(value)]),
    });
    expect([answer.status, await answer.text()]).toEqual([
      501,
      expect.stringContaining('send the SHA-256 of the whole body'),
    ]);
  });

  it('calls a full disk a full disk, and keeps the details of a fault to its own log', () => {
    const full = asS3Error(Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' }));
    const fault = asS3Error(new Error('secret path /var/x'));
    expect([full.status, full.code, full.message]).toEqual([
      507,
      'StorageFull',
      expect.stringContaining('Free some space'),
    ]);
    expect([fault.status, fault.message]).toEqual([500, expect.not.stringContaining('/var/x')]);
  });

  it('answers an unsigned request for anything with 403', async () => {
    const { s3 } = infrastructure();
    const paths = ['/', '/kept', '/kept/object', '/kept?location', '/%ff'];
    const answers = await Promise.all(paths.map((at) => fetch(s3.endpoint + at)));
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
  });

  it('gives the same ETag for an object in parts as S3 does', async () => {
    const { s3 } = infrastructure();
    const client = storeClient(s3);
    await client.makeBucket('kept', s3.region);
    const upload = await client.initiateNewMultipartUpload('kept', 'etag', {});
    const etag = await sendPart(s3, 'etag', upload, 'part');
    const done = await client.completeMultipartUpload('kept', 'etag', upload, [{ part: 1, etag }]);
    expect(done.etag).toBe(`${createHash('md5').update(Buffer.from(etag, 'hex')).digest('hex')}-1`);
  });
});
