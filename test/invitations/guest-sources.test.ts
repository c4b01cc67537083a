import { afterAll, beforeAll, expect, it } from 'vitest';
import { InvitationsService } from '../../src/invitations/invitations.service.js';
import { aPartner, aPerson } from '../support/activities.js';
import { type Agent, startApp, type TestApp } from '../support/app.js';
import { aDinner, guest, rowOf } from '../support/invitations.js';

let house: TestApp;
let protocol: Agent;
beforeAll(async () => {
  house = await startApp();
  protocol = await house.signInAs('protocol');
});
afterAll(() => house.close());

const listOf = (invitationId: string) =>
  rowOf<Record<string, unknown>>(house, 'select kind, name, second_name, post, organisation, email, language, salutation, care_of, companions, person_id, post_id from recipient where invitation_id = $1 order by id', [invitationId]); // prettier-ignore

async function anInvitation() {
  const { activityId, invitationId } = await aDinner(house, [], false);
  return { invitationId, path: `/house/activities/${activityId}/invitations/${invitationId}/sources` };
}

it('people come from the directory in their language and form of address, and each but once', async () => {
  const id = await aPerson(house, {
    familyName: 'Verhoeven',
    givenName: 'Maud',
    email: 'm.verhoeven@senate.example',
    languages: ['de', 'fr'],
    addressForms: { fr: { before: 'S.E. Mme', salutation: 'Madame la Présidente,' } },
  } as never);
  const native = await aPerson(house, { familyName: 'Buslovich', givenName: 'Larysa', honorific: 'Ms', languages: ['ru'], nativeName: 'Лариса Буслович', nativeLanguage: 'ru' }); // prettier-ignore
  const script = await aPerson(house, { familyName: 'Karim', givenName: 'Amin', honorific: 'Mr', languages: ['ar'], otherNames: [{ kind: 'script', language: 'ar', family: 'كريم', given: 'أمين', order: 'given-first' }] }); // prettier-ignore
  const { invitationId, path } = await anInvitation();
  const page = (await protocol.get(`${path}?q=verhoeven`)).text;
  expect(page).toContain(`value="${id}"`);
  for (let n = 0; n < 2; n += 1) expect((await protocol.post(`${path}/people`).type('form').send({ 'people[]': [id] })).status).toBe(303); // prettier-ignore
  expect(await listOf(invitationId)).toMatchObject([
    { name: 'S.E. Mme Maud Verhoeven', language: 'fr', salutation: 'Madame la Présidente,', person_id: id },
  ]);
  // A title has its form in the language of the letter, or none; who is no lady or gentleman to us is named with the patronymic.
  const latin = { languages: ['ru'], familyName: 'Marenko', givenName: 'Adela' };
  const ids = [
    await aPerson(house, { ...latin, honorific: 'Ms' }),
    await aPerson(house, { ...latin, honorific: 'Rt Hon.', gender: 'male' }),
    await aPerson(house, { ...latin, honorific: null, patronymic: 'Pavlovna' }),
    await aPerson(house, { ...latin, honorific: 'H.E. Ms', languages: ['fr'] }),
  ];
  const other = await anInvitation();
  await protocol.post(`${other.path}/people`).type('form').send({ 'people[]': ids });
  const begun = (await listOf(other.invitationId)).map(
    ({ name, salutation }) => `${String(name)}: ${String(salutation)}`,
  );
  expect(begun.toSorted()).toEqual(['Adela Marenko: Adela Pavlovna!', 'Adela Marenko: Уважаемый господин Adela Marenko!', 'S.E. Mme Adela Marenko: ', 'г-жа Adela Marenko: ']); // prettier-ignore
  // In the script of the letter, where the directory has it.
  await protocol
    .post(`${path}/people`)
    .type('form')
    .send({ 'people[]': [native, script] });
  expect((await listOf(invitationId)).map(({ name }) => name).toSorted()).toEqual(['S.E. Mme Maud Verhoeven', 'Лариса Буслович', 'أمين كريم']); // prettier-ignore
});

it('an office is asked, whoever holds it; a stranger to the house adds nobody', async () => {
  const { invitationId, path } = await anInvitation();
  const organisation = await aPartner(house, 'Embassy of Haldenmark');
  const [post] = await house.within(() =>
    house.db.transaction(() =>
      house.db.rows<{ id: string }>(
        `insert into post (institution_id, id, organisation_id, label) values ($1, gen_random_uuid(), $2, '{"en":"Ambassador of Haldenmark"}') returning id`,
        [house.house.id, organisation],
      ),
    ),
  );
  expect((await protocol.get(`${path}?office=haldenm`)).text).toContain('Ambassador of Haldenmark');
  expect((await protocol.get(`${path}?office=aldenmark`)).text).not.toContain('Ambassador of Haldenmark');
  const fields = { postId: post!.id, language: 'en', email: 'chancery@embassy.example', careOf: 'the Chancery' };
  const finance = await house.signInAs('finance');
  expect((await finance.post(`${path}/office`).type('form').send(fields)).status).toBe(404);
  expect((await protocol.post(`${path}/office`).type('form').send(fields)).status).toBe(303);
  expect(await listOf(invitationId)).toMatchObject([
    { kind: 'office', name: 'The Ambassador of Haldenmark', salutation: 'Dear Sir or Madam,', post_id: post!.id, care_of: 'the Chancery' }, // prettier-ignore
  ]);
});

it('a file is read by its headings in any language; a wrong row is named and nothing of it is kept', async () => {
  const { invitationId, path } = await anInvitation();
  const good =
    'Nom;Fonction;Courriel;Langue;Second nom d’un couple\nIdris Lund;Député;i.lund@chamber.example;fr;Elin Lund\n';
  expect((await protocol.post(`${path}/file`).attach('file', Buffer.from(good), 'liste.csv')).status).toBe(303);
  expect(await listOf(invitationId)).toMatchObject([
    { kind: 'pair', name: 'Idris Lund et Elin Lund', second_name: 'Elin Lund', post: 'Député', companions: 1 },
  ]);
  const answer = await protocol.post(`${path}/file`).attach('file', Buffer.from(`${good}Someone;;not an address;fr;\n`), 'liste.csv'); // prettier-ignore
  expect(answer.status).toBe(422);
  expect(answer.text).toMatch(/Line \D*3/);
  expect(await listOf(invitationId)).toHaveLength(1);
});

it('a pair has one letter and chairs for both; what goes through an embassy is addressed to it and says for whom it is', async () => {
  const { ids } = await aDinner(house, [
    guest({ name: 'Ada Holt', secondName: 'Bo Holt', email: 'holt@deputies.example' }),
    guest({ name: 'Ines Vold', careOf: 'Embassy of Kestria', email: 'post@embassy.example' }),
  ]);
  const mails = await rowOf<{ to_name: string; body_text: string; calendar: string }>(house, 'select to_name, body_text, calendar from message where reference_id = any($1) order by reference_id', [ids]); // prettier-ignore
  expect(mails).toHaveLength(2);
  expect(mails[0]!.body_text).toContain('Dear Ada Holt and Bo Holt,');
  expect(mails[1]!.to_name).toBe('Embassy of Kestria');
  expect(mails[1]!.body_text).toContain('For Ines Vold, kindly through Embassy of Kestria');
  expect(mails[1]!.calendar.replaceAll('\r\n ', '')).toMatch(/ATTENDEE;.*CN="?Ines Vold/);
  await house.within(() => house.get(InvitationsService).withdraw(ids[0]!));
});
