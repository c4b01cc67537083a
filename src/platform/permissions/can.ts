import { SetMetadata } from '@nestjs/common';

export const CAN = 'entente:can';

/**
 * What a person must hold to reach a route. Every handler, or its controller, states one, or the application does not boot.
 * `public`: anybody; `signed-in`: any account of the institution.
 */
export const Can = (permission: 'public' | 'signed-in' | (string & {})) => SetMetadata(CAN, permission);
