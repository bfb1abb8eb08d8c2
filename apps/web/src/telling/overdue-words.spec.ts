import { answerPolicy } from '@consilium/domain';
import { phoneLink } from '../words';
import { happened, reachedIn } from './overdue-words';

test('it is said what did not come, and in what time', () => {
  const said = Object.values(answerPolicy).flatMap(({ readIn, answeredIn }) => [
    happened({ is: 'unread', after: readIn, asked: false }),
    happened({ is: 'unanswered', after: answeredIn, asked: false }),
  ]);
  expect(happened({ is: 'absent', after: 900, asked: false })).toBe(
    'Whoever was asked is away, and nobody who stands in for them was asked.',
  );
  expect(said).toEqual([
    'Nobody read this within 15 minutes.',
    'Nobody answered this within 2 hours.',
    'Nobody read this within 24 hours.',
    'Nobody answered this within 3 days.',
    'Nobody read this within 3 days.',
    'Nobody answered this within 14 days.',
  ]);
});

test('whoever was asked together with others is told so', () => {
  expect(happened({ is: 'unanswered', after: 7200, asked: true })).toBe(
    'You were asked with others, and nobody answered this within 2 hours.',
  );
  expect(happened({ is: 'unread', after: 900, asked: true })).toBe('Nobody read this within 15 minutes.');
});

const switchboard = { kind: 'switchboard', reach: '020 7946 0000' } as const;
const onCall = { kind: 'on-call', reach: '020 7946 0123' } as const;

test('whom to telephone: who is on call, else the switchboard, and no number that nobody gave', () => {
  expect(reachedIn([switchboard, onCall])).toEqual({ whom: 'Phone who is on call:', reach: onCall.reach });
  expect(reachedIn([switchboard]).reach).toBe(switchboard.reach);
  expect(reachedIn([{ kind: 'safeguarding', reach: '020 7946 0999' }])).toEqual({
    whom: 'Phone your switchboard and ask for who is on call: your organisation gives no number here.',
    reach: '',
  });
});

test('only what is a number is a link that telephones', () => {
  expect(phoneLink('+44 (0)20 7946-0123')).toBe('tel:+4402079460123');
  expect(phoneLink('bleep 1234 through the desk')).toBeUndefined();
  expect(phoneLink('')).toBeUndefined();
});
