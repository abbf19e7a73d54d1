import { Controller, Inject, Module } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { Schema, type Connection } from 'mongoose';
import { DomainError, ServiceUnavailable } from '#libs/api/kernel/domain-error.js';
import type { SagaDefinition } from '#libs/messaging/saga.js';
import { SagaRunner } from '#libs/messaging/saga-runner.js';
import { sagaModel } from '#libs/messaging/saga.schema.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { newId } from '#libs/platform/ids.js';
import { ignoringMessages } from '#libs/testing/peer.js';
import { ServiceUnderTest } from '#libs/testing/service.js';
import { eventually } from '#libs/testing/wait.js';

interface Trip {
  readonly name: string;
  ticket?: string;
  paid?: number;
  stamp?: string;
}

const refusal = (code: string): DomainError => new DomainError({ code, status: 409, text: { it: code, en: code } });
const HOUR = 3_600_000;

/** A journey: buy a ticket, wait to be paid, wait for the stamp. Its failures are set from outside. */
@Controller()
class Journey {
  readonly log: string[] = [];
  outage = 0;
  refuse = false;
  pastReturn = false;
  meanwhile = async (): Promise<void> => undefined;

  readonly definition: SagaDefinition<Trip> = {
    kind: 'trip',
    steps: [
      { name: 'buy', run: () => this.buy(), compensate: async () => void this.log.push('refund ticket') },
      {
        name: 'await payment',
        signal: 'paid',
        until: (_saga, now) => new Date(now.getTime() + 72 * HOUR),
        onTimeout: { compensate: () => refusal('unpaid') },
        compensate: async () => (this.pastReturn ? 'past-return' : undefined),
        enter: async () => void this.log.push('waits for payment'),
      },
      {
        name: 'await stamp',
        signal: 'stamped',
        until: (_saga, now) => new Date(now.getTime() + HOUR),
        onTimeout: { nudge: async () => void this.log.push('nudged') },
      },
    ],
    complete: async (saga) => {
      await this.connection.models.Arrival!.create([{ _id: saga._id, stamp: saga.data.stamp }]);
    },
    undone: async (saga) => {
      await this.connection.models.Arrival!.create([{ _id: saga._id, stamp: `undone: ${saga.error?.code}` }]);
    },
  };

  constructor(
    @InjectConnection() readonly connection: Connection,
    @Inject(SagaRunner) readonly runner: SagaRunner,
    @Inject(UnitOfWork) readonly work: UnitOfWork,
  ) {
    connection.model('Arrival', new Schema({ _id: String, stamp: String }));
    runner.register(this.definition);
  }

  private async buy(): Promise<Partial<Trip>> {
    if (this.outage-- > 0) throw new ServiceUnavailable('tickets');
    if (this.refuse) throw refusal('sold_out');
    this.log.push('bought');
    await this.meanwhile();
    return { ticket: 'T1' };
  }

  async begin(): Promise<string> {
    const id = newId('trp');
    await this.work.run((tx) => this.runner.begin(this.definition, id, { name: 'to Rome' }, tx));
    return id;
  }

  async signal(id: string, name: string, data: Record<string, unknown> = {}): Promise<void> {
    await this.work.run((tx) => this.runner.signal(id, name, data, tx));
  }

  async arrival(id: string): Promise<string | null | undefined> {
    return (await this.connection.models.Arrival!.findById(id).lean<{ stamp: string }>())?.stamp;
  }
}

@Module({ controllers: [Journey, ignoringMessages('numbers')] })
class JourneyModule {}

describe('sagas on the real database', () => {
  let service: ServiceUnderTest;
  let journey: Journey;
  beforeAll(async () => {
    service = await ServiceUnderTest.start('numbers', JourneyModule);
    journey = service.get(Journey);
  });
  afterAll(() => service.stop());
  beforeEach(() => {
    Object.assign(journey, { outage: 0, refuse: false, pastReturn: false, meanwhile: async () => undefined });
    journey.log.length = 0;
  });

  it('runs to its wait, then to its end, signal by signal', async () => {
    const id = await journey.begin();
    expect(await journey.runner.advance(id)).toMatchObject({
      state: 'waiting',
      stepName: 'await payment',
      data: { ticket: 'T1' },
    });
    await journey.signal(id, 'paid', { paid: 10 });
    await journey.signal(id, 'stamped', { stamp: 'ok' });
    expect(await journey.arrival(id)).toBe('ok');
  });

  it('keeps a signal that comes before its step', async () => {
    const id = await journey.begin();
    await journey.signal(id, 'stamped', { stamp: 'early' });
    await journey.runner.advance(id);
    await journey.signal(id, 'paid');
    expect(await journey.arrival(id)).toBe('early');
  });

  it('keeps a signal that comes while a step runs', async () => {
    const id = await journey.begin();
    journey.meanwhile = () => journey.signal(id, 'paid');
    expect(await journey.runner.advance(id)).toMatchObject({ state: 'waiting', stepName: 'await stamp' });
    expect(journey.log.filter((line) => line === 'bought')).toHaveLength(1);
  });

  it('does each step once when several ask it to go on at the same time', async () => {
    const id = await journey.begin();
    await Promise.all(Array.from({ length: 5 }, () => journey.runner.advance(id)));
    expect(journey.log).toEqual(['bought', 'waits for payment']);
  });

  it('leaves a saga alone that another process took over while a step ran', async () => {
    const id = await journey.begin();
    const sagas = sagaModel(journey.connection);
    journey.meanwhile = async () =>
      void (await sagas.updateOne(
        { _id: id },
        { $set: { lockedUntil: new Date(Date.now() + HOUR) }, $inc: { version: 1 } },
      ));
    expect(await journey.runner.advance(id)).toMatchObject({ state: 'running', stepName: 'buy' });
    expect(await sagas.findById(id).lean()).toMatchObject({ state: 'running', stepName: 'buy', version: 1 });
  });

  it('changes nothing for a signal that is repeated or late', async () => {
    const id = await journey.begin();
    await journey.runner.advance(id);
    for (const name of ['paid', 'paid', 'stamped', 'stamped', 'paid'])
      await journey.signal(id, name, { stamp: 'once' });
    expect(await sagaModel(journey.connection).findById(id).lean()).toMatchObject({ state: 'completed' });
    expect(await journey.arrival(id)).toBe('once');
  });

  it('undoes what was done when a step is refused, and tells why', async () => {
    journey.refuse = true;
    const id = await journey.begin();
    const saga = await journey.runner.advance(id);
    expect(saga).toMatchObject({ state: 'compensated', error: { code: 'sold_out' } });
    expect(await journey.arrival(id)).toBe('undone: sold_out');
  });

  it('tries a step again when a service was away', async () => {
    journey.outage = 2;
    const id = await journey.begin();
    expect(await journey.runner.advance(id)).toMatchObject({ state: 'running', stepName: 'buy', attempts: 1 });
    await eventually(
      'the sweeper to go on',
      async () => (await sagaModel(journey.connection).findById(id).lean())?.state === 'waiting',
    );
  });

  it('is taken up by the sweeper when its process dies right after it began', async () => {
    const began = await sagaModel(journey.connection)
      .findById(await journey.begin())
      .lean()
      .orFail();
    await sagaModel(journey.connection).create({
      ...began,
      _id: newId('trp'),
      retryAt: new Date(),
      lockedUntil: new Date(),
    });
    await eventually('the sweeper to take it up', () => journey.log.includes('waits for payment'));
  });

  it('undoes itself when what it waits for does not come in time', async () => {
    const id = await journey.begin();
    await journey.runner.advance(id);
    service.clock.moveTo(new Date(service.clock.now().getTime() + 73 * HOUR));
    expect(await eventually('the end', () => journey.arrival(id))).toBe('undone: unpaid');
    expect(journey.log).toContain('refund ticket');
  });

  it('goes on when it can no longer be undone', async () => {
    journey.pastReturn = true;
    const id = await journey.begin();
    await journey.runner.advance(id);
    await journey.runner.cancel(id, refusal('changed_mind').toBody());
    expect(await sagaModel(journey.connection).findById(id).lean()).toMatchObject({
      state: 'waiting',
      stepName: 'await payment',
    });
    await journey.signal(id, 'paid');
    await journey.signal(id, 'stamped', { stamp: 'forward' });
    expect(await journey.arrival(id)).toBe('forward');
  });

  it('asks again when a wait that cannot be undone takes long', async () => {
    const id = await journey.begin();
    await journey.runner.advance(id);
    await journey.signal(id, 'paid');
    service.clock.moveTo(new Date(service.clock.now().getTime() + 2 * HOUR));
    await eventually('the nudge', () => journey.log.includes('nudged'));
  });
});
