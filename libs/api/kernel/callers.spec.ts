import { ANYONE, CUSTOMER, STAFF, mayCall, type Caller } from './callers.js';
import type { Role } from './actor.js';

const as = (...roles: Role[]) => ({ roles });

describe('who may call an RPC', () => {
  it.each<[string, readonly Caller[], string, Role[], boolean]>([
    ['a role that is named', CUSTOMER, 'gateway', ['customer'], true],
    ['another role', CUSTOMER, 'gateway', ['agent'], false],
    ['nobody, where a role is named', CUSTOMER, 'gateway', [], false],
    ['anyone, where no sign-in is needed', ANYONE, 'gateway', [], true],
    ['the service that it is for, for whomever', ['accounts'], 'accounts', ['customer'], true],
    ['another service', ['accounts'], 'billing', ['admin'], false],
    ['the gateway, even for an administrator', ['accounts'], 'gateway', ['admin'], false],
    ['an operator’s console, where people may', STAFF, 'console', [], true],
    ['an operator’s console, where only a service may', ['accounts'], 'console', [], false],
    ['a service with a person’s roles', STAFF, 'tickets', ['agent'], true],
    ['a service by itself that is not named', STAFF, 'tickets', [], false],
  ])('%s', (_, callers, process, roles, may) => expect(mayCall(callers, process, as(...roles))).toBe(may));
});
