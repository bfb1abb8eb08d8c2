import { isGood } from '@consilium/domain';
import type { Vault } from '../vault/vault';
import { nameOf } from './person-view';
import type { SecurityEventView, SecurityLogView } from './security-views';

/** Two officers read the security log together: one asks, another confirms, both read for an hour. */
export interface SecurityLogDoor {
  securityLog(): Promise<SecurityLogView>;
  askForSecurityLog(reason: string): Promise<void>;
  confirmSecurityLog(reading: string): Promise<void>;
  /** A page of it, newest first; it stands in the log that this person read it. */
  readSecurityLog(reading: string, page: number): Promise<{ events: SecurityEventView[]; more: boolean }>;
}

async function securityLogView(vault: Vault): Promise<SecurityLogView> {
  const { readings, keptDays } = await vault.transport.call('securityLog', 'readings', {});
  const now = vault.clock.now();
  const officers = vault.view.people().filter((person) => person.role === 'officer' && isGood(person, now));
  return {
    keptDays,
    officers: officers.length,
    readings: readings
      .filter(({ until }) => until > now)
      .map(({ reading, asker, confirmer, reason, askedAt, until }) => ({
        ...{ reading, reason, askedAt, until },
        asker: nameOf(vault, asker),
        confirmer: confirmer === '' ? '' : nameOf(vault, confirmer),
        isMine: asker === vault.me,
        mayRead: confirmer !== '' && [asker, confirmer].includes(vault.me),
      })),
  };
}

export function securityLogDoor(vault: Vault, ready: () => Promise<unknown>): SecurityLogDoor {
  const changed = (): void => {
    vault.changed({ about: 'register' });
  };
  return {
    securityLog: async () => {
      await ready();
      await vault.register.sync();
      return securityLogView(vault);
    },
    askForSecurityLog: async (reason) => {
      await ready();
      await vault.transport.call('securityLog', 'ask', { reason: reason.trim() });
      changed();
    },
    confirmSecurityLog: async (reading) => {
      await ready();
      await vault.transport.call('securityLog', 'confirm', { reading });
      changed();
    },
    readSecurityLog: async (reading, page) => {
      await ready();
      const { events, more } = await vault.transport.call('securityLog', 'read', { reading, page });
      const shown = events.map(({ person, ...event }) => ({
        ...event,
        name: person === '' ? '' : nameOf(vault, person),
      }));
      return { events: shown, more };
    },
  };
}
