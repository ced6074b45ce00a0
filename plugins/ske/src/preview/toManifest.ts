import {
  formatApiVersion,
  type PromiseApi,
} from '@kratix-portal/plugin-ske-common';
import { stringify } from 'yaml';
import { withoutMarks, type FormValues } from '../form';

/** Writes the request that the form data stands for. */
export function toManifest(
  api: PromiseApi,
  values: FormValues,
  /** In the texts of the user's language. */
  words: { invalidYaml: string },
): string {
  const { objname, objnamespace, spec } = values;
  return stringify(
    {
      apiVersion: formatApiVersion(api),
      kind: api.kind,
      metadata: {
        name: objname ?? '',
        ...(api.scope === 'Namespaced' && { namespace: objnamespace ?? '' }),
      },
      spec: withoutMarks(spec ?? {}, words.invalidYaml),
    },
    // YAML 1.1 is what kubectl reads.
    { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false },
  );
}
