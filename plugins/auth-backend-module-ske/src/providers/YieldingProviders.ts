import type {
  AuthProviderFactory,
  AuthProviderRegistrationOptions,
  AuthProvidersExtensionPoint,
} from '@backstage/plugin-auth-node';

/**
 * Registers auth providers that give way to one that another module registers under the same id, before or after.
 *
 * @remarks
 *
 * Backstage's extension point refuses a second registration of an id, offers no way to ask for what is there, and the
 * modules of a plugin are initialised side by side, so nobody can choose to be last. All of them share the one object
 * behind the extension point, though, and the factories run only after every module is done. So:
 *
 * - an id that is taken already is left alone: the refusal is the answer;
 * - an id of ours is registered as a factory that asks, when it runs, whose turn it is. The shared object's
 *   `registerProvider` takes a later registration of such an id as the one to hand over to, once; everything else it
 *   passes on, so that two registrations by others are refused as ever.
 *
 * Should a later Backstage give each module an object of its own, a later registration of our id is refused by Backstage
 * with its own clear message; it can never be that ours replaces the integrator's.
 */
export class YieldingProviders {
  readonly #ours = new Set<string>();
  readonly #answering = new Set<string>();
  readonly #register: AuthProvidersExtensionPoint['registerProvider'];
  readonly #successors = new Map<string, AuthProviderFactory>();

  private constructor(
    register: AuthProvidersExtensionPoint['registerProvider'],
  ) {
    this.#register = register;
  }

  static on(extensionPoint: AuthProvidersExtensionPoint): YieldingProviders {
    const providers = new YieldingProviders(
      extensionPoint.registerProvider.bind(extensionPoint),
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
        return;
      }
      throw error;
    }
    this.#ours.add(providerId);
  }

  /** Whether requests for this id are answered by our own factory. */
  serves(providerId: string): boolean {
    return this.#answering.has(providerId);
  }

  /** Whether another module's registration stands for an id that was to be ours. */
  leavesAlone(providerId: string): boolean {
    return !this.#ours.has(providerId) || this.#successors.has(providerId);
  }

  #registerOfOthers(options: AuthProviderRegistrationOptions): void {
    const { providerId, factory } = options;
    if (this.#ours.has(providerId) && !this.#successors.has(providerId)) {
      this.#successors.set(providerId, factory);
      return;
    }
    this.#register(options);
  }
}

// Backstage gives this refusal no code; a changed wording makes the start fail with that wording, not go wrong.
function isAlreadyRegistered(error: unknown): boolean {
  return error instanceof Error && /already registered/i.test(error.message);
}
