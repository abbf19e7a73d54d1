import { Inject, Injectable } from '@nestjs/common';
import { isStaff, type Actor } from '#libs/api/kernel/actor.js';
import { NotFound } from '#libs/api/kernel/domain-error.js';
import type { MigrationCode, OfContractNumber } from '#libs/api/numbers/port-out.js';
import { PlatformConfig } from '#libs/platform/config.js';
import type { NumberRow } from '../number/number.schema.js';
import { NumberStore } from '../number/number.store.js';
import { EndedNumbers } from '../lifecycle/ended-numbers.service.js';
import { NumbersConfig } from '../config/numbers.config.js';
import {
  isMigrationCode,
  migrationCodeOf,
  type MigrationCodeOf,
  type MigrationCodeParts,
} from './migration-code.rules.js';

/** The migration codes of our numbers, each of whoever holds the number, or held it last (R21). */
@Injectable()
export class MigrationCodes {
  private readonly parts: MigrationCodeParts;

  constructor(
    @Inject(NumberStore) private readonly numbers: NumberStore,
    @Inject(EndedNumbers) private readonly ended: EndedNumbers,
    @Inject(NumbersConfig) config: NumbersConfig,
    @Inject(PlatformConfig) platform: PlatformConfig,
  ) {
    this.parts = {
      secret: platform.SECRET_KEY,
      operator: config.OPERATOR_CODE,
      service: config.MIGRATION_SERVICE_CODE,
    };
  }

  /** @throws NotFound unless the number is the actor's own with this contract, or was and can still be taken elsewhere. */
  async ask({ contractId, number }: OfContractNumber, actor: Actor): Promise<MigrationCode> {
    const row = await this.numbers.get(number);
    const isFor = (customerId: string | undefined): boolean =>
      isStaff(actor) || (customerId !== undefined && customerId === actor.customerId);
    if (row?.contractId === contractId && ['assigned', 'porting_out'].includes(row.state) && isFor(row.customerId))
      return { number, migrationCode: this.of(row) };
    const ended = row ? await this.ended.of(row) : undefined;
    if (ended?.contractId !== contractId || !isFor(ended.customerId)) throw new NotFound('number');
    return { number, migrationCode: this.of(ended.row), portableUntil: ended.portableUntil };
  }

  of(row: NumberRow): string {
    return migrationCodeOf(this.parts, codeOf(row));
  }

  /** Whether someone knows the code of a number. */
  isCode(row: NumberRow, given: string): boolean {
    return isMigrationCode(this.parts, codeOf(row), given);
  }
}

/** The register's entries of a number alternate, the first one opened: an even one closed what the one before it had opened. */
function codeOf({ _id, register }: NumberRow): MigrationCodeOf {
  const seq = register?.seq ?? 0;
  return { number: _id, registerSeq: seq % 2 === 0 ? Math.max(seq - 1, 0) : seq };
}
