import type { CallAuthorisation, CallRecord } from '#libs/api/billing/traffic.js';
import type { ServicesChanged } from '#libs/api/billing/changes.js';
import { newId } from '#libs/platform/ids.js';

export interface SimulatorOptions {
  /** The gateway. */
  readonly apiUrl: string;
  /** Its sign-in there, of role `switch`. */
  readonly email: string;
  readonly password: string;
}

/** What became of a call: `nobody` had a number to call from. */
export type CallOutcome = 'talked' | 'refused' | 'nobody';

const CALLED = ['+390612345678', '+393351234567', '+390112345678', '+442079460000'];
const SHORTEST_SECONDS = 5;
const LONGEST_SECONDS = 60;

/**
 * A softswitch for the demo: it keeps what it is told to provide, and its people call now and then. It knows the platform
 * only through what a real one has, the provisioning port and the API: neither broker nor database.
 */
export class SoftswitchSimulator {
  private readonly contracts = new Map<string, ServicesChanged>();
  private token?: string;

  constructor(
    private readonly options: SimulatorOptions,
    private readonly random: () => number = Math.random,
  ) {}

  /** Keeps the newest state of a contract. */
  provide(state: ServicesChanged): void {
    const known = this.contracts.get(state.contractId);
    if (!known || known.servicesVersion <= state.servicesVersion) this.contracts.set(state.contractId, state);
  }

  /** What is provided now. */
  get provided(): readonly ServicesChanged[] {
    return [...this.contracts.values()];
  }

  /**
   * One call from one of the contracts: asks whether it may start, lets `talk` pass for as long as it lasts, and sends its
   * record. @throws Error when the platform does not answer as it should
   */
  async call(talk: (seconds: number) => Promise<void>): Promise<CallOutcome> {
    const callers = this.provided.filter(({ numbers, outgoingSuspended }) => numbers.length > 0 && !outgoingSuspended);
    const caller = this.oneOf(callers);
    if (!caller) return 'nobody';
    const { contractId } = caller;
    // The demo's time: its records would otherwise lie in another month.
    const { time: startedAt } = await this.ask<{ time: string }>('/v1/staff/clock');
    const call = {
      callId: newId('sim'),
      contractId,
      from: this.oneOf(caller.numbers)!,
      to: this.oneOf(CALLED)!,
      startedAt,
    };
    const { allowed, maxSeconds } = await this.ask<CallAuthorisation>('/v1/switch/authorisations', {
      callId: call.callId,
      contractId,
      to: call.to,
    });
    if (!allowed) return 'refused';
    const seconds = Math.min(
      maxSeconds,
      SHORTEST_SECONDS + Math.floor(this.random() * (LONGEST_SECONDS - SHORTEST_SECONDS)),
    );
    await talk(seconds);
    const records: CallRecord[] = [{ ...call, seconds }];
    await this.ask('/v1/switch/call-records', { records });
    return 'talked';
  }

  private oneOf<T>(choices: readonly T[]): T | undefined {
    return choices[Math.floor(this.random() * choices.length)];
  }

  /** A POST with a body, a GET without. */
  private async ask<Reply>(path: string, body?: object): Promise<Reply> {
    this.token ??= await this.signIn();
    const first = await this.send(path, body);
    if (first.status !== 401) return answerOf<Reply>(path, first);
    this.token = await this.signIn();
    return answerOf<Reply>(path, await this.send(path, body));
  }

  private async signIn(): Promise<string> {
    const { email, password } = this.options;
    const path = '/v1/auth/sign-in';
    return (await answerOf<{ accessToken: string }>(path, await this.send(path, { email, password }))).accessToken;
  }

  private send(path: string, body?: object): Promise<Response> {
    const headers = {
      ...(body ? { 'content-type': 'application/json' } : {}),
      ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
    };
    return fetch(`${this.options.apiUrl}${path}`, {
      headers,
      signal: AbortSignal.timeout(10_000),
      ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
    });
  }
}

async function answerOf<Reply>(path: string, response: Response): Promise<Reply> {
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return (await response.json()) as Reply;
}
