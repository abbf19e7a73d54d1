import 'reflect-metadata';
import { PlatformConfig } from '#libs/platform/config.js';
import { readNumbersConfig } from './numbers.config.js';

const mode = (OPENVOIP_MODE: PlatformConfig['OPENVOIP_MODE']): PlatformConfig =>
  Object.assign(new PlatformConfig(), { OPENVOIP_MODE });

describe('the operator’s code in migration codes', () => {
  const before = process.env.OPERATOR_CODE;
  afterEach(() => {
    if (before === undefined) delete process.env.OPERATOR_CODE;
    else process.env.OPERATOR_CODE = before;
  });

  it('has no default in production, which says so in one sentence', () => {
    delete process.env.OPERATOR_CODE;
    expect(() => readNumbersConfig(mode('production'))).toThrow(
      /^configuration: OPERATOR_CODE is required in production: [^.]*$/,
    );
    expect(readNumbersConfig(mode('demo')).OPERATOR_CODE).toBe('OVP');
  });

  it('is three capital letters or digits', () => {
    process.env.OPERATOR_CODE = 'A2C';
    expect(readNumbersConfig(mode('production')).OPERATOR_CODE).toBe('A2C');
    process.env.OPERATOR_CODE = 'abcd';
    expect(() => readNumbersConfig(mode('demo'))).toThrow(/OPERATOR_CODE/);
  });
});
