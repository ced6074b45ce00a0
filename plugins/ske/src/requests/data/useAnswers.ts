import type {
  AccessAnswer,
  AccessQuestion,
  SkeError,
} from '@kratix-portal/plugin-ske-common';
import { useMemo } from 'react';
import { useAccess } from '../../live';

/** Finds the answer to a question, and says whether more answers are to come. */
export interface Answers {
  /** Undefined while it is not known. */
  find(question: AccessQuestion): AccessAnswer | undefined;
  readonly isLoading: boolean;
  /** Why it is not known. */
  readonly error?: SkeError;
}

/** Asks what the user may do. The array of questions has to keep its identity while the questions are the same. */
export function useAnswers(questions: readonly AccessQuestion[]): Answers {
  const { value, isLoading, error } = useAccess(questions);
  return useMemo(() => {
    const answers = new Map(
      value?.length === questions.length
        ? questions.map((question, index) => [keyOf(question), value[index]])
        : [],
    );
    return {
      find: question => answers.get(keyOf(question)),
      isLoading,
      ...(error && { error }),
    };
  }, [value, isLoading, error, questions]);
}

function keyOf(question: AccessQuestion): string {
  const { verb, apiVersion, kind, namespace = '' } = question;
  return `${verb} ${apiVersion} ${kind} ${namespace}`;
}
