import {
  formatApiVersion,
  type PromiseApi,
} from '@kratix-portal/plugin-ske-common';
import { withoutMarks, type FormValues } from '../form';
import { writeYaml } from '../yaml';

/** Writes the request that the form data stands for. */
export function toManifest(
  api: PromiseApi,
  values: FormValues,
  /** The texts of the form in the user's language. */
  words: { invalidYaml: string },
): string {
  const { objname, objnamespace, spec } = values;
  return writeYaml({
    apiVersion: formatApiVersion(api),
    kind: api.kind,
    metadata: {
      name: objname ?? '',
      ...(api.scope === 'Namespaced' && { namespace: objnamespace ?? '' }),
    },
    spec: withoutMarks(spec ?? {}, words.invalidYaml),
  });
}
