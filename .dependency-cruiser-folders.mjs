import imports from './.dependency-cruiser.mjs';

/** Folders form no circles by what they import to run; types may point both ways. So a capability can be read, moved and loaded by itself. */
export default {
  forbidden: [
    {
      name: 'no-folder-circles',
      severity: 'error',
      scope: 'folder',
      from: { path: '^(gateway/src|services/[^/]+/src|libs|simulators)/' },
      to: { circular: true },
    },
  ],
  options: {
    ...imports.options,
    tsPreCompilationDeps: false,
    exclude: { path: '(^(dist|\\.openvoip)/|\\.spec\\.ts$|/test/)' },
  },
};
