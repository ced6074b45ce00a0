import type {
  AuthProviderFactory,
  AuthProviderRegistrationOptions,
  AuthProvidersExtensionPoint,
} from '@backstage/plugin-auth-node';

/**
 * Registers auth providers that another module can replace: a provider that another module registers under the same id, earlier or later, takes precedence.
 *
 * @remarks
 *
 * Backstage's extension point rejects a second registration of an id, and has no function to look up a registration. The modules of a
 * plugin are initialised concurrently, so a module cannot choose to be the last. But all modules share one extension point
 * object, and the factories run only after the initialisation of every module. So:
 *
 * - when an id is already registered, Backstage rejects ours, and the other provider stays;
 * - our ids are registered with a factory that checks whether another module has registered the id, and does so only when it runs. We replace
 * `registerProvider` of
 *   the shared object: it accepts one later registration of such an id, and our factory then delegates to it. All other registrations go to
 *   Backstage, which rejects duplicates as before.
 *
 * If a later Backstage gives each module an object of its own, it will reject a later registration of our id with its own
 * clear message. Our provider can never replace the integrator's.
 */
export class YieldingProviders {
  readonly #ours = new Set<string>();
  readonly #answering = new Set<string>();
  readonly #register: AuthProvidersExtensionPoint['registerProvider'];
  readonly #successors = new Map<string, AuthProviderFactory>();

  readonly #onYield: (providerId: string) => void;

  private constructor(
    register: AuthProvidersExtensionPoint['registerProvider'],
    onYield: (providerId: string) => void,
  ) {
    this.#register = register;
    this.#onYield = onYield;
  }

  /** @param onYield - called during the initialisation of the modules, before any factory runs */
  static on(
    extensionPoint: AuthProvidersExtensionPoint,
    onYield: (providerId: string) => void,
  ): YieldingProviders {
    const providers = new YieldingProviders(
      extensionPoint.registerProvider.bind(extensionPoint),
      onYield,
    );
    extensionPoint.registerProvider = options =>
      providers.#registerOfOthers(options);
    return providers;
  }

  register(providerId: string, factory: AuthProviderFactory): void {
    const delegate: AuthProviderFactory = options => {
      const successor = this.#successors.get(providerId);
      if (successor) {
        return successor(options);
      }
      const handlers = factory(options);
      this.#answering.add(providerId);
      return handlers;
    };
    try {
      this.#register({ providerId, factory: delegate });
    } catch (error) {
      if (isAlreadyRegistered(error)) {
        this.#onYield(providerId);
        return;
      }
      throw error;
    }
    this.#ours.add(providerId);
  }

  /** Whether our own factory serves this id. */
  serves(providerId: string): boolean {
    return this.#answering.has(providerId);
  }

  /** Whether another module's registration serves an id that we requested. */
  leavesAlone(providerId: string): boolean {
    return !this.#ours.has(providerId) || this.#successors.has(providerId);
  }

  #registerOfOthers(options: AuthProviderRegistrationOptions): void {
    const { providerId, factory } = options;
    if (this.#ours.has(providerId) && !this.#successors.has(providerId)) {
      this.#successors.set(providerId, factory);
      this.#onYield(providerId);
      return;
    }
    this.#register(options);
  }
}

// This error of Backstage has no code. If its wording changes, the start fails with the new wording.
function isAlreadyRegistered(error: unknown): boolean {
  return error instanceof Error && /already registered/i.test(error.message);
}
