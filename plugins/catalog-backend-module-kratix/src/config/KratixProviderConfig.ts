import type { PromiseTemplateSettings } from '@kratix-portal/plugin-ske-common';
import type { ServicePlatformConfig } from '@kratix-portal/plugin-ske-node';

/** `catalog.providers.kratix.<id>`, as plain values. Nothing deeper reads Backstage's `Config`. */
export interface KratixProviderConfig {
  id: string;
  /** Where the API server is, and the account of the catalog's own that reads it. */
  cluster: ServicePlatformConfig;
  ingest: IngestConfig;
  /** The Backstage namespace of all entities. */
  namespace: string;
  owner: MappingConfig & { default: string };
  system: MappingConfig;
  /** How the forms of all Promises are. */
  template: PromiseTemplateSettings;
  /** Between two times of listing everything anew. */
  refreshSeconds: number;
}

/** What becomes entities. */
export interface IngestConfig {
  promises: boolean;
  resources: boolean;
  /** Absent: all. */
  namespaces?: readonly string[];
  promiseSelector?: string;
  resourceSelector?: string;
}

/** Where a value is looked for, first to last: annotations, labels, the namespace, the default. */
export interface MappingConfig {
  annotations: readonly string[];
  labels: readonly string[];
  namespaces: Readonly<Record<string, string>>;
  default?: string;
}
