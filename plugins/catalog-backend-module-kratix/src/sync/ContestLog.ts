import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ContestedKind } from '../model/DefinitionClaims';

/** Logs a warning when several Promises define one kind: once for each set of Promises, until only one of them defines the kind. */
export class ContestLog {
  readonly #logger: LoggerService;
  #logged = new Set<string>();

  constructor(logger: LoggerService) {
    this.#logger = logger;
  }

  /** Called after every change. The catalog uses the first Promise of each contest. */
  update(contested: readonly ContestedKind[]): void {
    const current = new Set<string>();
    for (const { kindId, promiseNames } of contested) {
      const key = `${kindId}: ${promiseNames.join(', ')}`;
      current.add(key);
      if (!this.#logged.has(key)) {
        this.#logger.warn(
          `Several Promises define ${kindId}: ${promiseNames.join(', ')}. Kratix overwrites the definition for each of them in turn. The catalog relates its requests to ${promiseNames[0]}. Remove the API from the others.`,
        );
      }
    }
    this.#logged = current;
  }
}
