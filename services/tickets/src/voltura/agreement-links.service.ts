import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { IsInt, Matches, Max, Min } from 'class-validator';
import { Type } from 'class-transformer';
import { AgreementNotValid } from '#libs/api/errors/tickets/voltura.errors.js';
import { nameOf } from '#libs/italy/identity.js';
import { Clock } from '#libs/platform/clock.js';
import { PlatformConfig, readConfig } from '#libs/platform/config.js';
import { hashOf } from '#libs/platform/ids.js';
import { sameSecret } from '#libs/platform/same-secret.js';
import type { ReadModel } from '#libs/platform/mongo.js';
import type { VolturaRow } from './voltura.schema.js';

const DAY_MS = 86_400_000;

class AgreementConfig {
  /** Links in mails begin with it. */
  @Matches(/^https?:\/\//) PUBLIC_URL = 'http://127.0.0.1:8080';
  /** Days in which a new holder can agree. */
  @Type(() => Number) @IsInt() @Min(1) @Max(90) VOLTURA_AGREEMENT_DAYS = 14;
}

/** Signed links with which the new holder of a contract agrees: bound to the very identity that was asked for. */
@Injectable()
export class AgreementLinks {
  private readonly config = readConfig(AgreementConfig);

  constructor(
    @InjectModel('Voltura') private readonly volturas: ReadModel<VolturaRow>,
    @Inject(PlatformConfig) private readonly platform: PlatformConfig,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** To whom the link goes, for which name, and the link. */
  async invitation(volturaId: string): Promise<{ to: string; holder: string; link: string }> {
    const row = await this.volturas.findById(volturaId).lean<VolturaRow>().orFail();
    const until = this.clock.now().getTime() + this.config.VOLTURA_AGREEMENT_DAYS * DAY_MS;
    const token = `${volturaId}.${until.toString(36)}.${this.signature(row, until)}`;
    return {
      to: row.newHolderEmail,
      holder: nameOf(row.newHolder),
      link: `${this.config.PUBLIC_URL}/voltura-agreement?token=${token}`,
    };
  }

  /** The request that a token agrees to. @throws AgreementNotValid */
  async requestOf(token: string): Promise<VolturaRow> {
    const [id, until, signature] = token.split('.');
    const row = id && until && signature ? await this.volturas.findById(id).lean<VolturaRow>() : undefined;
    const untilMs = parseInt(until ?? '', 36);
    if (!row || !(untilMs > this.clock.now().getTime())) throw new AgreementNotValid();
    if (!sameSecret(signature!, this.signature(row, untilMs))) throw new AgreementNotValid();
    return row;
  }

  private signature({ _id, newHolder, newHolderEmail }: VolturaRow, until: number): string {
    return createHmac('sha256', this.platform.SECRET_KEY)
      .update(['voltura-agreement', _id, hashOf(newHolder), newHolderEmail, until].join('\u0000'))
      .digest('hex')
      .slice(0, 40);
  }
}
