import type { ApiReply } from '../http/request';
import { startCookie } from '../http/session-cookie';
import { absoluteSeconds } from './device-sessions';
import { endPreSessionCookie } from './pre-session';
import type { SignedIn } from './sign-in.service';

/** Puts a new session's cookie on the reply; the pre-session that led to it is over. */
export function startSession(reply: ApiReply, { token }: SignedIn): void {
  void reply.header('set-cookie', [startCookie(token, absoluteSeconds), endPreSessionCookie]);
}
