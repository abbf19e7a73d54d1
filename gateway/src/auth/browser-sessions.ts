import type { IncomingHttpHeaders } from 'node:http';
import { parseCookie, stringifySetCookie } from 'cookie';
import { CrossSiteRequest } from '#libs/api/kernel/http.errors.js';

/** Where the cookie goes: no other request carries it. */
export const BROWSER_SESSION_PATH = '/v1/auth/browser';
/** A page of another origin cannot set it without being asked first, and CORS does not allow it to. */
export const BROWSER_HEADER = 'x-requested-with';
const COOKIE = 'openvoip_refresh';

/** A host that only this machine reaches, where browsers take no Secure cookie over plain HTTP. */
const isLoopback = ({ protocol, hostname }: URL): boolean =>
  protocol === 'http:' && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);

/**
 * A browser's session is kept by a cookie that no script reads, and that only our own page sends: SameSite=Strict, and a request
 * that a page of another origin cannot make. `publicUrl` is where browsers reach the gateway.
 */
export class BrowserCookie {
  private readonly publicUrl: URL;

  constructor(publicUrl: string) {
    this.publicUrl = new URL(publicUrl);
  }

  /** Kept until the browser is closed; how long the session lasts is for accounts to say. */
  holding(refreshToken: string): string {
    return stringifySetCookie({ ...this.attributes(), value: refreshToken });
  }

  removed(): string {
    return stringifySetCookie({ ...this.attributes(), value: '', maxAge: 0 });
  }

  read(headers: IncomingHttpHeaders): string | undefined {
    return parseCookie(headers.cookie ?? '')[COOKIE] || undefined;
  }

  /**
   * Browsers say where a request comes from (Fetch Metadata, else Origin); what says nothing is no browser that could be misused.
   * @throws CrossSiteRequest
   */
  assertOwnPage(headers: IncomingHttpHeaders): void {
    const { origin, host, 'sec-fetch-site': site } = headers;
    if (headers[BROWSER_HEADER] === undefined) throw new CrossSiteRequest();
    if (site !== undefined ? site !== 'same-origin' : origin !== undefined && !this.isOwn(origin, host))
      throw new CrossSiteRequest();
  }

  private isOwn(origin: string, host: string | undefined): boolean {
    return origin === this.publicUrl.origin || (URL.canParse(origin) && new URL(origin).host === host);
  }

  private attributes() {
    return {
      name: COOKIE,
      path: BROWSER_SESSION_PATH,
      httpOnly: true,
      secure: !isLoopback(this.publicUrl),
      sameSite: 'strict',
    } as const;
  }
}
