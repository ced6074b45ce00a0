import type { JsonObject } from '@backstage/types';
import { withoutMarks, type FormValues } from '../form';
import { toRequestObject, toYaml } from '../newRequest/readSubmitted';

/** Writes the request that the form would send. */
export function toManifest(
  requestable: Parameters<typeof toRequestObject>[0]['requestable'],
  values: FormValues,
  /** The texts of the form in the user's language. */
  words: { invalidYaml: string },
): string {
  const object = toRequestObject({ requestable, values });
  return toYaml(withoutMarks(object, words.invalidYaml) as JsonObject);
}
