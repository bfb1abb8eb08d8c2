import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { createTransport } from 'nodemailer';
import { closesAtTheEnd } from '@consilium/testkit';
import { pageOf, serveMails, startMailCatcher } from '@consilium/testkit/servers';

const mail = (raw: string) => ({ from: 'consilium@hospital.example', to: 'ada@hospital.example', at: 1, raw });

test('a mail is shown with its subject, its text, and its address as the only link', () => {
  const page = pageOf([
    mail('Subject: Something waits\r\nTo: x\r\n\r\nLook:\r\nhttp://localhost:3000/#/waiting/abc\r\n'),
  ]);
  expect(page).toContain('<h2>Something waits</h2>');
  expect(page.match(/<a /gu)).toHaveLength(1);
  expect(page).toContain('<a href="http://localhost:3000/#/waiting/abc">');
});

test('nothing in a mail becomes a part of the page', () => {
  const page = pageOf([
    mail('Subject: <script>x</script>\r\n\r\n<img src=x onerror=y> https://a.example/"><b>z</b>\r\n'),
  ]);
  expect(page).not.toMatch(/<script>|<img|<b>/u);
});

test('what is sent to the catcher stands on its page, and on no page asked for by another name', async () => {
  const catcher = await startMailCatcher();
  closesAtTheEnd(() => catcher.stop());
  const page = await serveMails(catcher.mails);
  closesAtTheEnd(() => page.stop());
  const transport = createTransport({ host: '127.0.0.1', port: catcher.port, ignoreTLS: true });
  await transport.sendMail({ from: 'a@b.example', to: 'c@d.example', subject: 'Planted', text: 'Here.' });
  const address = `http://127.0.0.1:${String(page.port)}/`;
  expect(await (await fetch(address)).text()).toContain('<h2>Planted</h2>');
  // `fetch` states its own Host; a page of another name that leads here states that one.
  const rebound = request(address, { headers: { host: 'evil.example' } }).end();
  const [answer] = (await once(rebound, 'response')) as [IncomingMessage];
  expect([answer.statusCode, (await answer.toArray()).length]).toEqual([403, 0]);
});
