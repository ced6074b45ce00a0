import type {
  ApiEntity,
  ComponentEntity,
  Entity,
} from '@backstage/catalog-model';
import {
  backstageKubernetesKeys,
  createPromiseTemplate,
  kratixAnnotations,
  portalAnnotations,
  readPromiseState,
  type StateWithReason,
} from '@kratix-portal/plugin-ske-common';
import type { PromiseObject } from '../platform/PromiseObject';
import { apiDefinition } from './apiDefinition';
import { COMPONENT_PREFIX, readCustomisation } from './customisation';
import {
  nameNotice,
  originAnnotations,
  stateAnnotations,
  stateTags,
  uniqueTags,
} from './entityMetadata';
import type { EntityContext } from './EntityContext';
import { mapToEntityRef } from './mapping';
import { statusAnnotation } from './statusAnnotation';

/** The names of a Promise's entities. A Promise without an API only has a Component. */
export interface PromiseNames {
  component: string;
  api?: string;
  template?: string;
}

const MAX_NOTICES_LENGTH = 2_000;

/**
 * Builds SKE's Component and Template of a Promise (G1, G3, F11), and an API entity with its OpenAPI document.
 *
 * A Promise that is being deleted has no Template, because users should not request anything from it.
 */
export function buildPromiseEntities(options: {
  promise: PromiseObject;
  names: PromiseNames;
  /** The names of the Components of the required Promises, as far as these Promises exist. */
  requires: readonly string[];
  /** Why the requests of the Promise's kind cannot be read. */
  unreadable: string | undefined;
  /** The names of other Promises that define the same kind. */
  rivals: readonly string[];
  context: EntityContext;
}): Entity[] {
  const { promise, names, context } = options;
  const state = readPromiseState(promise.observed);
  const owner =
    mapToEntityRef(context.owner, promise, `${COMPONENT_PREFIX}owner`) ??
    context.owner.default;
  const form = buildTemplate({ ...options, state });
  const notices = form?.notices ?? [];
  const api = buildApi(promise, names, owner, context);
  const component = buildComponent({
    ...options,
    state,
    owner,
    notices,
    catalogNotices: readCatalogNotices(options),
    templateName: form?.template ? names.template : undefined,
  });
  return [component, api, form?.template].filter(each => each !== undefined);
}

/** The value of SKE's annotation for a Template: only its name in the namespace `default`, where SKE looks it up (W5). */
export function templateReference(
  name: string,
  context: EntityContext,
): string {
  return context.namespace === 'default'
    ? name
    : `template:${context.namespace}/${name}`;
}

function buildComponent(options: {
  promise: PromiseObject;
  names: PromiseNames;
  requires: readonly string[];
  context: EntityContext;
  state: StateWithReason<string>;
  owner: string;
  notices: readonly string[];
  catalogNotices: readonly string[];
  templateName: string | undefined;
}): ComponentEntity {
  const { promise, names, context, state, templateName, notices } = options;
  const { api } = promise;
  const what = api?.kind ?? promise.name;
  const custom = readCustomisation(promise.annotations);
  const system = mapToEntityRef(
    context.system,
    promise,
    `${COMPONENT_PREFIX}system`,
  );
  const providesApis = [
    ...(names.api ? [`api:${context.namespace}/${names.api}`] : []),
    ...(custom.providesApis ?? []),
  ];
  const dependsOn = [
    ...options.requires.map(name => `component:${context.namespace}/${name}`),
    ...(custom.dependsOn ?? []),
  ];
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: names.component,
      namespace: context.namespace,
      title: custom.title ?? `${what} Promise`,
      description: custom.description ?? `${what} as a Service`,
      tags: uniqueTags(
        ...(custom.tags ?? ['kratix']),
        ...stateTags(state.state, ['available']),
        ...(api ? [] : ['no-api']),
        ...(options.catalogNotices.length > 0 ? ['catalog-notice'] : []),
      ),
      annotations: {
        ...originAnnotations(context),
        [kratixAnnotations.type]: 'promise',
        [kratixAnnotations.promiseName]: promise.name,
        [kratixAnnotations.apiName]: api?.kind ?? 'n/a',
        [kratixAnnotations.apiGroup]: api?.group ?? 'n/a',
        ...(templateName && {
          [kratixAnnotations.backstagePromiseTemplate]: templateReference(
            templateName,
            context,
          ),
        }),
        ...(notices.length > 0 && {
          [portalAnnotations.formNotices]: notices
            .join('\n')
            .slice(0, MAX_NOTICES_LENGTH),
        }),
        ...(options.catalogNotices.length > 0 && {
          [portalAnnotations.catalogNotices]: options.catalogNotices
            .join('\n')
            .slice(0, MAX_NOTICES_LENGTH),
        }),
        [backstageKubernetesKeys.id]: promise.name,
        ...nameNotice(custom.name, names.component),
        ...stateAnnotations(state, statusAnnotation(promise.status)),
      },
    },
    spec: {
      type: custom.type ?? 'kratix-promise',
      lifecycle: custom.lifecycle ?? 'production',
      owner: options.owner,
      ...(system && { system }),
      ...(custom.subcomponentOf && { subcomponentOf: custom.subcomponentOf }),
      ...(providesApis.length > 0 && { providesApis }),
      ...(custom.consumesApis && { consumesApis: custom.consumesApis }),
      ...(dependsOn.length > 0 && { dependsOn }),
    },
  };
}

function buildApi(
  promise: PromiseObject,
  names: PromiseNames,
  owner: string,
  context: EntityContext,
): ApiEntity | undefined {
  const { api } = promise;
  if (!api || !names.api) {
    return undefined;
  }
  const { definition, isShortened } = apiDefinition(api);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'API',
    metadata: {
      name: names.api,
      namespace: context.namespace,
      title: `${api.kind} (${api.group}/${api.version})`,
      description: `The Kubernetes API by which ${api.kind} is requested from the Promise ${promise.name}`,
      tags: uniqueTags('kratix', ...(isShortened ? ['shortened'] : [])),
      annotations: {
        ...originAnnotations(context),
        [kratixAnnotations.promiseName]: promise.name,
      },
    },
    spec: {
      type: 'openapi',
      lifecycle: api.deprecationWarning ? 'deprecated' : 'production',
      owner,
      definition,
    },
  };
}

/** The notices on a Promise: which of its requests the catalog cannot show, and why. */
function readCatalogNotices(options: {
  promise: PromiseObject;
  unreadable: string | undefined;
  rivals: readonly string[];
}): string[] {
  const { promise, unreadable, rivals } = options;
  const { api } = promise;
  return [
    ...(unreadable ? [unreadable] : []),
    ...(api && rivals.length > 0
      ? [
          `Other Promises define ${api.plural}.${api.group} as well: ${rivals.join(', ')}. The catalog relates its requests to the oldest of these Promises.`,
        ]
      : []),
  ];
}

function buildTemplate(options: {
  promise: PromiseObject;
  names: PromiseNames;
  state: StateWithReason<string>;
  unreadable: string | undefined;
  context: EntityContext;
}): { template?: Entity; notices: string[] } | undefined {
  const { promise, names, state, unreadable, context } = options;
  if (!names.template || promise.deleting) {
    return undefined;
  }
  const owner = mapToEntityRef(context.owner, promise, '');
  const { template, notices } = createPromiseTemplate({
    promise: promise.source,
    settings: {
      owner,
      ...context.template,
      ...(unreadable && {
        catalogNotice: `It does not appear in the catalog. ${unreadable}`,
      }),
      name: names.template,
      namespace: context.namespace,
    },
  });
  if (!template) {
    return { notices };
  }
  const { metadata } = template;
  return {
    notices,
    template: {
      ...template,
      metadata: {
        ...metadata,
        tags: uniqueTags(
          ...metadata.tags,
          ...stateTags(state.state, ['available']),
        ),
        annotations: { ...metadata.annotations, ...originAnnotations(context) },
      },
    },
  };
}
