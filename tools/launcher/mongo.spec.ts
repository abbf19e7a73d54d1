import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accessTo, nowKnown, urlOf } from './mongo-access.ts';
import { real, standIn } from './mongo.ts';

describe('a private database asks for a password', () => {
  const folder = mkdtempSync(join(tmpdir(), 'openvoip-mongo-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const mode = (file: string): string => (statSync(file).mode & 0o777).toString(8);

  it('whose password is made at random, lives with its data, and is its owner’s alone', () => {
    const data = join(folder, 'made');
    const made = accessTo(data);
    expect(made).toEqual({ user: 'openvoip', password: expect.stringMatching(/^[0-9a-f]{48}$/), known: false });
    expect([mode(data), mode(join(data, 'access.json'))]).toEqual(['700', '600']);
    nowKnown(data, made);
    expect(accessTo(data)).toEqual({ ...made, known: true });
    expect(accessTo(join(folder, 'other')).password).not.toBe(made.password);
    expect(urlOf(made, 1234)).toBe(
      `mongodb://openvoip:${made.password}@127.0.0.1:1234/?directConnection=true&authSource=admin`,
    );
  });

  it('as MongoDB itself: a replica set of one with users and a key of its own, on loopback', () => {
    const data = join(folder, 'real');
    const { command, args, env } = real('/usr/bin/mongod', data, 1234, accessTo(data));
    const key = join(data, 'keyfile');
    expect([command, ...args]).toEqual([
      '/usr/bin/mongod',
      '--replSet',
      'openvoip',
      '--bind_ip',
      '127.0.0.1',
      '--port',
      '1234',
      '--dbpath',
      data,
      '--auth',
      '--keyFile',
      key,
    ]);
    expect([mode(key), statSync(key).size]).toEqual(['400', 1_008]);
    expect(Object.keys(env).toSorted()).toEqual(['HOME', 'LANG', 'PATH']);
    // Started again, as after a crash: it makes its key anew.
    expect(real('/usr/bin/mongod', data, 1234, accessTo(data)).args).toContain(key);
  });

  it('as its stand-in: with --auth, durable only where it is asked', () => {
    const data = join(folder, 'stand-in');
    const access = accessTo(data);
    const { args, env } = standIn(data, 1234, access, { sync: true });
    expect(args[0]).toMatch(/launcher\/secantusdb\.py$/);
    expect(args.slice(1)).toEqual([
      '--host',
      '127.0.0.1',
      '--port',
      '1234',
      '--storage-path',
      data,
      '--log-level',
      'WARNING',
      '--auth',
      '--sync-on-commit',
    ]);
    expect(standIn(data, 1234, access, { sync: false }).args).toEqual(args.slice(0, -1));
    expect(JSON.stringify([args, env])).not.toContain(access.password);
  });
});
