import { isSecretName, isSecretText } from '@kratix-portal/plugin-ske-common';

const MOST_ENTRIES = 64;
const LONGEST_KEY = 317;
// The longest value of a label has 63 characters. Annotations that the catalog reads are names, titles and lists of references.
const LONGEST_VALUE = 253;
/** kubectl writes the whole object into an annotation with this prefix. */
const KUBECTL = 'kubectl.kubernetes.io/';

/** The labels and annotations of a recorded request. The catalog reads the owner, the system and the name of the entity from them. */
export interface KeptMetadata {
  labels: Record<string, string>;
  annotations: Record<string, string>;
}

/** Leaves out entries that look secret or are longer than a name or a title, because the catalog shows records to other users. */
export function keepMetadata(metadata: Partial<KeptMetadata>): KeptMetadata {
  return {
    labels: keep(metadata.labels ?? {}),
    annotations: keep(metadata.annotations ?? {}),
  };
}

function keep(entries: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(entries)
      .filter(
        ([key, value]) =>
          key.length <= LONGEST_KEY &&
          value.length <= LONGEST_VALUE &&
          !key.startsWith(KUBECTL) &&
          !isSecretName(key) &&
          !isSecretText(value),
      )
      .slice(0, MOST_ENTRIES),
  );
}
