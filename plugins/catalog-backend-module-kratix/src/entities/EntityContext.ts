import type { PromiseTemplateSettings } from '@kratix-portal/plugin-ske-common';
import type {
  IngestConfig,
  KratixProviderConfig,
} from '../config/KratixProviderConfig';

/** The settings that all entities of a provider share. */
export interface EntityContext {
  /** The name of the platform cluster. */
  cluster: string;
  /** `backstage.io/managed-by-location`: identifies the provider of an entity. */
  location: string;
  /** The Backstage namespace. */
  namespace: string;
  owner: KratixProviderConfig['owner'];
  system: KratixProviderConfig['system'];
  template: PromiseTemplateSettings;
}

export function createEntityContext(
  config: KratixProviderConfig,
): EntityContext {
  return {
    cluster: config.cluster.name,
    location: `kratix:${config.id}`,
    namespace: config.namespace,
    owner: config.owner,
    system: config.system,
    template: {
      ...config.template,
      catalogNotice: catalogNotice(config.ingest),
    },
  };
}

/** The text of forms for Promises whose requests the catalog does not show completely. */
function catalogNotice(ingest: IngestConfig): string | undefined {
  const conditions = [
    ...(ingest.namespaces
      ? [`its namespace is one of ${ingest.namespaces.join(', ')}`]
      : []),
    ...(ingest.resourceSelector
      ? [`its labels match \`${ingest.resourceSelector}\``]
      : []),
  ];
  return conditions.length > 0
    ? `It appears in the catalog within seconds if ${conditions.join(' and ')}.`
    : undefined;
}
