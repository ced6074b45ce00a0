import type { JsonObject } from '@backstage/types';
import {
  parseFieldPath,
  type SkeError,
} from '@kratix-portal/plugin-ske-common';
import type { PromiseCandidate } from '../promiseSource';
import { readLines } from './readLines';

/** What the cluster rejects of a Promise, with its line in the text. */
export interface PromiseCause {
  message: string;
  /** The line, from 1; absent if the text has no line for it. */
  line?: number;
}

/** Lists what the cluster rejects. */
export function listCauses(
  error: SkeError,
  { text, promise, line }: PromiseCandidate,
): PromiseCause[] {
  const { causes = [] } = error;
  const lineOf =
    text !== undefined && causes.some(({ field }) => field !== undefined)
      ? readLines(text)
      : undefined;
  return causes.map(({ field, message }) => {
    const inPromise =
      field === undefined
        ? undefined
        : lineOf?.(parseFieldPath(field, promise as unknown as JsonObject));
    return inPromise === undefined
      ? { message }
      : { message, line: inPromise + line - 1 };
  });
}
