import type { PromiseNames } from '../entities/buildPromiseEntities';
import type { ResourceFacts } from '../entities/ResourceFacts';
import {
  readCustomisation,
  type ComponentCustomisation,
} from '../entities/customisation';
import { readChosenName } from '../naming/chosenName';
import { ComponentNames } from '../naming/ComponentNames';
import { NameRegistry } from '../naming/NameRegistry';
import {
  promiseApiName,
  promiseComponentName,
  promiseTemplateName,
  resourceComponentName,
} from '../naming/wantedNames';
import type { PromiseKind } from '../platform/PromiseKind';
import type { PromiseObject } from '../platform/PromiseObject';
import { promiseKey } from './objectKeys';

/** Assigns the names of all entities. Each kind of entity has one registry, which Promises and resources share. */
export class EntityNames {
  readonly #components = new ComponentNames();
  readonly #templates = new NameRegistry();
  readonly #apis = new NameRegistry();

  /** @returns the keys of other objects that were renamed */
  claimForPromise(promise: PromiseObject): string[] {
    const { api, name, createdAt } = promise;
    const key = promiseKey(name);
    const claim = (registry: NameRegistry, wanted: string | undefined) =>
      wanted === undefined
        ? registry.release(key)
        : registry.claim({ key, wanted, createdAt });
    return [
      ...this.#components.claim({
        key,
        wanted: promiseComponentName(api?.kind ?? name),
        chosen: chosenIn(readCustomisation(promise.annotations)),
        createdAt,
      }),
      ...claim(this.#templates, api && promiseTemplateName(api.kind)),
      ...claim(this.#apis, api && promiseApiName(api.plural, api.group)),
    ];
  }

  /** @returns the keys of other objects that were renamed */
  claimForResource(
    key: string,
    kind: PromiseKind,
    {
      name,
      createdAt,
      customisation,
    }: Pick<ResourceFacts, 'name' | 'createdAt' | 'customisation'>,
  ): string[] {
    return this.#components.claim({
      key,
      wanted: resourceComponentName(name, kind.kind),
      chosen: chosenIn(customisation),
      createdAt,
    });
  }

  /** @returns the keys of other objects that were renamed */
  release(key: string): string[] {
    return [this.#components, this.#templates, this.#apis].flatMap(registry =>
      registry.release(key),
    );
  }

  /** {@link ComponentNames.yieldName} */
  yieldComponent(name: string): string | undefined {
    return this.#components.yieldName(name);
  }

  /** {@link ComponentNames.reclaim} */
  reclaimComponents(): string[] {
    return this.#components.reclaim();
  }

  componentOf(key: string): string | undefined {
    return this.#components.nameOf(key);
  }

  /** Undefined if the Promise does not exist. */
  ofPromise(name: string): PromiseNames | undefined {
    const key = promiseKey(name);
    const component = this.#components.nameOf(key);
    return component === undefined
      ? undefined
      : {
          component,
          api: this.#apis.nameOf(key),
          template: this.#templates.nameOf(key),
        };
  }
}

function chosenIn(
  customisation: ComponentCustomisation | undefined,
): string | undefined {
  const { name } = customisation ?? {};
  return name === undefined ? undefined : readChosenName(name);
}
