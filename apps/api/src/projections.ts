import { adviceProjections } from './advice/advice.projections';
import { pictureProjections } from './pictures/pictures.projections';
import { registerProjections } from './register/register.projections';
import { roomProjections } from './rooms/rooms.projections';

/** Every table that is made of ledgers. */
export const projections = [...registerProjections, ...roomProjections, ...pictureProjections, ...adviceProjections];
