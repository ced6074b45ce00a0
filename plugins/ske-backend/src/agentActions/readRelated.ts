import {
  bindingQuery,
  isBindingOf,
  isWorkOf,
  type KratixPromise,
  type ObservedObject,
  type PipelineRuns,
  readResourceState,
  type RelatedQuery,
  type RelatedToResource,
  type ResourceRef,
  type SkeCallOptions,
  type SkeClient,
  worksQueries,
} from '@kratix-portal/plugin-ske-common';
import { partOf } from './partOf';

/** Reads the ResourceBinding of a request, and its Works if the request waits for them, so that an agent gets the same state as the page of the request. */
export async function readRelated(
  call: { client: Pick<SkeClient, 'listResources'>; options: SkeCallOptions },
  request: {
    ref: ResourceRef;
    object: ObservedObject;
    promise: KratixPromise;
    pipelines: PipelineRuns;
  },
  notShown: string[],
): Promise<RelatedToResource> {
  const { ref, object, promise } = request;
  const { runs, namespace } = request.pipelines;
  const owner = { ref, promise: promise.metadata.name };
  const list = async (query: RelatedQuery) => {
    const { items } = await call.client.listResources(query, call.options);
    return items;
  };
  const bindings = await partOf(
    'resourcebindings',
    list(bindingQuery(owner)),
    [],
    notShown,
  );
  const binding = bindings.find(each => isBindingOf(each, ref));
  const related = {
    promise: promise as ObservedObject,
    runs,
    ...(binding && { binding }),
  };
  const { parts } = readResourceState(object, related);
  if (!parts.some(({ code }) => code === 'works-pending')) {
    return related;
  }
  const queries = worksQueries({
    ...owner,
    ...(namespace !== undefined && { pipelineNamespace: namespace }),
  });
  const works = await partOf(
    'works',
    Promise.all(queries.map(list)),
    [],
    notShown,
  );
  return {
    ...related,
    works: works.flat().filter(each => isWorkOf(each, ref)),
  };
}
