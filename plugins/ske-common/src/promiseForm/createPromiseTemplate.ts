import { kratixAnnotations } from '../annotations';
import { createOutput, createSteps } from './createSteps';
import { createMetadataPage } from './metadataPage';
import { createSpecPages } from './createSpecPages';
import { asObject } from './json';
import type { KratixPromise, PromiseApi } from './KratixPromise';
import type { PromiseTemplate } from './PromiseTemplate';
import type { PromiseTemplateSettings } from './PromiseTemplateSettings';
import { readFormHints, type FormHints } from './hints';
import { readPromiseApi } from './readPromiseApi';
import { resolveSettings } from './resolveSettings';

/**
 * Makes the scaffolder Template with which a resource is requested from a Promise.
 *
 * @example
 * ```ts
 * const { template, notices } = createPromiseTemplate({ promise });
 * ```
 *
 * @remarks
 * Pure: the same Promise and settings give the same Template. Never throws for what a Promise contains; what no form can
 * express becomes a YAML field, and is said in `notices`.
 *
 * @param options - `promise` as the API server returns it, `settings` as the integrator chose
 * @returns no `template` where the Promise has no API
 * @public
 */
export function createPromiseTemplate(options: {
  promise: KratixPromise;
  settings?: PromiseTemplateSettings;
}): PromiseTemplate {
  const { promise } = options;
  const api = readPromiseApi(promise);
  if (!api) {
    return {
      notices: ['The Promise has no API, so there is nothing to request.'],
    };
  }
  const notices = new Set<string>();
  if (api.deprecationWarning) {
    notices.add(api.deprecationWarning);
  }
  noteWhatHasNoField(api, notices);
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

/** Names that every resource has beside its spec; metadata and status are not for a form. */
const COMMON_PROPERTIES = ['apiVersion', 'kind', 'metadata', 'spec', 'status'];

function noteWhatHasNoField(api: PromiseApi, notices: Set<string>): void {
  for (const name of Object.keys(asObject(api.schema.properties) ?? {})) {
    if (!COMMON_PROPERTIES.includes(name)) {
      notices.add(`The form has no field for "${name}", which is beside spec.`);
    }
  }
  if (api.scope === 'Cluster') {
    notices.add(
      'The API is cluster-scoped; Kratix takes namespaced ones only.',
    );
  }
}

/** What the Promise itself says wins over what the integrator chose for all of them. */
function readFormSettings(hints: FormHints): PromiseTemplateSettings {
  return {
    ...(hints.pages.length > 0 && { singleSpecPage: false }),
    ...(hints.singlePage && { singleSpecPage: true }),
    ...(hints.hideNamespace && { hideNamespace: true }),
  };
}
