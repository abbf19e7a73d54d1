import { contractActivated, contractLapsed } from '#libs/contracts/accounts.js';
import { creditChanged } from '#libs/contracts/billing.js';
import type { MessageDefinition } from '#libs/contracts/definition.js';
import { numberAssigned } from '#libs/contracts/numbers.js';

/**
 * The events that a customer's own stream carries: each names its customer, who sees the body whole. An event that is not
 * here never leaves the platform.
 */
export const PUBLISHED_EVENTS: readonly MessageDefinition<any>[] = [contractActivated, contractLapsed, creditChanged, numberAssigned];
