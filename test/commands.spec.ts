import { spawnSync } from 'node:child_process';
import { cliOf, operatorCommands } from '../tools/launcher/system.ts';

/** An operator's program as it is built, without a running system. */
function operator(name: string, ...args: string[]) {
  const { NODE_OPTIONS: _jest, RABBITMQ_URL: _broker, MONGODB_URI: _database, ...env } = process.env;
  return spawnSync(process.execPath, [cliOf(operatorCommands[name]!.owner), name, ...args], { encoding: 'utf8', env });
}

/** One command of each program: whatever a program loads, its first command loads too. */
const ONE_OF_EACH = ['demo', 'numbers', 'ledger', 'tickets', 'dead'];

describe('operators’ commands', () => {
  it('has a command here of every program', () => {
    expect(new Set(ONE_OF_EACH.map((name) => operatorCommands[name]!.owner))).toEqual(
      new Set(Object.values(operatorCommands).map(({ owner }) => owner)),
    );
  });

  it.each(ONE_OF_EACH)('%s explains itself and its own commands, with nothing running', (name) => {
    const { status, stdout } = operator(name, '--help');
    expect({ status, usage: stdout.split('\n')[0] }).toEqual({
      status: 0,
      usage: `Usage: ./openvoip ${name} [options] [command]`,
    });
    expect(stdout).toMatch(/^Commands:\n {2}\S/m);
  });

  it.each([
    ['ledger', 'verify'],
    ['dead', 'list'],
  ])('%s %s says in one line what it lacks', (name, action) => {
    const { status, stderr } = operator(name, action);
    expect(status).toBe(1);
    expect(stderr.trim().split('\n')).toEqual([expect.stringMatching(/RABBITMQ_URL/)]);
  });
});
