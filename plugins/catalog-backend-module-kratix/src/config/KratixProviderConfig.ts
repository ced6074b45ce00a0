import type { PromiseTemplateSettings } from '@kratix-portal/plugin-ske-common';
import type { ServicePlatformConfig } from '@kratix-portal/plugin-ske-node';

/** `catalog.providers.kratix.<id>` as plain values. Only this folder reads Backstage's `Config`. */
export interface KratixProviderConfig {
  id: string;
  /** The address of the API server and the catalog's own account. */
  cluster: ServicePlatformConfig;
  ingest: IngestConfig;
  /** The Backstage namespace of all entities. */
  namespace: string;
  owner: MappingConfig & { default: string };
  system: MappingConfig;
  /** Defaults for the forms of all Promises. */
  template: PromiseTemplateSettings;
  /** The time between two relists of all collections. */
  refreshSeconds: number;
  /** The time between two reads of the recorded requests. */
  pendingRefreshSeconds: number;
}

/** Selects the objects that become entities. */
export interface IngestConfig {
  promises: boolean;
  resources: boolean;
  /** Default: all. */
  namespaces?: readonly string[];
  promiseSelector?: string;
  resourceSelector?: string;
}

/** Sources of a value, in order of precedence: annotations, labels, the namespace, the default. */
export interface MappingConfig {
  annotations: readonly string[];
  labels: readonly string[];
  namespaces: Readonly<Record<string, string>>;
  default?: string;
}
