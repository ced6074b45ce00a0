import { isDeepStrictEqual } from 'node:util';
import { controllerReference, objectOf } from '../kubernetes/objects';
import { resourceTypes } from '../kubernetes/resourceTypes';
import { ensure, hasLabel, patch, patchLabels, step } from './Controller';
import { finalizerNames, labelNames, shortHash } from './kratixNames';
import { PromiseRule } from './PromiseState';

/** Keeps a PromiseRevision for each version of the Promise, and marks the latest one. */
export const keepRevision: PromiseRule = state => {
  const { object, version, revisions, promiseName, promiseSpec } = state;
  const type = resourceTypes.promiseRevision;
  const current = revisions.find(({ spec }) => spec.version === version);
  if (!current) {
    const created = objectOf(
      type,
      {
        name: `${promiseName}-${shortHash(version)}`,
        labels: {
          [labelNames.promise]: promiseName,
          [labelNames.latestRevision]: 'true',
        },
        finalizers: [finalizerNames.requests],
        ownerReferences: [controllerReference(object)],
      },
      {
        spec: {
          promiseRef: { name: promiseName },
          promiseSpec,
          version,
        },
      },
    );
    const note = `Revision ${created.metadata.name} created`;
    return {
      ...step(ensure(type, created)),
      events: [{ reason: 'RevisionCreated', note }],
    };
  }
  if (!isDeepStrictEqual(current.spec.promiseSpec, promiseSpec)) {
    // A merge patch would keep the fields that the Promise no longer has.
    const spec = { ...current.spec, promiseSpec };
    return step(client => client.replace(type, { ...current, spec }));
  }
  const writes = revisions.flatMap(revision => {
    const isLatest = revision === current;
    return [
      ...(hasLabel(revision, labelNames.latestRevision) === isLatest
        ? []
        : [
            patchLabels(type, revision, {
              [labelNames.latestRevision]: isLatest ? 'true' : null,
            }),
          ]),
      ...((revision.status?.latest ?? false) === isLatest
        ? []
        : [
            patch(
              type,
              { ...revision, metadata: { name: revision.metadata.name } },
              { status: { latest: isLatest || null } },
              'status',
            ),
          ]),
    ];
  });
  return writes.length ? step(...writes) : undefined;
};
