import type { JsonObject } from '@backstage/types';
import { formatApiVersion } from '../resources';
import type { KratixPromise, PromiseApi } from './promise/KratixPromise';
import { hasSpec, requestLabels } from './requestManifest';
import type { ResolvedSettings } from './resolveSettings';

/**
 * The only step of the Template. Texts that the manifest contains literally were validated against Kubernetes' grammars before. Everything that
 * a user typed goes through `dump`, which writes JSON, and every JSON text is valid YAML.
 */
export function createSteps(
  promise: KratixPromise,
  api: PromiseApi,
  settings: ResolvedSettings,
  hasSpecPages: boolean,
): JsonObject[] {
  return [
    {
      id: 'ske-configure-resource',
      name: `Create ${article(api.kind)} ${api.kind}`,
      action: 'ske:configure-resource',
      input: {
        manifest: [
          `apiVersion: ${formatApiVersion(api)}`,
          `kind: ${api.kind}`,
          'metadata:',
          '  name: ${{ parameters.objname | dump }}',
          ...namespaceLine(api, settings),
          '  labels:',
          ...Object.entries(requestLabels(promise.metadata.name)).map(
            ([key, value]) => `    ${key}: ${JSON.stringify(value)}`,
          ),
          ...specLine(api, hasSpecPages),
          '',
        ].join('\n'),
        // The form may come from an older version of the Promise. Without this input the cluster would silently drop the value of a field that no longer exists.
        unknownFields: 'fail',
      },
    },
  ];
}

function specLine(api: PromiseApi, hasPages: boolean): string[] {
  if (hasPages) {
    return ['spec: ${{ parameters.spec | dump }}'];
  }
  return hasSpec(api) ? ['spec: {}'] : [];
}

function namespaceLine(api: PromiseApi, settings: ResolvedSettings): string[] {
  if (api.scope === 'Cluster') {
    return [];
  }
  return settings.hideNamespace
    ? [`  namespace: ${JSON.stringify(settings.requestNamespace)}`]
    : ['  namespace: ${{ parameters.objnamespace | dump }}'];
}

function article(kind: string): string {
  return /^[aeiou]/i.test(kind) ? 'an' : 'a';
}

/** Where the frontend plugin has its pages. An app that moves them redirects from here. */
const PAGES_PATH = '/kratix';

/** The output of the finished task: a link to the live page of the resource. */
export function createOutput(
  api: PromiseApi,
  settings: ResolvedSettings,
): JsonObject {
  return {
    links: [
      {
        title: `Open the \${{ parameters.objname }} ${api.kind}`,
        url: resourcePageUrl(api, settings),
      },
    ],
    text: [
      {
        title: 'What happens next',
        content: `The platform is working on your request, and its page shows how far it is. ${
          settings.catalogNotice ??
          `In the catalog it is called **\${{ parameters.objname }} ${api.kind}**, within seconds.`
        }`,
      },
    ],
  };
}

function resourcePageUrl(api: PromiseApi, settings: ResolvedSettings): string {
  const hidden = settings.hideNamespace ? settings.requestNamespace : undefined;
  const namespace =
    api.scope === 'Cluster'
      ? '-'
      : (hidden ?? '${{ parameters.objnamespace }}');
  return [
    PAGES_PATH,
    'resources',
    api.group || '-',
    api.version,
    api.kind,
    namespace,
    '${{ parameters.objname }}',
  ].join('/');
}
