import { knownHosts } from '../../settings/pushing';
import { endpointAt } from './push-hosts';

const known = knownHosts.split(',');

test.each([
  'https://fcm.googleapis.com/fcm/send/abc:DEF',
  'https://updates.push.services.mozilla.com/wpush/v2/abc',
  'https://web.push.apple.com/QAbc',
  'https://wns2-par02p.notify.windows.com/w/?token=abc',
])('%s is asked', (endpoint) => {
  expect(endpointAt(endpoint, known)?.href).toBe(endpoint);
});

test.each([
  ['another host', 'https://evil.example/push'],
  ['a listed host in front of another', 'https://fcm.googleapis.com.evil.example/push'],
  ['another name that ends like a listed one', 'https://evilnotify.windows.com/push'],
  ['no encryption', 'http://fcm.googleapis.com/push'],
  ['another port', 'https://fcm.googleapis.com:8443/push'],
  ['a name and a password', 'https://fcm.googleapis.com:x@evil.example/push'],
  ['a name before a listed host', 'https://evil@fcm.googleapis.com/push'],
  ['this machine, which is not listed', 'http://localhost:3000/api/metrics'],
  ['the machine’s own network', 'https://169.254.169.254/latest'],
  ['something after #', 'https://fcm.googleapis.com/push#1'],
  ['a way back', 'https://fcm.googleapis.com/a/../b'],
  ['a file', 'file:///etc/passwd'],
  ['no address', 'fcm.googleapis.com/push'],
])('%s is not asked', (_, endpoint) => {
  expect(endpointAt(endpoint, known)).toBeUndefined();
});

test('this machine is asked without encryption where it is listed, and no other is', () => {
  expect(endpointAt('http://localhost:4000/push', ['localhost:4000'])?.port).toBe('4000');
  expect(endpointAt('http://localhost:4001/push', ['localhost:4000'])).toBeUndefined();
  expect(endpointAt('http://push.example/push', ['push.example'])).toBeUndefined();
});
