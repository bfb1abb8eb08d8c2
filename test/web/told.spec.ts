import { expect, test } from '@playwright/test';
import { closesAtTheEnd, eventually } from '@consilium/testkit';
import { enrolled, linkIn, mailsTo, onAnotherDevice, registered, type Someone } from '@consilium/testkit/people';
import { startMailCatcher, type MailCatcher } from '@consilium/testkit/servers';
import { expectNoSidewaysScroll, startSystem, type MovableSystem } from './support';
import { saysOnChip } from './story/case-room';
import { inspect, picture } from './story/inspect';
import { oneDoctor } from './story/one-doctor';
import { openPerson, type Person } from './story/people';
import { withWords } from './story/with-words';

const address = 'ada.brown@hospital.example';
const refused = 'nobody@hospital.example';

let system: MovableSystem | undefined;
let catcher: MailCatcher;
let doctor: Person;
let colleague: Someone;
let room: string;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }) => {
  catcher = await startMailCatcher({ refuses: (to) => to === refused });
  closesAtTheEnd(() => catcher.stop());
  const mail = { SMTP_URL: `smtp://127.0.0.1:${String(catcher.port)}`, MAIL_FROM: 'consilium@hospital.example' };
  system = await startSystem(mail);
  const { doctor: ada, office } = await oneDoctor(browser, system);
  doctor = ada;
  const who = { ...registered.bela, role: 'clinician', organisation: office.hospital } as const;
  colleague = await enrolled(office.officer, who);
});

test.afterAll(async () => {
  await system?.stop();
});

/** The newest mail to the doctor, once there are as many. */
async function mailed(count: number): Promise<string> {
  await eventually(async () => {
    await Promise.resolve();
    expect(mailsTo(catcher, address)).toHaveLength(count);
  });
  return mailsTo(catcher, address).at(-1)?.raw ?? '';
}

const linkOf = (raw: string): string => `${system?.origin ?? ''}/#/waiting/${linkIn({ raw, from: '', to: '', at: 0 })}`;

test('who has no address is told so, proves one by a code, and hears what the mail server says', async () => {
  const { page } = doctor;
  await expect(page.getByText('Nobody can tell you that something waits')).toBeVisible();
  await page.getByRole('link', { name: 'How you are told' }).click();
  await expect(page.getByRole('heading', { name: 'How you are told' })).toBeVisible();
  await inspect(doctor, 'told-no-address');
  const field = page.getByRole('textbox', { name: 'Your e-mail address' });
  await field.fill('ada.brown');
  await page.getByRole('button', { name: 'Send the code' }).click();
  await expect(page.getByText('Write it as name@hospital.example')).toBeVisible();
  await field.fill(address);
  await page.getByRole('button', { name: 'Send the code' }).click();
  const digits = page.getByRole('textbox', { name: 'Eight digits' });
  await expect(digits).toBeVisible();
  await inspect(doctor, 'told-code');
  const raw = await mailed(1);
  const [code = ''] = /\b\d{8}\b/u.exec(raw.split('\r\n\r\n')[1] ?? '') ?? [];
  await digits.fill(code === '00000000' ? '00000001' : '00000000');
  await page.getByRole('button', { name: 'It is mine' }).click();
  await expect(page.getByText('That is not the code')).toBeVisible();
  await digits.fill(code);
  await page.getByRole('button', { name: 'It is mine' }).click();
  await expect(page.getByText('You proved that it is yours.')).toBeVisible();
});

test('a test notice is handed over, and arrives when its link is opened', async () => {
  const { page } = doctor;
  await expect(page.getByText('Never tried.')).toBeVisible();
  await page.getByRole('button', { name: 'Send a test notice' }).click();
  await expect(page.getByText('Handed to the mail server on')).toBeVisible();
  await page.goto(linkOf(await mailed(2)));
  await expect(page.getByRole('heading', { name: 'Your test notice arrived' })).toBeVisible();
  await inspect(doctor, 'told-arrived');
  await page.getByRole('link', { name: 'How you are told' }).click();
  await expect(page.getByText('Arrived: you opened its link on')).toBeVisible();
});

const daily = 'One mail a day for what is not for today';

test('reasons, quiet hours and one mail a day are kept', async () => {
  const { page } = doctor;
  await page.getByRole('checkbox', { name: 'A picture was posted' }).uncheck();
  await page.getByRole('checkbox', { name: 'No mail in these hours; it comes when they are over' }).check();
  await expect(page.getByRole('checkbox', { name: 'Except for what needs an answer today' })).toBeChecked();
  await page.getByLabel('From', { exact: true }).fill('21:30');
  await page.getByRole('checkbox', { name: daily }).check();
  await expect(page.getByLabel('Mail at')).toHaveValue('08:00');
  await page.getByLabel('Mail at').fill('07:45');
  await page.getByRole('button', { name: 'Keep it like this' }).click();
  await expect(page.getByText('Kept.', { exact: true })).toBeVisible();
  await inspect(doctor, 'told');
  await page.reload();
  await page.getByRole('button', { name: 'Unlock' }).click();
  await expect(page.getByRole('checkbox', { name: 'A picture was posted' })).not.toBeChecked();
  await expect(page.getByLabel('From', { exact: true })).toHaveValue('21:30');
  await expect(page.getByLabel('Mail at')).toHaveValue('07:45');
  // What follows is not to wait for a morning.
  await page.getByRole('checkbox', { name: daily }).uncheck();
  await page.getByRole('checkbox', { name: 'No mail in these hours; it comes when they are over' }).uncheck();
  await page.getByRole('button', { name: 'Keep it like this' }).click();
  await expect(page.getByText('Kept.', { exact: true })).toBeVisible();
});

test('an invitation that came while nobody looked: the tab counts it, and its mail leads past the lock to the case', async () => {
  const { page } = doctor;
  await expect(page).toHaveTitle('How you are told · Consilium');
  const me = (await colleague.door.colleagues()).find(({ name }) => name === doctor.name)?.person ?? '';
  room = await colleague.door.openCase({
    ...{ title: 'A rash that spreads', specialty: 'Dermatology', urgency: 'today', ageBand: '40-64' },
    ...{ question: 'Does this need a biopsy today?', responsible: 'Dr R' },
  });
  await colleague.door.invite(room, me);
  await expect(page).toHaveTitle('(1) How you are told · Consilium');
  await expect(page.getByRole('link', { name: /^Cases/u })).toContainText('1 waiting');
  const link = linkOf(await mailed(3));
  await page.getByRole('button', { name: 'Lock now' }).click();
  await expect(page.getByRole('heading', { name: 'Locked' })).toBeVisible();
  await expect(page).toHaveTitle('Locked · Consilium');
  await page.goto(link);
  await page.getByRole('button', { name: 'Unlock' }).click();
  await expect(page.getByRole('heading', { name: 'A rash that spreads' })).toBeVisible();
  expect(page.url()).toContain(`#/cases/${room}`);
  await expect(page).toHaveTitle('Case · Consilium');
  expect(doctor.violations.all()).toEqual([]);
});

test('the same link leads nobody else anywhere', async ({ browser }) => {
  if (system === undefined) throw new Error('Nothing runs');
  const other = await withWords(await openPerson(browser, system, colleague.name), system.origin, colleague.words);
  await other.page.goto(linkOf(await mailed(3)));
  await expect(other.page.getByText('This link leads nowhere here')).toBeVisible();
  await inspect(other, 'told-nowhere');
});

test('an address that the mail server refuses is said, with its reason', async () => {
  const { page } = doctor;
  await page.goto(`${system?.origin ?? ''}/#/told`);
  await page.getByRole('button', { name: 'Another address' }).click();
  await page.getByRole('textbox', { name: 'Your e-mail address' }).fill(refused);
  await page.getByRole('button', { name: 'Send the code' }).click();
  await expect(page.getByText('no such mailbox here')).toBeVisible();
});

test('who is away says so, and it stands there before anybody asks them', async () => {
  const { page } = doctor;
  const origin = system?.origin ?? '';
  await page.goto(`${origin}/#/told`);
  const inAYear = new Date().getFullYear() + 1;
  await expect(page.getByRole('button', { name: 'I am away' })).toBeDisabled();
  await page.getByLabel('Back on').fill(`${String(inAYear)}-01-04`);
  await page.getByRole('combobox', { name: 'Who stands in for you' }).click();
  await page.getByRole('option', { name: colleague.name }).click();
  await inspect(doctor, 'told-away');
  await page.getByRole('button', { name: 'I am away' }).click();
  await expect(page.getByText(`${colleague.name} stands in for you.`)).toBeVisible();
  const me = (await colleague.door.colleagues()).find(({ name }) => name === doctor.name)?.person ?? '';
  const [seen] = await colleague.door.awayAmong([me]);
  expect(seen).toMatchObject({ name: doctor.name, deputy: colleague.name });
  await page.getByRole('button', { name: 'I am back' }).click();
  await expect(page.getByRole('button', { name: 'I am away' })).toBeVisible();
  await colleague.door.sayAway(Date.UTC(inAYear, 0, 4) / 1000, '');
  await page.goto(`${origin}/#/cases/new`);
  await page.getByRole('checkbox', { name: colleague.name }).check();
  await expect(page.getByText(`${colleague.name} is away, back on`)).toBeVisible();
  await expect(page.getByText('nobody stands in')).toBeVisible();
  await inspect(doctor, 'told-away-asked');
  await colleague.door.sayBack();
});

test('a question for today that nobody reads: its asker is told to telephone, in the list and in the case', async () => {
  const { page } = doctor;
  await page.goto(`${system?.origin ?? ''}/#/cases/new`);
  await page.getByLabel('What do you want to know?').fill('Does this blister need a referral today?');
  await page.getByRole('checkbox', { name: colleague.name }).check();
  await saysOnChip(page, 'Urgency', 'Today');
  await page.getByRole('button', { name: /^Ask / }).click();
  await expect(page.getByRole('heading', { name: 'Does this blister' })).toBeVisible();
  const unread = 'Nobody read this within 15 minutes.';
  // In two steps: whoever is looked at stays signed in.
  system?.goesOn(10 * 60);
  await colleague.door.told();
  await page.getByRole('link', { name: 'Back to cases' }).click();
  await expect(page.getByRole('link', { name: 'Does this blister' })).toBeVisible();
  await expect(page.getByText(unread)).toBeHidden();
  system?.goesOn(5 * 60);
  await expect(page.getByText(unread)).toBeVisible({ timeout: 60_000 });
  await inspect(doctor, 'told-unread-list');
  await page.getByRole('link', { name: 'Does this blister' }).click();
  await expect(page.getByText(unread)).toBeVisible();
  await inspect(doctor, 'told-unread');
  const asked = (await colleague.door.cases()).find(({ title }) => title.startsWith('Does this blister'))?.room ?? '';
  await colleague.door.lookedAt(asked);
  await expect(page.getByText(unread)).toBeHidden();
  expect(doctor.violations.all()).toEqual([]);
});

test('three weeks after an opinion whoever asked is asked what became of it, and says it by one press', async () => {
  const { page } = doctor;
  const asked = (await colleague.door.cases()).find(({ title }) => title.startsWith('Does this blister'))?.room ?? '';
  const thread = (await colleague.door.room(asked)).threads.find(({ kind }) => kind === 'case')?.thread ?? '';
  await colleague.door.fileOpinion(
    asked,
    thread,
    {
      ...{ impression: 'Bullous pemphigoid.', advice: 'Refer today.', urgency: 'today', limits: 'No picture.' },
      ...{ confidence: 'moderate', examined: 'not-examined', inPerson: 'needed', nextAction: 'Biopsy' },
      ...{ next: 'responsible-consultant', nextBy: '' },
    },
    [],
  );
  const card = page.getByRole('article', { name: `Opinion of ${colleague.name}` });
  await expect(card.getByRole('button', { name: 'Say what became of it' })).toBeVisible();
  system?.goesOn(21 * 86_400);
  await page.reload();
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await page.getByRole('button', { name: 'Open your keys' }).click();
  await page.getByRole('button', { name: 'The service’s clock is right' }).click();
  await page.getByRole('link', { name: 'Say what became of it' }).click();
  const form = card.getByRole('region', { name: 'What became of it?' });
  await expect(form).toBeVisible();
  await inspect(doctor, 'told-outcome');
  await page.setViewportSize({ width: 320, height: 700 });
  await expectNoSidewaysScroll(page);
  await picture(doctor, 'told-outcome-320');
  await page.setViewportSize({ width: 390, height: 844 });
  await form.getByLabel('In words, if you like').fill('Biopsy on the 9th: eczema.');
  await form.getByRole('button', { name: 'It turned out to be something else' }).click();
  await expect(card).toContainText('It turned out to be something else: Biopsy on the 9th: eczema.');
  await expect(form).toBeHidden();
  await expect(page.getByText(`${doctor.name} said what became of an opinion`)).toBeVisible();
  await inspect(doctor, 'told-outcome-said');
  const author = await onAnotherDevice(colleague);
  const [read] = (await author.door.room(asked)).opinions;
  expect(read?.outcome?.text.value?.said).toBe('other-than-said');
  expect(doctor.violations.all()).toEqual([]);
});
