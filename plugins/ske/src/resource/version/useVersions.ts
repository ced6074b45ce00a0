import { kratixLabels, labelIs } from '@kratix-portal/plugin-ske-common';
import { useMemo } from 'react';
import {
  useCollection,
  type KubernetesObject,
  type LiveCollection,
} from '../../live';
import { useBindingOf, type BindingOf } from '../request/useBindingOf';
import { KRATIX_API } from '../../kratix';
import { promiseNameOf } from '../request/usePromiseOf';
import { readVersions, type Versions } from './readVersions';

/** The versions of a request, and the collections that they were read from. */
export interface UsedVersions {
  readonly versions: Versions;
  readonly binding: BindingOf;
  readonly revisions: LiveCollection;
}

/** Follows the version of a request and the revisions of its Promise. */
export function useVersions(object: KubernetesObject): UsedVersions {
  const promise = promiseNameOf(object);
  const binding = useBindingOf(object);
  const revisions = useCollection(
    promise === undefined
      ? undefined
      : {
          apiVersion: KRATIX_API,
          kind: 'PromiseRevision',
          labelSelector: labelIs(kratixLabels.promiseName, promise),
        },
  );
  const versions = useMemo(
    () => readVersions(object, binding.binding, revisions.items),
    [object, binding.binding, revisions.items],
  );
  return { versions, binding, revisions };
}
