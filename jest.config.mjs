const common = {
  // Tests run in Node.js itself: docs/decisions/tests-in-node.md
  testEnvironment: '<rootDir>/tools/jest/environment.ts',
  runtime: '<rootDir>/tools/jest/runtime.ts',
  transform: {},
  // For --watch and --findRelatedTests, which follow imports.
  moduleNameMapper: {
    '^#libs/(.*)\\.js$': '<rootDir>/libs/$1.ts',
    '^(\\.{1,2}/.*)(?<!\\.json)\\.js$': '$1',
  },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.openvoip/'],
};

/** unit: pure rules, no broker or database · service: one service on the real ones · system: all of it through the gateway */
export default {
  // More than cores: what a test waits for (a retry, a poll, a process that starts) leaves them to others.
  maxWorkers: 3,
  testTimeout: 180_000,
  testSequencer: '<rootDir>/tools/jest/sequencer.ts',
  projects: [
    {
      ...common,
      displayName: 'unit',
      testMatch: ['<rootDir>/{libs,services,gateway,tools,fuzz,web}/**/*.spec.ts', '<rootDir>/test/static/*.spec.ts'],
      testPathIgnorePatterns: ['/test/(?!static)', '/node_modules/'],
    },
    { ...common, displayName: 'service', testMatch: ['<rootDir>/{services/*,libs/*,gateway}/test/**/*.spec.ts'] },
    {
      ...common,
      displayName: 'system',
      testMatch: ['<rootDir>/test/*.spec.ts', '<rootDir>/test/panel/*.spec.ts'],
      globalSetup: '<rootDir>/tools/jest/setup.ts',
    },
  ],
};
