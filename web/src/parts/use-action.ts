import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import { useRef } from 'react';
import type { ApiError } from '../api.ts';

/**
 * An action that is done once: until the API has answered, each attempt carries the same idempotency key, also that of somebody
 * who presses again after the network was away. An answer, good or bad, ends it.
 */
export function useAction<Input, Output>(
  act: (input: Input, headers: { 'Idempotency-Key': string }) => Promise<Output>,
  onDone?: (output: Output) => void,
): UseMutationResult<Output, ApiError, Input> {
  const key = useRef<string>(undefined);
  return useMutation<Output, ApiError, Input>({
    mutationFn: (input) => act(input, { 'Idempotency-Key': (key.current ??= crypto.randomUUID()) }),
    onSuccess: (output) => {
      key.current = undefined;
      onDone?.(output);
    },
    onError: (error) => {
      if (!error.isPassing) key.current = undefined;
    },
  });
}

/** The sentences of the API by the field they are about, as forms take them. */
export const fieldErrors = (error: ApiError): Record<string, string> =>
  Object.fromEntries((error.problem?.errors ?? []).map(({ field, message }) => [field, message]));
