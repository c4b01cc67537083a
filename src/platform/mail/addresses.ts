import { z } from 'zod';
import { DomainError } from '../errors.js';

export class WrongAddress extends DomainError {
  constructor(field?: string) {
    super('platform.mail.wrong_address', {}, { field });
  }
}

export interface MailAddress {
  name: string;
  address: string;
}

// Made once: a schema costs more to make than to ask, and a mailing asks thousands of times.
const ADDRESS = z.email().max(254);

/**
 * A name and an address that can go to nodemailer as an object. String addresses redirect mail
 * (`b@x\r\nBcc: evil@y`), so none is ever passed on.
 * @throws WrongAddress
 */
export function mailAddress(name: string, address: string, field?: string): MailAddress {
  const checked = ADDRESS.safeParse(address.trim());
  if (!checked.success) throw new WrongAddress(field);
  // eslint-disable-next-line no-control-regex -- control characters are what must go
  return { name: name.replace(/[\u0000-\u001f\u007f\u2028\u2029]/g, ' ').trim(), address: checked.data };
}
