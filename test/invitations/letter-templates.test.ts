import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Agent, startApp, type TestApp } from '../support/app.js';
import { aDinner, guest, rowOf } from '../support/invitations.js';

let house: TestApp;
let admin: Agent;
beforeAll(async () => {
  house = await startApp();
  admin = await house.signInAs('tenant-admin');
});
afterAll(() => house.close());

const PATH = '/house/settings/invitations/templates/invitation';
const HTML = '<p>{{ salutation }}</p><p>Own words for {{ name }}</p><p><a href="{{ url }}">{{ button }}</a></p>';
const TEXT = '{{ salutation }}\nOwn words for {{ name }}\n{{ url }}';
const keep = (html: string, text = TEXT, who = admin) => who.post(PATH).type('form').send({ html, text });

describe('a template of the house', () => {
  it('is kept, tried on a guest, put in force, and taken back', async () => {
    const { activityId, ids } = await aDinner(house, [
      guest({ name: '<b>Zoë</b> Lund', email: 'zoe@deputies.example' }),
    ]);
    expect((await keep(HTML)).headers['location']).toBe(`${PATH}?version=1`);
    const preview = await admin.get(`${PATH}/preview/1/${ids[0]}`);
    expect(preview.headers['content-security-policy']).toContain('sandbox');
    expect(preview.text).toContain('Own words for &lt;b&gt;Zoë&lt;/b&gt; Lund');
    expect(await wordsOf(ids[0]!)).not.toContain('Own words');
    await admin.post(`${PATH}/use`).type('form').send({ number: '1' });
    const own = await aDinner(house, [guest({ email: 'own@deputies.example' })]);
    expect(await wordsOf(own.ids[0]!)).toContain('Own words for Wilhelmina');
    // The letter beside the list is the one that is sent, and none of a stranger's.
    const letterOf = async (role: 'desk-officer' | 'finance', activityId = own.activityId) => {
      const who = await house.signInAs(role);
      return who.get(`/house/activities/${activityId}/invitations/recipients/${own.ids[0]}/letter?language=fr`);
    };
    const shown = await letterOf('desk-officer');
    expect([shown.text.includes('Own words for Wilhelmina'), shown.headers['content-security-policy']]).toEqual([
      true,
      expect.stringContaining('sandbox'),
    ]);
    expect((await letterOf('finance')).status).toBe(404);
    expect((await letterOf('desk-officer', activityId)).status).toBe(404);
    await admin.post(`${PATH}/use`).type('form').send({ number: '0' });
    const again = await aDinner(house, [guest({ email: 'again@deputies.example' })]);
    expect(await wordsOf(again.ids[0]!)).not.toContain('Own words');
    expect((await admin.get(PATH)).text).toContain('Version 1');
  });

  it('says the same in plain text, with the signs of its language', async () => {
    const { ids } = await aDinner(house, [guest({ name: 'S.E. Mme Ada Holt', language: 'fr' })]);
    const [letter] = await rowOf<{ body_text: string }>(house, 'select body_text from message where reference_id = $1', [ids[0]]); // prettier-ignore
    expect(letter!.body_text).toMatch(/^Excellence,$/m);
    expect(letter!.body_text).toMatch(/^Date\u00a0: \S/m);
    expect(letter!.body_text).toMatch(/\nRépondre à l’invitation\nhttp\S+\/r\/\S+\n\n-- \n/);
  });

  it.each([
    ['an unknown name', 'x\n<p>{{ zork }} {{ url }}</p>', 'Line 2, column 7', 'zork'],
    ['a way into an object', '{{ constructor.constructor }} {{ url }}', 'Line 1', 'constructor'],
    ['a prototype', '{{ facts.__proto__ }} {{ url }}', 'Line 1', '__proto__'],
    ['a file', '{% include "layout" %}{{ url }}', 'Line 1', 'include'],
    ['a filter that undoes escaping', '{{ name | raw }} {{ url }}', 'Line 1', 'raw'],
    ['a script', '<p>{{ url }}</p>\n<script>1</script>', 'Line 2', 'script'],
    ['a handler', '<img onerror=alert(1) src=x>{{ url }}', 'Line 1', 'onerror'],
    [
      'a loop without end',
      '{% for a in (1..100000000) %}{% for b in (1..100000000) %}x{% endfor %}{% endfor %}{{ url }}',
      '',
      'limit',
    ],
    ['what is not closed', '{% if url %}{{ url }}', 'Line 1', 'not closed'],
    ['a megabyte', `${'x'.repeat(700_000)}{{ url }}`, '', 'too long'],
    ['a letter that cannot be answered', '<p>{{ name }}</p>', '', 'link'],
  ])('with %s is refused, named with its place, and what was typed stays', async (_what, html, place, word) => {
    const answer = await keep(html);
    expect(answer.status).toBe(422);
    const said = /id="f-html-error"[^>]*>([^<]+)/.exec(answer.text)?.[1] ?? '';
    expect(said).toContain(place);
    expect(said).toContain(word);
    expect(answer.text).toContain(html.slice(0, 20).replaceAll('<', '&lt;').replaceAll('"', '&quot;').slice(0, 8));
  });

  it('is for the house and Protocol, not for a desk officer', async () => {
    const desk = await house.signInAs('desk-officer');
    expect((await keep(HTML, TEXT, desk)).status).toBe(404);
    expect((await desk.get(PATH)).status).toBe(404);
    expect((await keep(HTML, TEXT, await house.signInAs('protocol'))).status).toBe(303);
  });
});

async function wordsOf(id: string): Promise<string> {
  const [mail] = await rowOf<{ body_text: string; body_html: string }>(house, 'select body_text, body_html from message where reference_id = $1', [id]); // prettier-ignore
  return mail!.body_text + mail!.body_html;
}
