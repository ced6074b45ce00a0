import { Collection } from './Collection';
import type { LiveEnvironment } from './LiveEnvironment';
import type { LiveTransport } from './LiveTransport';
import { StreamRun } from './StreamRun';

/** Finds out whether streams work again while lists are polled: it opens one stream, whose events no collection uses. */
export class StreamProbe {
  readonly #transport: LiveTransport;
  readonly #environment: LiveEnvironment;
  #run: StreamRun | undefined;

  constructor(options: {
    transport: LiveTransport;
    environment: LiveEnvironment;
  }) {
    this.#transport = options.transport;
    this.#environment = options.environment;
  }

  /** Calls back once, and says whether anything arrived. Streams that are refused or stay silent do not work. */
  start(
    { key, query, cursor }: Collection,
    onResult: (doesWork: boolean) => void,
  ): void {
    this.stop();
    const collection = new Collection(key, query);
    collection.cursor = cursor;
    const finish = (doesWork: boolean) => {
      this.stop();
      onResult(doesWork);
    };
    const run = new StreamRun({
      members: [collection],
      // The lists find out whether the token is accepted.
      attempt: 0,
      environment: this.#environment,
      listener: {
        onActivity: () => finish(true),
        onEvent: () => {},
        onEnd: () => finish(false),
      },
    });
    this.#run = run;
    run.start(this.#transport);
  }

  stop(): void {
    this.#run?.close();
    this.#run = undefined;
  }
}
