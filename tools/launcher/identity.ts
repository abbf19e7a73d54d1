import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A process told apart from a later one that got the same id. */
export interface Identity {
  pid: number;
  born: string;
}

/** When the living process `pid` began, in a form to compare; undefined when it has gone (or is a zombie). */
function born(pid: number): string | undefined {
  if (process.platform !== 'linux') return bornByPs(pid);
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}

function bornByPs(pid: number): string | undefined {
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined;
  } catch {
    return undefined;
  }
}

/** Who runs under `pid` now, or undefined. */
export function identify(pid: number): Identity | undefined {
  const when = born(pid);
  return when === undefined ? undefined : { pid, born: when };
}

/** Whether that very process still lives. */
export function lives(identity: Identity | undefined): boolean {
  return identity !== undefined && born(identity.pid) === identity.born;
}
