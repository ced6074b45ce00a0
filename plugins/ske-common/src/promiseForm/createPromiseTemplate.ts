import type { JsonObject } from '@backstage/types';
import { kratixAnnotations } from '../annotations';
import { isDeeperThan } from '../json';
import { createOutput, createSteps } from './createSteps';
import { createMetadataPage } from './metadataPage';
import { createSpecPages } from './createSpecPages';
import { asObject } from './values/json';
import type { KratixPromise, PromiseApi } from './promise/KratixPromise';
import type { PromiseTemplate } from './PromiseTemplate';
import type { PromiseTemplateSettings } from './PromiseTemplateSettings';
import { readFormHints, type FormHints } from './hints';
import { readPromiseApi, whyNoApi } from './readPromiseApi';
import { resolveSettings } from './resolveSettings';
import {
  askedNames,
  findInvalidDefaults,
  undefinedNames,
  withRulesOfParts,
} from './schema';

/**
 * Creates the scaffolder Template with which users request a resource from a Promise.
 *
 * @example
 * ```ts
 * const { template, notices } = createPromiseTemplate({ promise });
 * ```
 *
 * @remarks
 * A pure function: the same Promise and settings give the same Template. It never throws, no matter what the Promise contains. A part of the API that a form
 * cannot express becomes a YAML field, and `notices` says so.
 *
 * @param options - `promise` as the API server returns it, and the `settings`
 * @returns no `template` if the Promise has no API
 * @public
 */
export function createPromiseTemplate(options: {
  promise: KratixPromise;
  settings?: PromiseTemplateSettings;
}): PromiseTemplate {
  const { promise } = options;
  const found = readPromiseApi(promise);
  if (!found) {
    return { notices: [whyNoApi(promise)] };
  }
  // The form always sends a spec.
  // A rule over the metadata or the status stays with the object, because the form has no field for these parts.
  const notices = new Set<string>();
  const schema = readSchema(found, notices);
  const api = { ...found, schema: withRulesOfParts(schema, ['spec']) };
  if (api.deprecationWarning) {
    notices.add(api.deprecationWarning);
  }
  noteWhatHasNoField(api, notices);
  for (const path of findInvalidDefaults(schema)) {
    notices.add(
      `The default of "${path}" breaks the API's own rules, so the cluster does not accept the API.`,
    );
  }
  const hints = readFormHints(promise, notices);
  const settings = resolveSettings(
    promise,
    api,
    { ...options.settings, ...readFormSettings(hints) },
    notices,
  );
  const specPages = createSpecPages({ api, settings, hints, notices });

  return {
    template: {
      apiVersion: 'scaffolder.backstage.io/v1beta3',
      kind: 'Template',
      metadata: {
        name: settings.name,
        ...(settings.namespace && { namespace: settings.namespace }),
        title: settings.title,
        description: settings.description,
        tags: settings.tags,
        annotations: {
          [kratixAnnotations.promiseName]: promise.metadata.name,
        },
      },
      spec: {
        type: settings.type,
        lifecycle: settings.lifecycle,
        owner: settings.owner,
        parameters: [createMetadataPage(api, settings), ...specPages],
        steps: createSteps(promise, api, settings, specPages.length > 0),
        output: createOutput(api, settings),
      },
    },
    notices: [...notices],
  };
}

/** Far more levels than an API needs. What reads a schema goes through its levels by recursion, which a few thousand levels would end. */
const MAX_LEVELS = 500;

function readSchema({ schema }: PromiseApi, notices: Set<string>): JsonObject {
  if (!isDeeperThan(schema, MAX_LEVELS)) {
    return schema;
  }
  notices.add(
    `The API is nested more than ${MAX_LEVELS} levels deep, so only the cluster checks its spec.`,
  );
  const spec = {
    type: 'object',
    'x-kubernetes-preserve-unknown-fields': true,
  };
  return { type: 'object', properties: { spec } };
}

/** Properties that every resource has; metadata and status have no fields in the form. */
const COMMON_PROPERTIES = ['apiVersion', 'kind', 'metadata', 'spec', 'status'];

/** Properties that every request of the form has. */
const SENT = ['apiVersion', 'kind', 'metadata', 'spec'];

function noteWhatHasNoField(api: PromiseApi, notices: Set<string>): void {
  const { schema, version } = api;
  if (Object.keys(schema).length === 0) {
    notices.add(
      `Version ${version} has no openAPIV3Schema, and API servers require it.`,
    );
  }
  if (!api.servedVersions.includes(version)) {
    notices.add(
      `Version ${version} is stored but not served, so the cluster accepts no request of this form.`,
    );
  }
  const unsent = askedNames(schema).filter(
    name =>
      !SENT.includes(name) ||
      (name === 'spec' && undefinedNames(schema).includes(name)),
  );
  for (const name of unsent) {
    notices.add(
      `The API requires "${name}", which the form cannot send, so the cluster accepts no request of this form.`,
    );
  }
  for (const name of Object.keys(asObject(schema.properties) ?? {})) {
    if (!COMMON_PROPERTIES.includes(name) && !unsent.includes(name)) {
      notices.add(
        `The form has no field for "${name}", which is next to spec.`,
      );
    }
  }
  if (api.scope === 'Cluster') {
    notices.add(
      'The API is cluster-scoped, and Kratix only accepts namespaced APIs.',
    );
  }
}

/** The hints of a Promise have precedence over the settings for all Promises. */
function readFormSettings(hints: FormHints): PromiseTemplateSettings {
  return {
    ...(hints.pages.length > 0 && { singleSpecPage: false }),
    ...(hints.singlePage && { singleSpecPage: true }),
    ...(hints.hideNamespace && { hideNamespace: true }),
  };
}
