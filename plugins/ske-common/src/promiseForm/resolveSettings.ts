import { authorAnnotations } from '../annotations';
import { isDnsLabel } from '../resources';
import type { KratixPromise, PromiseApi } from './promise/KratixPromise';
import type { PromiseTemplateSettings } from './PromiseTemplateSettings';
import { shortenName } from './shortenName';
import { upperFirst } from './values/titles';

/** The effective settings: annotations on the Promise have precedence over the integrator's settings, and these over the defaults. */
export type ResolvedSettings = Required<
  Omit<PromiseTemplateSettings, 'namespace' | 'catalogNotice'>
> &
  Pick<PromiseTemplateSettings, 'namespace' | 'catalogNotice'>;

const ANNOTATION_PREFIX = authorAnnotations.templatePrefix;

const NAME_RULE =
  'Lowercase letters, numbers, and hyphens; must start and end with a letter or number.';

/** The longest name or tag that the catalog accepts. */
const MAX_LENGTH = 63;

export function resolveSettings(
  promise: KratixPromise,
  api: PromiseApi,
  settings: PromiseTemplateSettings,
  notices: Set<string>,
): ResolvedSettings {
  const title = upperFirst(api.kind);
  const annotated = readAnnotations(promise, notices);
  const chosen = { ...withoutEmpty(settings), ...annotated };
  return {
    title,
    description: `${title} as a Service`,
    type: 'kratix-resource',
    lifecycle: 'experimental',
    owner: 'kratix-platform',
    singleSpecPage: false,
    hideNamespace: false,
    nameFieldTitle: 'Name',
    nameFieldDescription: `Name for the request in the platform cluster. ${NAME_RULE}`,
    namespaceFieldTitle: 'Namespace',
    namespaceFieldDescription: `Namespace for the request in the platform cluster. ${NAME_RULE}`,
    ...chosen,
    name: shortenName(
      chosen.name ?? api.kind.toLowerCase(),
      chosen.name === undefined ? '-promise-template' : '',
      MAX_LENGTH,
    ),
    tags: (chosen.tags ?? ['kratix', `${promise.metadata.name}-promise`])
      .map(toTag)
      .filter(tag => tag !== ''),
    requestNamespace: readNamespace(chosen.requestNamespace, notices),
  };
}

function readAnnotations(
  promise: KratixPromise,
  notices: Set<string>,
): PromiseTemplateSettings {
  const read = (key: string) => {
    const value = promise.metadata.annotations?.[ANNOTATION_PREFIX + key];
    return typeof value === 'string' ? value.trim() : '';
  };
  const tags = read('tags')
    .split(',')
    .map(tag => tag.trim())
    .filter(tag => tag !== '');
  return withoutEmpty({
    title: read('title'),
    description: read('description'),
    type: read('type'),
    lifecycle: read('lifecycle'),
    owner: readOwner(read('owner'), notices),
    tags: tags.length > 0 ? tags : undefined,
  });
}

/** `[kind:][namespace/]name`. The catalog rejects a Template whose owner has another form. */
const ENTITY_REF =
  /^(?:[A-Za-z0-9][\w.-]*:)?(?:[A-Za-z0-9][\w.-]*\/)?[A-Za-z0-9][\w.-]*$/;

function readOwner(owner: string, notices: Set<string>): string {
  if (owner === '' || ENTITY_REF.test(owner)) {
    return owner;
  }
  notices.add(
    `${ANNOTATION_PREFIX}owner: ${JSON.stringify(owner)} is not an entity reference.`,
  );
  return '';
}

/** An empty value counts as absent: the catalog accepts neither an empty title nor an empty owner. */
function withoutEmpty(
  settings: PromiseTemplateSettings,
): PromiseTemplateSettings {
  return Object.fromEntries(
    Object.entries(settings).filter(
      ([, value]) => value !== undefined && value !== '',
    ),
  );
}

/** Makes a tag that the catalog accepts: lower-case letters, digits and `:+#`, in parts joined by hyphens. */
function toTag(text: string): string {
  const parts = text
    .toLowerCase()
    .split(/[^a-z0-9:+#]+/)
    .filter(part => part !== '');
  return shortenName(parts.join('-'), '', MAX_LENGTH);
}

/** The manifest contains the namespace literally, so it must be a valid name. */
function readNamespace(namespace: string | undefined, notices: Set<string>) {
  if (namespace === undefined || isDnsLabel(namespace)) {
    return namespace ?? 'default';
  }
  notices.add(
    `The namespace ${JSON.stringify(namespace)} is not a namespace name: "default" is used.`,
  );
  return 'default';
}
