import { NOT_SET } from '../kratix';
import type { KubernetesObject } from '../live';
import { textAt, valueAt } from '../values';

/** Kubernetes' own annotation for a text about an object. */
const DESCRIPTION = 'kubernetes.io/description';

/** A version that a request can have. */
export interface Revision {
  readonly version: string;
  readonly isLatest: boolean;
  /** What the author of the Promise says about the version. */
  readonly note?: string;
  /** RFC 3339. */
  readonly createdAt?: string;
}

/** Reads the versions of a Promise from its PromiseRevisions, the newest first. */
export function listRevisions(
  revisions: readonly KubernetesObject[],
): readonly Revision[] {
  return revisions
    .flatMap(revision => {
      const version = textAt(revision.spec, 'version');
      const { annotations, creationTimestamp } = revision.metadata;
      const note = annotations?.[DESCRIPTION]?.trim();
      return version === undefined || version === NOT_SET
        ? []
        : [
            {
              version,
              isLatest: valueAt(revision.status, 'latest') === true,
              ...(note && { note }),
              ...(creationTimestamp && { createdAt: creationTimestamp }),
            },
          ];
    })
    .sort((one, other) =>
      (other.createdAt ?? '').localeCompare(one.createdAt ?? ''),
    );
}
