import { Injectable } from '@nestjs/common';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { NotFound } from '../../platform/errors.js';
import { EventsService } from '../../platform/events/events.service.js';
import { SecretsService } from '../../platform/secrets/secrets.service.js';
import { CounterpartLine, type CounterpartLink } from './counterpart.entity.js';
import { ListTooLong } from './counterpart.errors.js';
import { lineFacts, type LineInput, type SealedFacts, sealedFacts } from './counterpart.forms.js';

const MOST = 200;

/** What the counterpart enters, changes and takes back; it changes nothing of ours. Whoever holds the link is let in by the door. */
@Injectable()
export class CounterpartLinesService {
  constructor(
    private readonly db: Db,
    private readonly secrets: SecretsService,
    private readonly events: EventsService,
  ) {}

  /** @throws ListTooLong */
  async enter(link: CounterpartLink, input: LineInput): Promise<void> {
    const [{ count } = { count: 0 }] = await this.db.rows<{ count: number }>(
      'select count(*)::int as count from counterpart_line where institution_id = $1 and activity_id = $2',
      [Current.institutionId, link.activityId],
    );
    if (count >= MOST) throw new ListTooLong(MOST);
    const line = new CounterpartLine();
    Object.assign(line, {
      activityId: link.activityId,
      linkId: link.id,
      sealed: null,
      memberId: null,
      decidedBy: null,
    });
    await this.write(line, input);
    await this.db.repo(CounterpartLine).insert(line);
    await this.note('line_sent', line);
  }

  /** @throws NotFound for a line of another link */
  async change(link: CounterpartLink, id: string, input: LineInput): Promise<void> {
    const line = await this.own(link, id);
    await this.write(line, input);
    await this.db.repo(CounterpartLine).save(line);
    await this.note('line_sent', line);
  }

  /** Takes a line back: what nobody took over goes, who stands on our list is asked off it. @throws NotFound */
  async withdraw(link: CounterpartLink, id: string): Promise<void> {
    const line = await this.own(link, id);
    if (line.memberId) {
      line.leave();
      await this.db.repo(CounterpartLine).save(line);
    } else await this.db.repo(CounterpartLine).delete({ institutionId: Current.institutionId, id });
    await this.note('line_withdrawn', line);
  }

  /** What is sealed of a line, to be sealed again elsewhere and shown to nobody. */
  async sealedOf(line: CounterpartLine): Promise<SealedFacts> {
    return line.sealed ? (JSON.parse(await this.secrets.open(placeOf(line.id), line.sealed)) as SealedFacts) : {};
  }

  private async write(line: CounterpartLine, input: LineInput): Promise<void> {
    line.send(lineFacts(input));
    const told = sealedFacts(input);
    if (Object.keys(told).length > 0)
      line.sealed = await this.secrets.seal(
        placeOf(line.id),
        JSON.stringify({ ...(await this.sealedOf(line)), ...told }),
      );
  }

  private async own(link: CounterpartLink, id: string): Promise<CounterpartLine> {
    const line = await this.db.one(CounterpartLine, id);
    if (line.linkId !== link.id || line.state === 'left') throw new NotFound();
    return line;
  }

  private async note(what: string, line: CounterpartLine): Promise<void> {
    await this.events.record({ type: `logistics.${what}`, subject: line.id, activityId: line.activityId });
  }
}

const placeOf = (id: string) => ({ table: 'counterpart_line', column: 'sealed', row: id });
