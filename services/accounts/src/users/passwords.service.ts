import { Injectable, type OnModuleInit } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { randomBytes } from 'node:crypto';

/** OWASP's argon2id parameters: 19 MiB, two passes, one lane; about 20 ms. */
const ARGON2ID = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Hashes and checks passwords, in the same time whether the user exists or not. */
@Injectable()
export class Passwords implements OnModuleInit {
  private decoy!: string;

  async onModuleInit(): Promise<void> {
    this.decoy = await this.hash(randomBytes(16).toString('hex'));
  }

  hash(password: string): Promise<string> {
    return hash(password, ARGON2ID);
  }

  /** Without a stored hash it does the same work and says no. */
  async matches(stored: string | undefined, password: string): Promise<boolean> {
    const right = await verify(stored ?? this.decoy, password);
    return right && stored !== undefined;
  }
}
