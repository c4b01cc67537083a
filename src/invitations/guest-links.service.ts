import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../platform/config/config.js';
import { hashToken, SecretsService } from '../platform/secrets/secrets.service.js';
import type { Recipient } from './invitation.entity.js';
import { replyAddress, replyCode } from './reply-address.js';

export interface GuestLink {
  /** Where the guest answers. */
  url: string;
  /** The address of his own that replies about him come to: programs reply to the organiser, people to the sender. */
  replyTo: string;
  /** By which such a reply is found. */
  replyHash: Buffer;
  /** From whom the mail comes in truth. */
  sentBy: string;
}

/** How a guest is known outside the house: by his link, and by the address that his replies come to. */
@Injectable()
export class GuestLinks {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly secrets: SecretsService,
  ) {}

  async of({ id, tokenSealed }: Pick<Recipient, 'id' | 'tokenSealed'>): Promise<GuestLink> {
    const place = { table: 'recipient', column: 'token_sealed', row: id };
    const token = await this.secrets.open(place, tokenSealed);
    const code = replyCode(this.secrets, token);
    const { BASE_URL, MAIL_FROM } = this.config;
    return {
      url: `${BASE_URL}/r/${token}`,
      replyTo: replyAddress(code, MAIL_FROM),
      replyHash: hashToken(code),
      sentBy: MAIL_FROM,
    };
  }
}
