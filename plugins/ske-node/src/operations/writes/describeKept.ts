import type { JsonObject } from '@backstage/types';
import { cleanText } from '@kratix-portal/plugin-ske-common';
import {
  type KeptField,
  ManagedFields,
  metadataOf,
  printPath,
} from '../../manifests';

// A longer list is not useful to read.
const MAX_FIELDS = 10;

/** Notices about the fields that a manifest does not have and that an update keeps, because other field managers own them. */
export function describeKept(live: JsonObject, kept: KeptField[]): string[] {
  const { isKnown } = ManagedFields.read(live);
  // A field without a manager was set by the API server itself, such as the selector of a Job.
  const written = kept.filter(
    ({ manager }) => manager !== undefined || !isKnown,
  );
  if (written.length === 0) {
    return [];
  }
  const fields = written
    .slice(0, MAX_FIELDS)
    .map(({ path, manager }) =>
      manager ? `${printPath(path)} (${manager})` : printPath(path),
    );
  const rest = written.length - MAX_FIELDS;
  const more = rest > 0 ? ` and ${rest} more` : '';
  const version = cleanText(String(metadataOf(live).resourceVersion ?? ''));
  return [
    `Kept ${fields.join(', ')}${more}: the manifest does not have these fields, and the portal did not write them. To remove them, submit the manifest with metadata.resourceVersion "${version}".`,
  ];
}

/** Notices about labels and annotations of Kratix that a manifest of the whole object does not have. */
export function describeProtected(kept: KeptField[]): string[] {
  return kept.length === 0
    ? []
    : [
        `Kept ${kept.map(({ path }) => printPath(path)).join(', ')}: labels and annotations of Kratix are changed by actions, such as resume, and not by manifests.`,
      ];
}
