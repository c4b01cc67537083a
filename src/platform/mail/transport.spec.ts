import { describe, expect, it } from 'vitest';
import { readConfig } from '../config/config.js';
import type { Message } from './message.entity.js';
import { MailTransport } from './transport.js';

describe('a message on the wire', () => {
  it('ends every line in CRLF, whatever the text and the files brought', async () => {
    const message = {
      messageId: '<one@house.example>',
      toName: 'Aino Laine',
      toAddress: 'aino@parliament.example',
      subject: 'Dinner\nin honour',
      bodyText: `Dear Ms Laine,\n\nthe pleasure of your company.\r\n${'long words '.repeat(40)}\nOlga Brûlé`,
      bodyHtml: `<p>${'long words '.repeat(200)}\n</p>\r\n<p>Привет</p>\n`,
      calendarMethod: 'REQUEST',
      calendar: 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n',
      language: 'en',
      createdAt: Temporal.Instant.from('2026-11-22T08:00:00Z'),
    } as Message;
    const transport = new MailTransport(readConfig({ DATABASE_APP_URL: 'postgres://app@localhost/x' }));
    const files = [
      { filename: 'letter.pdf', content: Buffer.from('%PDF-1.7\n\n%%EOF\n'), contentType: 'application/pdf' },
    ];
    const lines = (await transport.bytes(message, files)).toString('latin1').split('\r\n');
    expect(lines.filter((line) => /[\r\n]/.test(line))).toEqual([]);
    expect(lines.filter((line) => line.length > 998)).toEqual([]);
    expect(lines).toContain('Subject: Dinner in honour');
  });
});
