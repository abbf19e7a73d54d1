import { QueryClient } from '@tanstack/react-query';
import { apiClient, type Problem } from '../client/client.ts';
import { signedFetch } from './session/session.ts';

export const api = apiClient(location.origin, signedFetch);

/** What the API refused, or that it could not be reached (no problem then). */
export class ApiError extends Error {
  constructor(readonly problem: Problem | undefined) {
    super(problem?.detail ?? 'unreachable');
  }

  /** Nobody can say whether it was done: the same request may be sent again, with its key. */
  get isPassing(): boolean {
    return this.problem === undefined || this.problem.status === 503;
  }
}

interface Answer<T> {
  readonly data?: T;
  readonly error?: Problem;
}

/** The answer of a request; @throws ApiError */
export async function ask<T>(request: Promise<Answer<T>>): Promise<T> {
  const { data, error } = await request.catch((): Answer<T> => ({}));
  if (data === undefined) throw new ApiError(error);
  return data;
}

const TRIES = 5;
const retry = (failures: number, error: unknown): boolean =>
  error instanceof ApiError && error.isPassing && failures < TRIES;
const retryDelay = (failures: number): number => Math.min(8_000, 500 * 2 ** failures);

export const queries = new QueryClient({
  defaultOptions: { queries: { retry, retryDelay, staleTime: 5_000 }, mutations: { retry, retryDelay } },
});
