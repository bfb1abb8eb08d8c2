import type { ApiReply } from '../http/request';
import { startCookie } from '../http/session-cookie';
import { absoluteSeconds } from './device-sessions';
import { endedDays } from './sessions.store';
import { endPreSessionCookie } from './pre-session';
import type { SignedIn } from './sign-in.service';

/** Longer than the session, which the service refuses by then: a device is told by its cookie that it was ended from elsewhere. */
const cookieSeconds = absoluteSeconds + endedDays * 24 * 60 * 60;

/** Puts a new session's cookie on the reply; the pre-session that led to it is over. */
export function startSession(reply: ApiReply, { token }: SignedIn): void {
  void reply.header('set-cookie', [startCookie(token, cookieSeconds), endPreSessionCookie]);
}
