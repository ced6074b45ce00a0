import { authorAnnotations, kratixLabels } from '../annotations';
import { keepDirection } from '../errors';
import type { KratixPromise, PromiseApi } from './promise/KratixPromise';
import { readPromiseApi } from './readPromiseApi';

/**
 * What a Promise is, in the words of its author.
 *
 * @public
 */
export interface PromiseDescription {
  /** Never empty. */
  title: string;
  /** In one or more sentences. */
  description?: string;
  /** Absent if the Promise offers no kind. */
  api?: PromiseApi;
  /** The version that the author gave it. */
  version?: string;
  /** The owner that the author named, as a reference to an entity of the catalog. */
  owner?: string;
}

/** An annotation that any Kubernetes object may have; see Kubernetes' list of well-known annotations. */
const KUBERNETES_DESCRIPTION = 'kubernetes.io/description';

/**
 * Reads what a Promise is. The title of its form has precedence over the title of its Component, because users look for
 * something to request by the title of the form. Without both titles, the kind is the title.
 *
 * @public
 */
export function describePromise(promise: KratixPromise): PromiseDescription {
  const { name, labels } = promise.metadata;
  const annotations = promise.metadata.annotations ?? {};
  const { templatePrefix, componentPrefix } = authorAnnotations;
  const api = readPromiseApi(promise);
  const authored = (key: string) =>
    firstText(
      annotations[templatePrefix + key],
      annotations[componentPrefix + key],
    );
  const description = firstText(
    authored('description'),
    annotations[KUBERNETES_DESCRIPTION],
    api?.schema.description,
  );
  const version = firstText(labels?.[kratixLabels.promiseVersion]);
  const owner = authored('owner');
  return {
    title: authored('title') ?? api?.kind ?? name,
    ...(description && { description }),
    ...(api && { api }),
    ...(version && { version }),
    ...(owner && { owner }),
  };
}

function firstText(...candidates: unknown[]): string | undefined {
  return candidates
    .map(each => (typeof each === 'string' ? keepDirection(each).trim() : ''))
    .find(each => each !== '');
}
