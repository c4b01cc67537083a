import type { SecretsService } from '../platform/secrets/secrets.service.js';

/** Hexadecimal, because a mail server may change the case of what stands before the @; with `rsvp+` well under 64 octets. */
export const REPLY_CODE = /^[0-9a-f]{48}$/;

/** Names a guest in the address that his calendar replies to. It opens nothing: the link cannot be made from it. */
export function replyCode(secrets: SecretsService, token: string): string {
  return Buffer.from(secrets.mac('invitations.reply', token), 'base64url').toString('hex').slice(0, 48);
}

/** @param from the organiser's address, whose domain takes the replies */
export const replyAddress = (code: string, from: string): string => `rsvp+${code}@${from.split('@')[1]}`;
