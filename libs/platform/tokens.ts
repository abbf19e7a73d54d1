/** Injection tokens of values that have no class of their own. */
export const LOGGER = Symbol('logger');
/** The name of the service this process belongs to. */
export const SERVICE_NAME = Symbol('service name');
