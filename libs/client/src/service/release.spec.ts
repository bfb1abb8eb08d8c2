import { contract, releaseHeader, releaseText } from '@consilium/contracts';
import { Problem } from '@consilium/domain';
import { ServiceRelease } from './release';
import { httpTransport } from './transport';

const served = (build: string): string => releaseText({ build, contract });

/** A program of this build, and how often it was told that another is served. */
function program(own: string) {
  const release = new ServiceRelease(own);
  const told = { times: 0 };
  release.onChange(() => {
    told.times += 1;
  });
  return { release, told };
}

test('another build of the service is told once, however many answers name it', () => {
  const { release, told } = program('0.2.0-aaa');
  release.hear(served('0.2.0-aaa'));
  expect({ isAnother: release.isAnother, times: told.times }).toEqual({ isAnother: false, times: 0 });
  for (const _ of [1, 2, 3]) release.hear(served('0.2.0-bbb'));
  expect({ isAnother: release.isAnother, times: told.times }).toEqual({ isAnother: true, times: 1 });
});

test('a page of the build that is served is told of none, also when another replica was asked in between', () => {
  const { release, told } = program('0.2.0-bbb');
  release.hear(served('0.2.0-aaa'));
  release.hear(served('0.2.0-bbb'));
  expect({ isAnother: release.isAnother, times: told.times }).toEqual({ isAnother: false, times: 2 });
});

test('a replica that the release has not reached is nothing to reload for', () => {
  const { release, told } = program('0.10.0-aaa');
  release.hear(served('0.9.7-zzz'));
  expect({ isApart: release.isApart, isAnother: release.isAnother, times: told.times }).toEqual({
    isApart: true,
    isAnother: false,
    times: 0,
  });
  release.hear(served('0.10.1-aaa'));
  expect(release.isAnother).toBe(true);
});

test('a service or a program without a name, or what cannot be read, says nothing', () => {
  for (const [own, said] of [
    ['', served('0.2.0-bbb')],
    ['0.2.0-aaa', served('none')],
    ['0.2.0-aaa', 'something else'],
    ['0.2.0-aaa', null],
  ] as const) {
    const { release, told } = program(own);
    release.hear(said);
    expect({ isAnother: release.isAnother, times: told.times }).toEqual({ isAnother: false, times: 0 });
  }
});

/** A service that answers every call with a refusal, and says that it is this build. */
function refusing(build: string, kind: 'bad-input' | 'not-allowed', release: ServiceRelease) {
  const status = kind === 'bad-input' ? 400 : 403;
  const sent: RequestInit[] = [];
  const fetch = (_url: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    sent.push(init ?? {});
    const body = JSON.stringify({ title: 'Something sent is malformed.', kind });
    return Promise.resolve(new Response(body, { status, headers: { [releaseHeader]: served(build) } }));
  };
  return { sent, transport: httpTransport({ origin: 'http://localhost:1', fetch, release }) };
}

test('every call says what the program is, and every answer is heard, a refusal too', async () => {
  const { release } = program('0.2.0-aaa');
  const { sent, transport } = refusing('0.2.0-bbb', 'not-allowed', release);
  await expect(transport.call('ledgers', 'mine', { since: '', after: '' })).rejects.toMatchObject({
    kind: 'not-allowed',
  });
  expect(sent[0]?.headers).toMatchObject({ [releaseHeader]: served('0.2.0-aaa') });
  expect(release.isAnother).toBe(true);
});

test('what a service of another build takes for malformed is no verdict: it is kept, to be sent again', async () => {
  const { release } = program('0.2.0-aaa');
  const said: unknown = await refusing('0.1.9-zzz', 'bad-input', release)
    .transport.call('ledgers', 'mine', { since: '', after: '' })
    .catch((error: unknown) => error);
  expect(said).toMatchObject({ kind: 'unavailable', details: { apart: true } });
  expect((said as Problem).message).toMatch(/two versions.*kept/);
  const own = program('0.2.0-aaa').release;
  await expect(
    refusing('0.2.0-aaa', 'bad-input', own).transport.call('ledgers', 'mine', { since: '', after: '' }),
  ).rejects.toMatchObject({
    kind: 'bad-input',
  });
});
