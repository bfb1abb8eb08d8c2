import { signInEntities } from './sign-in/sign-in.entities';
import { registerEntities } from './register/register.entities';
import { ledgersEntities } from './ledgers/ledgers.entities';
import { roomsEntities } from './rooms/rooms.entities';
import { picturesEntities } from './pictures/pictures.entities';
import { adviceEntities } from './advice/advice.entities';
import { securityEntities } from './security/security.entities';
import { setupEntities } from './setup/setup.entities';
import { tellingEntities } from './telling/telling.entities';
import { storageEntities } from './storage/storage.entities';

/** Every table there is, as TypeORM knows it; `test/api/entities.spec.ts` holds them against what the migrations make. */
export const entities = [
  ...signInEntities,
  ...registerEntities,
  ...ledgersEntities,
  ...roomsEntities,
  ...picturesEntities,
  ...adviceEntities,
  ...securityEntities,
  ...setupEntities,
  ...tellingEntities,
  ...storageEntities,
];
