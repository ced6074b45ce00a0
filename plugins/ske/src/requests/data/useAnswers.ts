import type {
  AccessAnswer,
  AccessQuestion,
  SkeError,
} from '@kratix-portal/plugin-ske-common';
import { useMemo, useState } from 'react';
import { keyOfQuestion, useAccess } from '../../live';

/** Finds the answer to a question, and says whether more answers will arrive. */
export interface Answers {
  /** Undefined while the answer is not known. */
  find(question: AccessQuestion): AccessAnswer | undefined;
  readonly isLoading: boolean;
  /** Why the answer is not known. */
  readonly error?: SkeError;
}

/**
 * Asks what the user may do, like `useAccess`. Answers stay while more questions are asked: when a namespace is added, the lists of the others must stay open.
 */
export function useAnswers(
  questions: readonly AccessQuestion[],
  revision?: string,
): Answers {
  const { value, isLoading, error } = useAccess(questions, revision);
  const [known] = useState(() => new Map<string, AccessAnswer>());
  return useMemo(() => {
    // The answers are of these questions, so storing them twice changes nothing.
    value?.forEach((answer, index) =>
      known.set(keyOfQuestion(questions[index]), answer),
    );
    return {
      find: question => known.get(keyOfQuestion(question)),
      isLoading,
      ...(error && { error }),
    };
    // `value` contains its questions.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [value, isLoading, error, known]);
}
