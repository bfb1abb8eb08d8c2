import type { Role } from '@consilium/domain';

export interface MeView {
  person: string;
  name: string;
  role: Role;
  organisation: string;
  defence: string;
  /** `waiting`: an officer has not signed the credential yet. */
  standing: 'waiting' | 'active' | 'ended';
}

export interface PasskeyView {
  passkey: string;
  /** 1-based, in the order of adding. */
  number: number;
  /** False: it signs in, but the keys were changed without it. */
  opensKeys: boolean;
}

export interface DeviceView {
  session: string;
  device: string;
  createdAt: number;
  lastSeenAt: number;
  current: boolean;
}
