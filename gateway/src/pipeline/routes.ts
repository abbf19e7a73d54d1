import { PERMISSIONS } from '../auth/permissions.js';

const ROUTES = Object.keys(PERMISSIONS).map((route) => {
  const [method, path] = route.split(' ') as [string, string];
  const pattern = path.replace(/[.]/g, '\\.').replace(/:\w+/g, '[^/]+').replace(/\*$/, '.+');
  return { method, pattern: new RegExp(`^${pattern}$`) };
});

/** The methods that a path has; empty when there is no such path. */
export const allowedMethods = (path: string): string[] =>
  ROUTES.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
