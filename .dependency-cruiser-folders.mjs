import imports from './.dependency-cruiser.mjs';

/** Folders form no circles by what they import to run; types may point both ways. So a capability can be read, moved and loaded by itself. */
export default {
  forbidden: [
    {
      name: 'no-folder-circles',
      severity: 'error',
      scope: 'folder',
      // Still to be untied: accounts, numbers, and the API definitions of accounts and billing.
      from: {
        path: '^(gateway/src|services/[^/]+/src|libs|simulators)/',
        pathNot: '^(services/(accounts|numbers)/src|libs/api)/',
      },
      to: { circular: true },
    },
  ],
  options: {
    ...imports.options,
    tsPreCompilationDeps: false,
    exclude: { path: '(^(dist|\\.openvoip)/|\\.spec\\.ts$|/test/)' },
  },
};
