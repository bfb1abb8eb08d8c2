import { createHash, randomBytes } from 'node:crypto';
import { Client } from 'minio';
import {
  blob,
  bytesOf,
  cutOffPut,
  freshBucket,
  headerSignedPut,
  type Put,
  type S3Access,
  sha256,
  type Signer,
  storeClient,
  storesUnderTest,
} from '@consilium/testkit/servers';

const mebibyte = 1024 * 1024;
const origin = 'http://localhost:3000';
const md5 = (body: Uint8Array): string => createHash('md5').update(body).digest('hex');

async function listed(client: Client, bucket: string, prefix: string, recursive: boolean): Promise<string[]> {
  const names: string[] = [];
  for await (const item of client.listObjectsV2(bucket, prefix, recursive) as AsyncIterable<{
    name?: string;
    prefix?: string;
  }>) {
    names.push(item.name ?? item.prefix ?? '');
  }
  return names;
}

describe.each(storesUnderTest())('$name', ({ open }) => {
  let access: S3Access;
  let client: Client;
  let bucket: string;

  beforeAll(async () => {
    access = await open();
    client = storeClient(access);
    bucket = await freshBucket(access);
  });

  const put = (key: string, body: Uint8Array, more: Partial<Put> = {}, signer: Signer = access): Promise<Response> =>
    headerSignedPut(access, { path: `/${bucket}/${key}`, body, ...more }, signer);
  const get = async (key: string): Promise<Buffer> => bytesOf(await client.getObject(bucket, key));

  describe('buckets', () => {
    it('a bucket that was made exists, another does not', async () => {
      expect(await client.bucketExists(bucket)).toBe(true);
      expect(await client.bucketExists(`${bucket}-not`)).toBe(false);
    });

    it('a bucket tells its region', async () => {
      const regionOf = await new Client({ ...clientSettings(access) }).getBucketRegionAsync(bucket);
      expect(regionOf).toBe(access.region);
    });

    it('an empty bucket can be removed, one with an object cannot', async () => {
      const other = await freshBucket(access);
      await client.putObject(other, 'here', Buffer.from('x'));
      await expect(client.removeBucket(other)).rejects.toMatchObject({ code: 'BucketNotEmpty' });
      await client.removeObject(other, 'here');
      await client.removeBucket(other);
      expect(await client.bucketExists(other)).toBe(false);
    });
  });

  describe('one object', () => {
    const body = Buffer.from('hello world 0123456789');

    it('keeps its bytes, type and own headers, and its ETag is the MD5', async () => {
      const { etag } = await client.putObject(bucket, 'a/one.txt', body, body.length, {
        'Content-Type': 'text/plain',
        'X-Amz-Meta-Kind': 'note',
      });
      const stat = await client.statObject(bucket, 'a/one.txt');
      expect(etag).toBe(md5(body));
      expect(stat).toMatchObject({ size: body.length, etag, metaData: { 'content-type': 'text/plain', kind: 'note' } });
      expect(await get('a/one.txt')).toEqual(body);
    });

    it('that is missing is NotFound, and NoSuchKey when read', async () => {
      await expect(client.statObject(bucket, 'missing')).rejects.toMatchObject({ code: 'NotFound' });
      await expect(client.getObject(bucket, 'missing')).rejects.toMatchObject({ code: 'NoSuchKey' });
    });

    it('of no bytes can be stored and read', async () => {
      expect((await put('empty', new Uint8Array())).status).toBe(200);
      expect(await get('empty')).toHaveLength(0);
    });

    it('is gone once removed, and removing it again is no error', async () => {
      await client.putObject(bucket, 'brief', body);
      await client.removeObject(bucket, 'brief');
      await client.removeObject(bucket, 'brief');
      await expect(client.statObject(bucket, 'brief')).rejects.toMatchObject({ code: 'NotFound' });
    });

    it.each(['ü n i+c&o=d#e?.txt', 'dir/..x/y', '100%.txt', '日本/語.pdf', "it's (1)!*~.bin"])(
      'may be called %s',
      async (key) => {
        await client.putObject(bucket, key, Buffer.from(key));
        expect((await get(key)).toString()).toBe(key);
        expect((await fetch(await client.presignedGetObject(bucket, key, 60))).status).toBe(200);
      },
    );

    it('does not hide another whose key goes on from its own', async () => {
      await client.putObject(bucket, 'p', Buffer.from('1'));
      // MinIO keeps keys as paths and refuses this; what matters is that nothing is lost or overwritten.
      await client.putObject(bucket, 'p/q', Buffer.from('2')).catch(() => undefined);
      expect((await get('p')).toString()).toBe('1');
    });
  });

  describe('a range', () => {
    const body = Buffer.from('hello world 0123456789');
    const ask = async (range: string): Promise<Response> =>
      fetch(await client.presignedGetObject(bucket, 'range', 60), { headers: { range, origin } });
    beforeAll(async () => {
      await client.putObject(bucket, 'range', body);
    });

    it.each([
      ['bytes=0-4', 'hello', 'bytes 0-4/22'],
      ['bytes=6-10', 'world', 'bytes 6-10/22'],
      ['bytes=12-', '0123456789', 'bytes 12-21/22'],
      ['bytes=-4', '6789', 'bytes 18-21/22'],
      ['bytes=20-99', '89', 'bytes 20-21/22'],
    ])('%s gives %s', async (range, text, contentRange) => {
      const answer = await ask(range);
      expect([answer.status, await answer.text(), answer.headers.get('content-range')]).toEqual([
        206,
        text,
        contentRange,
      ]);
    });

    it('that begins after the end is refused with 416', async () => {
      expect((await ask('bytes=22-')).status).toBe(416);
    });
  });

  describe('a PUT signed in its headers', () => {
    it('stores exactly the signed bytes, also of 8 MiB', async () => {
      const body = randomBytes(8 * mebibyte);
      const answer = await put('signed', body, { headers: { 'if-none-match': '*' } });
      expect([answer.status, answer.headers.get('etag')]).toEqual([200, `"${md5(body)}"`]);
      expect(sha256(await get('signed'))).toBe(sha256(body));
    });

    it('with If-None-Match: * is refused when the key is taken, and what was there stays', async () => {
      await put('once', Buffer.from('first'), { headers: { 'if-none-match': '*' } });
      expect((await put('once', Buffer.from('other'), { headers: { 'if-none-match': '*' } })).status).toBe(412);
      expect((await get('once')).toString()).toBe('first');
    });

    it('with If-None-Match: * succeeds exactly once among ten at the same time', async () => {
      const headers = { 'if-none-match': '*' };
      const answers = await Promise.all(
        Array.from({ length: 10 }, (_, digit) => String(digit)).map((digit) =>
          put('race', Buffer.from(digit), { headers }),
        ),
      );
      const winner = answers.findIndex(({ status }) => status === 200);
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      expect((await get('race')).toString()).toBe(String(winner));
    });

    it('of other bytes than were signed is refused, and nothing is stored', async () => {
      const answer = await put('tampered', Buffer.from('evil'), { signedAs: Buffer.from('good') });
      expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('XAmzContentSHA256Mismatch')]);
      await expect(client.statObject(bucket, 'tampered')).rejects.toMatchObject({ code: 'NotFound' });
    });

    it('with a wrong secret, or a wrong access key, is refused', async () => {
      const { accessKey, secretKey } = access;
      expect((await put('forged', Buffer.from('x'), {}, { accessKey, secretKey: 'wrong-secret' })).status).toBe(403);
      expect((await put('forged', Buffer.from('x'), {}, { accessKey: 'nobody', secretKey })).status).toBe(403);
    });

    it('cannot be sent to another key, nor with a signed header left out', async () => {
      const body = Buffer.from('x');
      const condition = { 'if-none-match': '*' };
      const moved = await put('mine', body, { headers: condition, sentTo: `/${bucket}/yours` });
      const stripped = await put('mine', body, { headers: condition, leaveOut: 'if-none-match' });
      expect(moved.status).toBe(403);
      expect([400, 403]).toContain(stripped.status);
      await expect(client.statObject(bucket, 'mine')).rejects.toMatchObject({ code: 'NotFound' });
    });

    it('cut off before its end stores nothing', async () => {
      const body = randomBytes(2 * mebibyte);
      await cutOffPut(access, `/${bucket}/cut`, body);
      await expect(client.statObject(bucket, 'cut')).rejects.toMatchObject({ code: 'NotFound' });
    });
  });

  describe('a request signed in its query', () => {
    beforeAll(async () => {
      await client.putObject(bucket, 'shown', Buffer.from('shown'));
    });

    it('reads an object and may name the type and disposition of the answer', async () => {
      const url = await client.presignedGetObject(bucket, 'shown', 60, {
        'response-content-type': 'application/pdf',
        'response-content-disposition': 'attachment',
      });
      const answer = await fetch(url);
      expect([answer.status, answer.headers.get('content-type'), answer.headers.get('content-disposition')]).toEqual([
        200,
        'application/pdf',
        'attachment',
      ]);
    });

    it('stores an object', async () => {
      const answer = await fetch(await client.presignedPutObject(bucket, 'presigned', 60), {
        method: 'PUT',
        body: blob(Buffer.alloc(1000, 7)),
      });
      expect(answer.status).toBe(200);
      expect((await client.statObject(bucket, 'presigned')).size).toBe(1000);
    });

    it('is refused with another signature, another key, another method, or none', async () => {
      const url = await client.presignedGetObject(bucket, 'shown', 60);
      const statuses = await Promise.all([
        fetch(url.replace(/X-Amz-Signature=..../, 'X-Amz-Signature=0000')),
        fetch(url.replace('/shown?', '/a/one.txt?')),
        fetch(url, { method: 'DELETE' }),
        fetch(`${access.endpoint}/${bucket}/shown`),
        fetch(`${access.endpoint}/${bucket}?list-type=2`),
      ]);
      expect(statuses.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
    });

    it('is refused once its time is over', async () => {
      const longAgo = new Date(Date.now() - 120_000);
      const url = await client.presignedUrl('GET', bucket, 'shown', 60, {}, longAgo);
      expect((await fetch(url)).status).toBe(403);
    });
  });

  describe('an upload in parts', () => {
    const parts = [randomBytes(5 * mebibyte), randomBytes(5 * mebibyte), randomBytes(1234)];
    const part = async (
      key: string,
      id: string,
      number: number,
      body: Uint8Array,
      signedAs = body,
    ): Promise<Response> =>
      put(`${key}?partNumber=${String(number)}&uploadId=${encodeURIComponent(id)}`, body, { signedAs });
    const etagOf = (answer: Response): string => (answer.headers.get('etag') ?? '').replaceAll('"', '');

    it('gives the whole, in order, whatever order the parts came in', async () => {
      const id = await client.initiateNewMultipartUpload(bucket, 'parts', { 'Content-Type': 'video/mp4' });
      const answers = await Promise.all(parts.map((body, index) => part('parts', id, index + 1, body)));
      await client.completeMultipartUpload(
        bucket,
        'parts',
        id,
        answers.map((answer, index) => ({ part: index + 1, etag: etagOf(answer) })),
      );
      expect(await client.statObject(bucket, 'parts')).toMatchObject({
        size: 10 * mebibyte + 1234,
        metaData: { 'content-type': 'video/mp4' },
      });
      expect(sha256(await get('parts'))).toBe(sha256(Buffer.concat(parts)));
      const seam = await bytesOf(await client.getPartialObject(bucket, 'parts', 5 * mebibyte - 2, 4));
      expect(seam).toEqual(Buffer.concat(parts).subarray(5 * mebibyte - 2, 5 * mebibyte + 2));
    });

    it('refuses a part that is not the one signed, and takes the right one after', async () => {
      const id = await client.initiateNewMultipartUpload(bucket, 'retry', {});
      expect((await part('retry', id, 1, Buffer.from('evil'), Buffer.from('good'))).status).toBe(400);
      const answer = await part('retry', id, 1, Buffer.from('good'));
      await client.completeMultipartUpload(bucket, 'retry', id, [{ part: 1, etag: etagOf(answer) }]);
      expect((await get('retry')).toString()).toBe('good');
    });

    it('refuses to complete with a part that never came, or a small one before the last', async () => {
      const id = await client.initiateNewMultipartUpload(bucket, 'short', {});
      const etags = [
        etagOf(await part('short', id, 1, Buffer.from('a'))),
        etagOf(await part('short', id, 2, Buffer.from('b'))),
      ];
      const complete = (named: { part: number; etag: string }[]): Promise<unknown> =>
        client.completeMultipartUpload(bucket, 'short', id, named);
      await expect(complete([{ part: 3, etag: etags[0] ?? '' }])).rejects.toMatchObject({ code: 'InvalidPart' });
      await expect(complete(etags.map((etag, index) => ({ part: index + 1, etag })))).rejects.toMatchObject({
        code: 'EntityTooSmall',
      });
    });

    it('once aborted is gone, and takes no more parts', async () => {
      const id = await client.initiateNewMultipartUpload(bucket, 'aborted', {});
      await client.abortMultipartUpload(bucket, 'aborted', id);
      expect((await part('aborted', id, 1, Buffer.from('late'))).status).toBe(404);
    });
  });

  describe('a listing', () => {
    it('pages through 1,200 keys in order, folds at the delimiter, and many can be removed at once', async () => {
      const keys = Array.from({ length: 1200 }, (_, index) => `l/${String(index).padStart(5, '0')}`);
      for (let from = 0; from < keys.length; from += 50) {
        await Promise.all(keys.slice(from, from + 50).map((key) => client.putObject(bucket, key, Buffer.from('x'))));
      }
      expect(await listed(client, bucket, 'l/', true)).toEqual(keys);
      expect(await listed(client, bucket, '', false)).toContain('l/');
      await client.removeObjects(bucket, keys.slice(0, 1000));
      expect(await listed(client, bucket, 'l/', true)).toEqual(keys.slice(1000));
    });
  });

  describe('a page in a browser', () => {
    it('may ask before a PUT, and may read the ETag and the range of the answer', async () => {
      const url = await client.presignedGetObject(bucket, 'range', 60);
      const asking = {
        origin,
        'access-control-request-method': 'PUT',
        'access-control-request-headers': 'authorization,x-amz-content-sha256,x-amz-date,if-none-match',
      };
      const preflight = await fetch(url, { method: 'OPTIONS', headers: asking });
      const answer = await fetch(url, { headers: { origin, range: 'bytes=0-1' } });
      const exposed = (answer.headers.get('access-control-expose-headers') ?? '').toLowerCase();
      expect(preflight.status).toBeLessThan(300);
      expect([
        preflight.headers.get('access-control-allow-origin'),
        answer.headers.get('access-control-allow-origin'),
      ]).toEqual([origin, origin]);
      expect(exposed).toMatch(/etag|\*/);
      expect(exposed).toMatch(/content-range|\*/);
    });
  });
});

function clientSettings(access: S3Access): ConstructorParameters<typeof Client>[0] {
  const { hostname, port } = new URL(access.endpoint);
  return {
    endPoint: hostname,
    port: Number(port),
    useSSL: false,
    accessKey: access.accessKey,
    secretKey: access.secretKey,
  };
}
