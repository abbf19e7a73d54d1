import { MovableClock } from '#libs/platform/clock.js';
import type { Broker } from './broker.js';
import { ClockSync } from './clock-sync.js';

describe('ClockSync', () => {
  it('moves the clocks although the connection broke at the first attempt', async () => {
    const published: string[] = [];
    let attempts = 0;
    const broker = {
      names: { clock: 'clock' },
      onConnect: () => (++attempts === 1 ? Promise.reject(new Error('connection lost')) : Promise.resolve()),
      publish: (_exchange: string, _key: string, body: Buffer) => Promise.resolve(void published.push(body.toString())),
    };
    const sync = new ClockSync(broker as unknown as Broker, new MovableClock());
    const instant = new Date(Date.now() + 86_400_000);
    await expect(sync.moveTo(instant)).rejects.toThrow('connection lost');
    await sync.moveTo(instant);
    await sync.moveTo(instant);
    expect(published).toHaveLength(2);
    expect(attempts).toBe(2);
  });
});
