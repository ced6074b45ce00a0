import type { KubernetesObject } from '../live';
import { writeYaml } from './writeYaml';

/** Which parts of an object are written. */
export interface YamlTextOptions {
  /** Whether `metadata.managedFields` is written. This field is long, and only says who wrote which field. Default: false. */
  managedFields?: boolean;
}

/** Writes an object as YAML in the order of kubectl, so that other tools read the same values. */
export function toYamlText(
  object: KubernetesObject,
  { managedFields = false }: YamlTextOptions = {},
): string {
  const { apiVersion, kind, metadata, spec, status, ...rest } = object;
  const { managedFields: fields, ...otherMetadata } = metadata;
  return writeYaml(
    withoutAbsent({
      apiVersion,
      kind,
      metadata: {
        ...otherMetadata,
        ...(managedFields && fields && { managedFields: fields }),
      },
      ...rest,
      spec,
      status,
    }),
  );
}

function withoutAbsent(value: Record<string, unknown>) {
  return Object.fromEntries(
    Object.entries(value).filter(([, part]) => part !== undefined),
  );
}
