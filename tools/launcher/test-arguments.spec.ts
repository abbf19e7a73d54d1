import { readTestArguments } from './test-arguments.js';

describe('the arguments of test', () => {
  it.each([
    ['nothing: the whole suite', [], { some: false, quick: false, watch: false, jest: [] }],
    [
      'the whole suite of a kind',
      ['--quick', '--only', 'unit', '--maxWorkers', '1'],
      { some: false, quick: true, watch: false, jest: ['--maxWorkers', '1', '--selectProjects', 'unit'] },
    ],
    [
      'a path, before the kind that would swallow it',
      ['--only=service', 'debts'],
      { some: true, quick: false, watch: false, jest: ['debts', '--selectProjects', 'service'] },
    ],
    [
      'a path and a name',
      ['debts', '-t', 'R7: debts'],
      { some: true, quick: false, watch: false, jest: ['-t', 'R7: debts', 'debts'] },
    ],
    [
      'a path to watch, whose tests run after every change',
      ['--watch', 'debts'],
      { some: true, quick: false, watch: true, jest: ['--watchAll', 'debts'] },
    ],
    ['what changes to watch', ['--watch'], { some: true, quick: false, watch: true, jest: ['--watch'] }],
  ])('ask for %s', (_what, args, expected) => expect(readTestArguments(args)).toEqual(expected));

  it('with a name alone look only where it is written', () => {
    const { jest } = readTestArguments(['-t', 'look only where it is written']);
    expect(jest).toEqual(['-t', 'look only where it is written', 'tools/launcher/test-arguments.spec.ts']);
  });

  it('with a name that is put together look everywhere', () => {
    const pieces = ['put', 'together'].join(' -> ');
    expect(readTestArguments([`--testNamePattern=${pieces}`])).toMatchObject({
      some: true,
      jest: [`--testNamePattern=${pieces}`],
    });
  });
});
