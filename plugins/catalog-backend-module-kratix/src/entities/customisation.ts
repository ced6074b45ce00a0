import { parseEntityRef } from '@backstage/catalog-model';
import { authorAnnotations } from '@kratix-portal/plugin-ske-common';

/** The prefix of SKE's annotations with which authors of Promises and requests change their Components (G8). */
export const COMPONENT_PREFIX = authorAnnotations.componentPrefix;

/** The values of the annotations `ske.backstage.component/*`. An absent value keeps the default. */
export interface ComponentCustomisation {
  /** The unchecked text; `readChosenName` validates it. */
  name?: string;
  type?: string;
  title?: string;
  description?: string;
  tags?: string[];
  lifecycle?: string;
  subcomponentOf?: string;
  providesApis?: string[];
  consumesApis?: string[];
  dependsOn?: string[];
  /** Markdown that the pages of the Promise's resources show. */
  summary?: string;
}

const MAX_TAG_LENGTH = 63;

/**
 * Reads the annotations, except for `owner` and `system`, which `mapToEntityRef` reads.
 */
export function readCustomisation(
  annotations: Readonly<Record<string, string>>,
): ComponentCustomisation {
  const text = (key: string) =>
    annotations[COMPONENT_PREFIX + key]?.trim() || undefined;
  const list = (key: string) =>
    text(key)
      ?.split(',')
      .map(each => each.trim())
      .filter(each => each !== '');
  const refs = (key: string) => list(key)?.filter(isEntityRef);
  return {
    name: text('name'),
    type: text('type'),
    title: text('title'),
    description: text('description'),
    tags: list('tags')
      ?.map(toTag)
      .filter(tag => tag !== ''),
    lifecycle: text('lifecycle'),
    subcomponentOf: [text('subcomponentOf')].find(
      each => each !== undefined && isEntityRef(each),
    ),
    providesApis: refs('providesApis'),
    consumesApis: refs('consumesApis'),
    dependsOn: refs('dependsOn'),
    summary: text('summary'),
  };
}

/** Converts a text to the catalog's grammar of tags: lower-case letters, digits and `:+#`, in parts joined by hyphens. */
export function toTag(text: string): string {
  return text
    .toLowerCase()
    .split(/[^a-z0-9:+#]+/)
    .filter(part => part !== '')
    .join('-')
    .slice(0, MAX_TAG_LENGTH)
    .replace(/-$/, '');
}

function isEntityRef(text: string): boolean {
  try {
    parseEntityRef(text, {
      defaultKind: 'component',
      defaultNamespace: 'default',
    });
    return true;
  } catch {
    return false;
  }
}
