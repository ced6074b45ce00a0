import type { FormData } from '../FormSchema';
import { removeAbsent } from './complete';

/**
 * Called by the scaffolder when the user leaves a page. The keys of absent properties have done their work then: on the review page each would be a row
 * without a value.
 */
export function validateSpec(value: unknown): void {
  removeAbsent(value as FormData);
}
