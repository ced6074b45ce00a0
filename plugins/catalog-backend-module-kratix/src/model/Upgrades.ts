import type { Upgrade } from '@kratix-portal/plugin-ske-common';
import type { BindingObject } from '../platform/BindingObject';

/** Identifies a request with the fields that its ResourceBinding contains. */
type BoundRequest = Pick<BindingObject, 'promiseName' | 'namespace' | 'name'>;

/** The upgrades of requests. Nearly all requests have no upgrade. */
export class Upgrades {
  readonly #upgrades = new Map<string, BindingObject & { upgrade: Upgrade }>();

  of(request: BoundRequest): Upgrade | undefined {
    return this.#upgrades.get(keyOf(request))?.upgrade;
  }

  /** @returns whether the upgrade has changed */
  set(binding: BindingObject): boolean {
    const { upgrade } = binding;
    const key = keyOf(binding);
    const before = this.#upgrades.get(key)?.upgrade;
    if (upgrade) {
      this.#upgrades.set(key, { ...binding, upgrade });
    } else {
      this.#upgrades.delete(key);
    }
    return (
      before?.failed !== upgrade?.failed || before?.pending !== upgrade?.pending
    );
  }

  /**
   * Returns the bindings with an upgrade that a new complete list does not contain any more.
   *
   * @param namespace - the namespace of the list; undefined for a list of all namespaces
   */
  missingIn(
    list: readonly BindingObject[],
    namespace: string | undefined,
  ): BindingObject[] {
    const listed = new Set(list.map(keyOf));
    return [...this.#upgrades.values()].filter(
      each =>
        (namespace === undefined || each.namespace === namespace) &&
        !listed.has(keyOf(each)),
    );
  }
}

function keyOf({ promiseName, namespace, name }: BoundRequest): string {
  return `${promiseName}/${namespace}/${name}`;
}
