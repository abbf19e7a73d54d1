/** Imports point one way: gateway and services → libs; no service → service; rules know nothing but rules; the product knows nothing of its tests and tools. */
export default {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true, viaOnly: { pathNot: 'node_modules' } } },
    {
      name: 'no-service-to-service',
      severity: 'error',
      from: { path: '^services/([^/]+)/' },
      to: { path: '^services/', pathNot: '^services/$1/' },
    },
    { name: 'no-service-in-gateway', severity: 'error', from: { path: '^gateway/' }, to: { path: '^services/' } },
    {
      name: 'libs-know-nobody',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^(gateway|services|simulators)/' },
    },
    {
      name: 'product-knows-no-tools',
      severity: 'error',
      from: { path: '^(gateway|services|simulators|libs)/', pathNot: '(\\.spec\\.ts$|/test/)' },
      to: { path: '^(bench|fuzz|test|tools)/' },
    },
    {
      name: 'tools-run-before-the-build',
      severity: 'error',
      from: { path: '^tools/', pathNot: '\\.spec\\.ts$' },
      to: {
        path: '^(gateway|services|simulators|libs|bench|fuzz|test)/',
        pathNot: '^libs/platform/production\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'system-is-tested-from-outside',
      severity: 'error',
      from: { path: '^(test|fuzz)/' },
      to: { path: '^(services|bench)/' },
    },
    {
      name: 'kernel-knows-no-service',
      severity: 'error',
      from: { path: '^libs/api/kernel/' },
      to: { path: '^libs/api/(?!kernel/)' },
    },
    {
      name: 'rules-are-pure',
      severity: 'error',
      from: { path: '\\.rules\\.ts$' },
      to: {
        pathNot: [
          '^libs/(money|italy)/',
          '^libs/platform/(chain-hash|ids|same-secret|state-machine|uploaded-file)\\.ts$',
          '^libs/api/kernel/(domain-error|holder|actor)\\.ts$',
          '\\.(rules|errors|types)\\.ts$',
          '^node:',
          '^(luxon|crypto)',
          'node_modules/(luxon|@zxcvbn-ts)',
        ],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'platform-knows-no-messaging',
      severity: 'error',
      from: { path: '^libs/(platform|money|italy|api)/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^libs/(messaging|testing)/' },
    },
    {
      name: 'tests-stay-tests',
      severity: 'error',
      from: { path: '^(gateway|services)/[^/]*/?src/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^libs/testing/' },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    webpackConfig: { fileName: 'tools/resolve.mjs' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|\\.openvoip)/' },
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.mjs'], conditionNames: ['import', 'types', 'default'] },
  },
};
