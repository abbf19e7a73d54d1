import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import type { Actor } from '#libs/api/kernel/actor.js';
import { DomainError, InvalidInput, NotFound } from '#libs/api/kernel/domain-error.js';
import type { ExchangeReport } from '#libs/api/numbers/carrier.js';
import { RequestPortOut } from '#libs/api/numbers/port-out.js';
import { assertBody } from '#libs/api/kernel/schema.js';
import { romeDate } from '#libs/italy/rome-time.js';
import { UnitOfWork, type Tx } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import { backgroundContext, withContext } from '#libs/platform/context.js';
import { hashOf } from '#libs/platform/ids.js';
import { LOGGER } from '#libs/platform/tokens.js';
import { PortInDesk } from '../porting/cut-over.service.js';
import { PortInStore } from '../porting/port-in.store.js';
import { PortOuts } from '../porting/port-out.service.js';
import { CARRIER, type Carrier, type IncomingMessage } from './carrier.port.js';
import { CarrierAnswer } from './carrier-answer.format.js';
import { CarrierMessages } from './carrier-messages.service.js';
import { CarrierOutbox } from './carrier-outbox.service.js';
import { CarrierSimulator } from './carrier.simulator.js';

/** A message that is refused; the reason goes back to who sent it. */
class Refused extends Error {}

/** Drives port orders by what is exchanged with other operators. Safe to run twice, at once, and after a crash anywhere. */
@Injectable()
export class CarrierExchange {
  constructor(
    @Inject(CARRIER) private readonly carrier: Carrier | undefined,
    @Inject(CarrierSimulator) private readonly simulator: CarrierSimulator | undefined,
    @Inject(CarrierMessages) private readonly messages: CarrierMessages,
    @Inject(CarrierOutbox) private readonly outbox: CarrierOutbox,
    @Inject(PortInStore) private readonly portIns: PortInStore,
    @Inject(PortInDesk) private readonly desk: PortInDesk,
    @Inject(PortOuts) private readonly portOuts: PortOuts,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Takes what came, then sends what is to be told, the answers to it included. Where no exchange is configured, staff and the carrier API do its work. */
  async round(): Promise<ExchangeReport> {
    if (!this.carrier) return { sent: 0, taken: 0, refused: 0 };
    await this.simulator?.round(romeDate(this.clock.now()));
    const received = await this.carrier.receive((message) => this.receive(message));
    return { sent: await this.outbox.send(this.carrier), ...received };
  }

  /** @returns why it is refused, if it is; a repetition has the answer that the first had. */
  async receive(message: IncomingMessage): Promise<string | undefined> {
    const { message_id: id = '', from = '' } = message;
    if (!/^[\w.-]{1,120}$/.test(id))
      return 'message_id is missing or has other characters than letters, digits, ., _ and -';
    if (from.length < 2 || from.length > 80) return 'from is missing: the name of the operator';
    // An empty column says as much as none.
    const hash = hashOf(Object.fromEntries(Object.entries(message).filter(([, value]) => value !== '')));
    const known = await this.messages.known(id);
    if (known) return known.hash === hash ? known.reason : 'message_id was used before, for another message';
    return withContext({ ...backgroundContext('carrier-exchange'), actor: exchangeActor(from) }, () =>
      this.handle(message, hash),
    );
  }

  private async handle(message: IncomingMessage, hash: string): Promise<string | undefined> {
    try {
      if (message.kind === 'port_in_answer') await this.work.run((tx) => this.answer(message, hash, tx));
      else await this.portOut(message, hash);
      return undefined;
    } catch (error) {
      if (!(error instanceof Refused || error instanceof DomainError)) throw error;
      // A round at the same time was first: what it changed refuses this one.
      const first = await this.messages.known(message.message_id!);
      if (first?.hash === hash) return first.reason;
      const reason = reasonOf(error);
      await this.messages.keep(message, hash, 'refused', reason);
      this.logger.warn(
        { message: message.message_id, from: message.from, reason },
        'a message of another operator was refused',
      );
      return reason;
    }
  }

  /** The answer and the record of it are one transaction: it moves the order once. */
  private async answer(message: IncomingMessage, hash: string, tx: Tx): Promise<void> {
    const { order, attempt, status, cutOverOn, reason, comment } = answerOf(message);
    const row = await this.portIns.orders.findById(order).lean();
    if (!row) throw new NotFound('port-in order');
    if (row.attempt !== attempt)
      throw new Refused(`it answers attempt ${attempt}; the order is at attempt ${row.attempt}`);
    const change = comment ? { comment: { from: 'carrier' as const, text: comment, at: this.clock.now() } } : {};
    if (status === 'verifying') await this.desk.verify(row, tx, change);
    else if (status === 'rejected') await this.desk.reject(row, reason ?? 'technical', tx, change);
    else if (cutOverOn) await this.desk.accept(row, cutOverOn, tx, change);
    else throw new Refused('an acceptance needs cut_over_on');
    await this.messages.keep(message, hash, 'taken');
  }

  /** A request is idempotent by the recipient and its reference; so is its withdrawal. */
  private async portOut(message: IncomingMessage, hash: string): Promise<void> {
    const actor = exchangeActor(message.from!);
    if (message.kind === 'port_out_request') await this.portOuts.request(requestOf(message), actor);
    else if (message.kind === 'port_out_cancel')
      await this.portOuts.cancel(await this.portOuts.idOf(message.reference ?? '', actor), actor);
    else throw new Refused(`there is no kind ${message.kind ?? ''}`);
    await this.messages.keep(message, hash, 'taken');
  }
}

/** An operator that is known by its files alone. */
const exchangeActor = (operator: string): Actor => ({
  kind: 'carrier',
  id: `exchange:${operator}`,
  roles: ['carrier'],
  operator,
});

function answerOf({ order, attempt, status, cut_over_on: cutOverOn, reason, comment }: IncomingMessage): CarrierAnswer {
  const answer = {
    order,
    attempt: Number(attempt),
    status,
    ...(cutOverOn ? { cutOverOn } : {}),
    ...(reason ? { reason } : {}),
    ...(comment ? { comment } : {}),
  };
  assertBody(CarrierAnswer, answer);
  return answer;
}

function requestOf({
  reference,
  number,
  migration_code: migrationCode,
  tax_code: taxCode,
  from: recipient,
  wished_on: wishedOn,
}: IncomingMessage): RequestPortOut {
  const request = { reference, number, migrationCode, taxCode, recipient, ...(wishedOn ? { wishedOn } : {}) };
  assertBody(RequestPortOut, request);
  return request;
}

const reasonOf = (error: Error): string =>
  error instanceof InvalidInput
    ? error.fields.map(({ field, text }) => `${field}: ${text.en}`).join('; ')
    : error instanceof DomainError
      ? error.text.en
      : error.message;
