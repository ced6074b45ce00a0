import type { FormData } from '../field/FormSchema';
import { removeAbsent } from './complete';

/**
 * Called by the scaffolder when the user leaves a page. Removes the keys of absent properties, which are not needed any more: on the review page each
 * would be a row without a value.
 */
export function validateSpec(value: unknown): void {
  removeAbsent(value as FormData);
}
