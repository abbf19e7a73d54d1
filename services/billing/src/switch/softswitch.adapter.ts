import { createHmac } from 'node:crypto';
import { ServicesChanged } from '#libs/api/billing/changes.js';
import { toldAs } from '#libs/api/kernel/schema.js';

/** Provides the services of a contract: the last state it was given is the one that holds. */
export interface Softswitch {
  /** Resolves once the softswitch has acknowledged; rejects when it has not, and is asked again later. */
  provide(wanted: ServicesChanged): Promise<void>;
}
export const SOFTSWITCH = Symbol('softswitch');

export interface WebhookOptions {
  readonly url: string;
  readonly secret?: string;
  readonly timeoutMs: number;
}

/**
 * A softswitch that is told by HTTP: `PUT <url>/contracts/<id>` with the whole state, which makes repetition harmless; any
 * 2xx is its acknowledgement. `openvoip-signature: t=<seconds>,v1=<hex>` covers time and body.
 */
export class WebhookSoftswitch implements Softswitch {
  constructor(private readonly options: WebhookOptions) {}

  async provide(wanted: ServicesChanged): Promise<void> {
    const { url, timeoutMs } = this.options;
    const body = JSON.stringify(toldAs(ServicesChanged, wanted));
    const response = await fetch(`${url.replace(/\/$/, '')}/contracts/${wanted.contractId}`, {
      method: 'PUT',
      body,
      signal: AbortSignal.timeout(timeoutMs),
      redirect: 'error',
      headers: { 'content-type': 'application/json', ...this.signature(body) },
    });
    await response.body?.cancel();
    if (!response.ok) throw new Error(`the softswitch answered ${response.status}`);
  }

  private signature(body: string): Record<string, string> {
    const { secret } = this.options;
    if (!secret) return {};
    const seconds = Math.floor(Date.now() / 1_000);
    return {
      'openvoip-signature': `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`,
    };
  }
}
