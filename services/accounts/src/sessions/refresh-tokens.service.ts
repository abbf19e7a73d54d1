import { Inject, Injectable } from '@nestjs/common';
import { createHmac } from 'node:crypto';
import { PlatformConfig } from '#libs/platform/config.js';
import { sameSecret } from '#libs/platform/same-secret.js';

/** What a refresh token says: the session and which of its tokens it is. */
export interface RefreshToken {
  readonly sessionId: string;
  readonly counter: number;
}

/** Refresh tokens: session, counter and their HMAC, so that the same token can be told again and none is stored. */
@Injectable()
export class RefreshTokens {
  constructor(@Inject(PlatformConfig) private readonly config: PlatformConfig) {}

  textOf({ sessionId, counter }: RefreshToken): string {
    return `${sessionId}.${counter}.${this.signature(sessionId, counter)}`;
  }

  /** Undefined when the text is none of ours. */
  read(text: string): RefreshToken | undefined {
    const [sessionId = '', counterText = '', signature = ''] = text.split('.');
    const counter = Number(counterText);
    if (!Number.isSafeInteger(counter)) return undefined;
    return sameSecret(signature, this.signature(sessionId, counter)) ? { sessionId, counter } : undefined;
  }

  private signature(sessionId: string, counter: number): string {
    return createHmac('sha256', this.config.SECRET_KEY).update(`refresh:${sessionId}:${counter}`).digest('base64url');
  }
}
