import type { ComponentEntity } from '@backstage/catalog-model';
import {
  backstageKubernetesKeys,
  kratixAnnotations,
  type ResourceState,
  withUpgrade,
  type StateWithReason,
  type Upgrade,
} from '@kratix-portal/plugin-ske-common';
import type { PromiseKind } from '../platform/PromiseKind';
import {
  nameNotice,
  originAnnotations,
  stateAnnotations,
  stateTags,
  uniqueTags,
} from './entityMetadata';
import type { EntityContext } from './EntityContext';
import type { ResourceFacts } from './ResourceFacts';

/** The parts of a Promise that the entities of its resources show. */
export interface PromiseOfResource {
  /** `deleted` if resources outlive their Promise; `unknown` if not all Promises are ingested. */
  presence: 'found' | 'deleted' | 'unknown';
  /** The name of its Component. */
  component?: string;
  /** The value of SKE's annotation for its Template. */
  template?: string;
  /** Markdown. */
  summary?: string;
  /** Undefined if the Promise is not known. */
  isPaused?: boolean;
}

/**
 * Builds the same catalog entity for a resource request as SKE does (G2, F11), and adds the state of the request. The entity contains nothing from the request's
 * spec.
 */
export function buildResourceEntity(options: {
  resource: ResourceFacts;
  kind: PromiseKind;
  /** The entity's name. */
  name: string;
  promise: PromiseOfResource;
  /** The name of the Component of the compound request that created this request. */
  parent?: string;
  upgrade?: Upgrade;
  context: EntityContext;
}): ComponentEntity {
  const { resource, kind, promise, parent, context } = options;
  const custom = resource.customisation ?? {};
  const state = withUpgrade(stateOf(resource, promise), options.upgrade);
  const ref = (name: string) => `component:${context.namespace}/${name}`;
  const dependsOn = [
    ...(promise.component ? [ref(promise.component)] : []),
    ...(parent ? [ref(parent)] : []),
    ...(custom.dependsOn ?? []),
  ];
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: options.name,
      namespace: context.namespace,
      title: custom.title ?? `${resource.name} ${kind.kind}`,
      description:
        custom.description ??
        `${resource.name} ${kind.kind} created via ${kind.promiseName} Promise`,
      tags: uniqueTags(
        ...(custom.tags ?? ['kratix']),
        ...stateTags(state.state, ['ready', 'in-progress']),
        ...(promise.presence === 'deleted' ? ['promise-deleted'] : []),
      ),
      ...(resource.links.length > 0 && { links: resource.links }),
      annotations: {
        ...originAnnotations(context),
        [kratixAnnotations.type]: 'resource',
        [kratixAnnotations.group]: kind.group,
        [kratixAnnotations.version]: kind.version,
        [kratixAnnotations.kind]: kind.kind,
        [kratixAnnotations.name]: resource.name,
        [kratixAnnotations.namespace]: resource.namespace,
        [kratixAnnotations.promiseName]: kind.promiseName,
        ...(promise.template && {
          [kratixAnnotations.backstagePromiseTemplate]: promise.template,
        }),
        ...(promise.summary && {
          [kratixAnnotations.promiseSummary]: promise.summary,
        }),
        [backstageKubernetesKeys.labelSelector]: `${kind.promiseName}-cr=${resource.name}`,
        ...nameNotice(custom.name, options.name),
        ...stateAnnotations(state, resource.status),
      },
    },
    spec: {
      type: custom.type ?? 'kratix-resource',
      lifecycle: custom.lifecycle ?? 'production',
      owner: resource.owner,
      ...(resource.system && { system: resource.system }),
      ...(custom.subcomponentOf && { subcomponentOf: custom.subcomponentOf }),
      ...(custom.providesApis && { providesApis: custom.providesApis }),
      ...(custom.consumesApis && { consumesApis: custom.consumesApis }),
      ...(dependsOn.length > 0 && { dependsOn }),
    },
  };
}

function stateOf(
  { states }: ResourceFacts,
  { isPaused }: PromiseOfResource,
): StateWithReason<ResourceState> {
  if (isPaused === undefined) {
    return states.promiseUnknown;
  }
  return isPaused ? states.promisePaused : states.promiseActive;
}
