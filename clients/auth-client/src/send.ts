import { Problem } from '@crow/api';
import { useMutation } from '@tanstack/react-query';
import { Cancelled } from './passkeys';
import { words } from './words';

/** What to show of an error: nothing if there is none, or if the person ended it. */
export const problemOf = (error: unknown): Problem | undefined => {
  if (error === null || error === undefined || error instanceof Cancelled) {
    return undefined;
  }
  return error instanceof Problem
    ? error
    : new Problem(-1, {
        type: 'unexpected',
        title: words.unexpected,
        detail: error instanceof Error ? error.message : String(error),
      });
};

/**
 * What a form or button does: once at a time, with the refusal to show.
 *
 * @param work what is done; a {@link Cancelled} ends it without a word
 * @param then what follows when it worked
 */
export const useSend = <Given = void, Got = unknown>(
  work: (given: Given) => Promise<Got>,
  then?: (got: Got, given: Given) => void,
) => {
  const mutation = useMutation<Got, unknown, Given>({
    mutationFn: work,
    ...(then && { onSuccess: (got: Got, given: Given) => then(got, given) }),
  });
  return {
    send: mutation.mutate,
    busy: mutation.isPending,
    done: mutation.isSuccess,
    problem: problemOf(mutation.error),
    forget: mutation.reset,
  };
};
