import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import ICAL from 'ical.js';
import { type Agent, startApp, type TestApp } from '../support/app.js';
import { aDinner, guest, rowOf, tokenOf } from '../support/invitations.js';

const PAYLOADS = [
  '<script>alert(1)</script>',
  '"><script>alert(1)</script>',
  "'><script>alert(1)</script>",
  '</script><script>alert(1)</script>',
  '</textarea><script>alert(1)</script>',
  '</title><script>alert(1)</script>',
  '</style><script>alert(1)</script>',
  '--><script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><img src=x onerror=alert(1)>',
  '" autofocus onfocus=alert(1) x="',
  "' onmouseover='alert(1)",
  '<svg onload=alert(1)>',
  '<svg><animate onbegin=alert(1) attributeName=x dur=1s>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<a href="javascript:alert(1)">x</a>',
  '<form action="https://evil.example"><button>x</button></form>',
  '<base href="https://evil.example/">',
  '<meta http-equiv="refresh" content="0;url=https://evil.example">',
  '<link rel="stylesheet" href="https://evil.example/x.css">',
  '<math><mtext></p><style><img src onerror=alert(1)></style>',
  '<turbo-frame src="https://evil.example" id="x"></turbo-frame>',
  '<div data-controller="progress" data-action="click->x#y">x</div>',
  '{{ institution | json }}{% include "/etc/passwd" %}',
  '${alert(1)}#{alert(1)}<%= 1 %>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '\u202e<script>alert(1)</script>',
];

let house: TestApp;
let protocol: Agent;
/** A dinner to which all of them are asked. */
let dinner: Awaited<ReturnType<typeof aDinner>>;
beforeAll(async () => {
  house = await startApp();
  protocol = await house.signInAs('protocol');
  dinner = await aDinner(
    house,
    PAYLOADS.map((text, n) =>
      guest({ name: text, post: text, organisation: text, salutation: text, email: `guest.${n}@embassy.example` }),
    ),
  );
});
afterAll(() => house.close());

/** Tags and attributes of a page, without what stands between them: where a text never may come to stand. */
const tagsOf = (html: string) =>
  (html.match(/<[a-z!/](?:"[^"]*"|'[^']*'|[^>"'])*>/gi) ?? []).map((tag) => tag.replace(/"[^"]*"/g, '""'));
const escaped = (text: string) => [
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;'),
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
];
const kinds = (html: string) =>
  [...new Set(tagsOf(html).map((tag) => /^<\/?([a-z-]+)/i.exec(tag)?.[1]?.toLowerCase() ?? ''))].toSorted();

describe('what a guest or a colleague types', () => {
  it.each(PAYLOADS)('is text on every page and in the mail: %j', async (payload) => {
    const { activityId, invitationId } = dinner;
    const ids = [dinner.ids[PAYLOADS.indexOf(payload)]!];
    const browser = house.browser();
    await browser.get(`/r/${await tokenOf(house, ids[0]!)}`);
    const sent = await browser
      .post(`/r/to/${ids[0]}?lang=en`)
      .type('form')
      .send({ answer: 'accepted', companions: '1', note: payload, needs: payload, onBehalf: payload });
    expect(sent.status).toBe(303);
    const shown = await browser.get(`/r/to/${ids[0]}?lang=en`);
    const wrong = await browser
      .post(`/r/to/${ids[0]}?lang=en`)
      .type('form')
      .send({ answer: payload, companions: payload, note: payload, needs: payload });
    expect([shown.status, wrong.status]).toEqual([200, 422]);

    const base = `/house/activities/${activityId}/invitations`;
    const list = await protocol.get(`${base}?invitation=${invitationId}&record=${ids[0]}`);
    const needs = await protocol.post(`${base}/recipients/${ids[0]}/needs`).type('form').send({});
    const again = await protocol
      .post(`${base}/${invitationId}/recipients`)
      .type('form')
      .send({ name: payload, email: payload, language: 'en' });
    const letter = await protocol.get(`${base}/recipients/${ids[0]}/letter`);
    const today = await protocol.get('/house');
    expect([list.status, needs.status, again.status, today.status]).toEqual([200, 200, 422, 200]);

    const [mail] = await rowOf<{ body_html: string; subject: string; calendar: string }>(
      house,
      'select body_html, subject, calendar from message where reference_id = $1',
      [ids[0]],
    );
    const pages = {
      shown: shown.text,
      wrong: wrong.text,
      list: list.text,
      needs: needs.text,
      again: again.text,
      letter: letter.text,
      today: today.text,
      mail: mail!.body_html,
    };
    for (const [name, html] of Object.entries(pages)) {
      expect([
        name,
        tagsOf(html).filter((tag) => /alert|evil\.example|\son[a-z]+=|srcdoc|javascript:/i.test(tag)),
      ]).toEqual([name, []]);
      // Our own frame holds the letter, and runs nothing.
      expect([name, tagsOf(html).filter((tag) => /^<iframe/i.test(tag) && !/ sandbox(=""| )/.test(tag))]).toEqual([name, []]); // prettier-ignore
      expect([name, kinds(html).filter((kind) => ['math', 'animate', 'base'].includes(kind))]).toEqual([name, []]);
      expect([
        name,
        escaped(payload).some((text) =>
          html.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&#34;', '"').includes(text),
        ),
      ]).toEqual([name, true]);
    }
    for (const { headers } of [shown, wrong, list, needs, again]) {
      expect(headers['content-security-policy']).toMatch(/script-src 'nonce-[\w-]+';/);
      expect(headers['content-security-policy']).not.toMatch(/script-src[^;]*unsafe-inline/);
    }
    // One entry with one attendee, whatever the name.
    const [event, ...more] = new ICAL.Component(ICAL.parse(mail!.calendar) as unknown[]).getAllSubcomponents('vevent');
    expect([more.length, event!.getAllProperties('attendee').length]).toEqual([0, 1]);
  });
});
