import type { JsonObject, JsonValue } from '@backstage/types';
import { extractSchemaFromStep } from '@backstage/plugin-scaffolder-react/alpha';
import { getDefaultFormState, type RJSFSchema } from '@rjsf/utils';
import { customizeValidator } from '@rjsf/validator-ajv8';
import { openSpec, type PageSchema } from '../../form';
import type { KubernetesObject } from '../../live';

const validator = customizeValidator();

/** What a page reports when it opens: its own value, to which react-jsonschema-form adds its defaults. */
export function openPage(
  page: PageSchema,
  spec: JsonValue | undefined,
): { spec: JsonValue } {
  const { schema } = extractSchemaFromStep(page);
  const root = schema as RJSFSchema;
  return getDefaultFormState(
    validator,
    root,
    { spec: openSpec(page, spec) } as never,
    root,
    false,
    { allOf: 'populateDefaults' },
  ) as { spec: JsonValue };
}

/** An object of the cluster with this spec. */
export function liveThing(spec: JsonObject): KubernetesObject {
  return {
    apiVersion: 'example.com/v1',
    kind: 'Thing',
    metadata: {
      name: 'one',
      namespace: 'a',
      uid: 'u',
      resourceVersion: '1',
      labels: { on: 'yes' },
      annotations: { note: 'x' },
    },
    spec,
    status: { ready: true },
  };
}
