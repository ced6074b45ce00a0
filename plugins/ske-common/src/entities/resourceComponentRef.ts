import type { ResourceRef } from '../resources';

// The entity names that Backstage accepts: https://backstage.io/docs/features/software-catalog/descriptor-format#name-required
const ENTITY_NAME = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;

/**
 * The reference of the catalog Component that stands for a resource of a Promise, by SKE's naming: `<name>-<kind>` in the namespace `default`.
 *
 * The catalog does not always have this entity. As in SKE, two resources with the same name and kind in different Kubernetes namespaces have the same reference.
 *
 * @example
 * ```ts
 * resourceComponentRef({ kind: 'Database', name: 'orders' }); // component:default/orders-database
 * ```
 * @returns undefined if the name is longer than the 63 characters that the catalog allows
 * @public
 */
export function resourceComponentRef(
  resource: Pick<ResourceRef, 'kind' | 'name'>,
): string | undefined {
  const name = `${resource.name}-${resource.kind.toLowerCase()}`;
  return ENTITY_NAME.test(name) ? `component:default/${name}` : undefined;
}
