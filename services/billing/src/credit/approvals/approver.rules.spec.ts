import fc from 'fast-check';
import { assertWasHere } from './approver.rules.js';

describe('four eyes: who approves was here before the request', () => {
  const asked = new Date('2026-11-28T09:00:00.000Z');

  it('lets whoever had the roles by then approve', () => {
    expect(() => assertWasHere({ since: asked.getTime() }, asked)).not.toThrow();
    expect(() => assertWasHere({ since: 0 }, asked)).not.toThrow();
  });

  it('refuses who came a millisecond later, and who does not say', () => {
    for (const since of [asked.getTime() + 1, undefined]) {
      expect(() => assertWasHere({ since }, asked)).toThrow(
        expect.objectContaining({
          code: 'approver_too_new',
          status: 409,
          details: { requestedAt: asked.toISOString() },
        }),
      );
    }
  });

  it('is exactly the order of the two instants', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (since, at) => {
        let refused = false;
        try {
          assertWasHere({ since }, new Date(at));
        } catch {
          refused = true;
        }
        expect(refused).toBe(since > at);
      }),
    );
  });
});
