import { addWorkingMinutes, workingMinutesBetween, type WorkingHours } from '#libs/italy/working-time.js';
import type { TicketState } from '#libs/api/tickets/tickets.js';
import { isEnded, isWorkable } from '../life/ticket.rules.js';

/** A promise of service in working minutes; it runs only while staff have to act. */
export interface SlaClock {
  readonly targetMinutes: number;
  /** Working minutes used before it last started. */
  readonly usedMinutes: number;
  readonly runningSince?: Date;
  /** When it breaks, while it runs and is not broken. */
  readonly dueAt?: Date;
  readonly metAt?: Date;
  /** The instant it broke; stays when it is met late. */
  readonly breachedAt?: Date;
}
export interface TicketSla {
  readonly firstAnswer: SlaClock;
  readonly resolution: SlaClock;
}
export interface SlaTargets {
  readonly firstAnswer: number;
  readonly resolution: number;
}

export const PROMISES = ['firstAnswer', 'resolution'] as const;

const idle = (targetMinutes: number): SlaClock => ({ targetMinutes, usedMinutes: 0 });

function run(clock: SlaClock, now: Date, hours: WorkingHours): SlaClock {
  if (clock.runningSince) return clock;
  const dueAt = addWorkingMinutes(now, Math.max(0, clock.targetMinutes - clock.usedMinutes), hours);
  const { metAt: _metAt, ...rest } = clock;
  return { ...rest, runningSince: now, ...(clock.breachedAt ? {} : { dueAt }) };
}

function stop(clock: SlaClock, now: Date, hours: WorkingHours): SlaClock {
  if (!clock.runningSince) return clock;
  const { runningSince, dueAt: _dueAt, ...rest } = clock;
  return { ...rest, usedMinutes: clock.usedMinutes + workingMinutesBetween(runningSince, now, hours) };
}

const meet = (clock: SlaClock, now: Date, hours: WorkingHours): SlaClock =>
  clock.metAt ? clock : { ...stop(clock, now, hours), metAt: now };

function retarget(clock: SlaClock, targetMinutes: number, now: Date, hours: WorkingHours): SlaClock {
  if (clock.targetMinutes === targetMinutes || clock.metAt) return clock;
  const changed = { ...stop(clock, now, hours), targetMinutes };
  return clock.runningSince ? run(changed, now, hours) : changed;
}

/** The promises of a ticket that is opened now. */
export function opened(targets: SlaTargets, now: Date, hours: WorkingHours): TicketSla {
  return {
    firstAnswer: run(idle(targets.firstAnswer), now, hours),
    resolution: run(idle(targets.resolution), now, hours),
  };
}

/**
 * Follows a ticket: the first answer is met by a public answer of staff or the end; the resolution by the end, pauses
 * while waiting for the customer, and goes on with the minutes it has left when the ticket is worked on again. Another
 * category or priority keeps the minutes used and changes the promise.
 */
export function follow(
  sla: TicketSla,
  seen: { state: TicketState; answered: boolean; targets: SlaTargets },
  now: Date,
  hours: WorkingHours,
): TicketSla {
  const { state, answered, targets } = seen;
  let firstAnswer = retarget(sla.firstAnswer, targets.firstAnswer, now, hours);
  let resolution = retarget(sla.resolution, targets.resolution, now, hours);
  if (answered || isEnded(state)) firstAnswer = meet(firstAnswer, now, hours);
  else if (!firstAnswer.metAt)
    firstAnswer = isWorkable(state) ? run(firstAnswer, now, hours) : stop(firstAnswer, now, hours);
  if (isEnded(state)) resolution = meet(resolution, now, hours);
  else resolution = isWorkable(state) ? run(resolution, now, hours) : stop(resolution, now, hours);
  return { firstAnswer, resolution };
}

/** Marks what is overdue as broken, at the instant it broke; tells which promises those are. */
export function breached(sla: TicketSla, now: Date): { sla: TicketSla; broken: (typeof PROMISES)[number][] } {
  const broken = PROMISES.filter((name) => !sla[name].breachedAt && sla[name].dueAt && sla[name].dueAt <= now);
  const marked = Object.fromEntries(
    broken.map((name) => {
      const { dueAt, ...rest } = sla[name];
      return [name, { ...rest, breachedAt: dueAt }];
    }),
  );
  return { sla: { ...sla, ...marked }, broken };
}

/** When the next promise of the ticket breaks. */
export function nextDue(sla: TicketSla): Date | undefined {
  return PROMISES.map((name) => sla[name].dueAt)
    .filter((due): due is Date => due !== undefined)
    .toSorted((a, b) => a.getTime() - b.getTime())[0];
}
