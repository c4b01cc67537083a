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

/**
 * A name and an address that can go to nodemailer as an object. String addresses redirect mail
 * (`b@x\r\nBcc: evil@y`), so none is ever passed on.
 * @throws WrongAddress
 */
export function mailAddress(name: string, address: string, field?: string): MailAddress {
  const checked = z.email().max(254).safeParse(address.trim());
  if (!checked.success) throw new WrongAddress(field);
  // eslint-disable-next-line no-control-regex -- control characters are what must go
  return { name: name.replace(/[\u0000-\u001f\u007f\u2028\u2029]/g, ' ').trim(), address: checked.data };
}
