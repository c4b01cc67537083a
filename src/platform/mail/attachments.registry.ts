import { Injectable } from '@nestjs/common';
import type { Message } from './message.entity.js';

export interface AttachedFile {
  filename: string;
  content: Buffer;
  contentType: string;
}

interface Maker {
  contentType: string;
  /** Runs with the institution of the message as current, outside a unit of work. */
  make(matter: object): Promise<Uint8Array>;
}

/** Capabilities that make files for mails register here: making one is slow, so no request waits for it. */
@Injectable()
export class Attachments {
  private readonly makers = new Map<string, Maker>();

  register(name: string, maker: Maker): void {
    this.makers.set(name, maker);
  }

  /** The files of a message. @throws what its maker throws */
  async of({ attachment }: Pick<Message, 'attachment'>): Promise<AttachedFile[]> {
    if (!attachment) return [];
    const maker = this.makers.get(attachment.maker);
    if (!maker) throw new Error(`Nobody makes ${attachment.maker}.`);
    const bytes = await maker.make(attachment.matter);
    return [{ filename: attachment.name, content: Buffer.from(bytes), contentType: maker.contentType }];
  }
}
