import { type PlatformEvent, step } from '@kratix-portal/test-cluster';

/** How often the report names the steps that are still running. */
const REPORT_SECONDS = 15;

const TITLES: Record<string, string> = {
  certificates: 'Certificates',
  'oidc-provider': 'OIDC provider',
  roles: 'RBAC roles',
  kratix: 'Kratix stand-in and sample Promises',
  'sign-in': 'API server accepts the users’ tokens',
  portal: 'Portal',
};

/** Prints the steps of a start and how long each took. */
export class Report {
  readonly #write: (line: string) => void;
  readonly #running = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;

  constructor(write: (line: string) => void = writeLine) {
    this.#write = write;
  }

  say(line: string): void {
    this.#write(line);
  }

  /** The `onProgress` callback for `startPlatform`. */
  readonly onPlatformEvent = (event: PlatformEvent): void => {
    switch (event.type) {
      case 'started':
        this.#started(event.step);
        break;
      case 'done':
        this.#done(event.step, event.elapsedMs);
        break;
      case 'failed':
        this.#failed(event.step);
        break;
      case 'detail':
        this.#write(`  ... ${titleOf(event.step)}: ${event.message}`);
        break;
      case 'lost':
        this.#write(
          `  FAIL ${titleOf(event.step)} ended unexpectedly: ${event.reason}`,
        );
        break;
      default:
        this.#write(`  ... ${titleOf(event.step)}: ${String(event.error)}`);
    }
  };

  /** Runs a step and prints its result. */
  step<Result>(name: string, run: () => Promise<Result>): Promise<Result> {
    return step(name, this.onPlatformEvent, run);
  }

  #started(name: string): void {
    this.#running.set(name, performance.now());
    this.#timer ??= setInterval(
      () => this.#sayRunning(),
      REPORT_SECONDS * 1000,
    ).unref();
  }

  #done(name: string, milliseconds: number): void {
    this.#ended(name);
    this.#write(`  ok  ${titleOf(name)}: ${formatSeconds(milliseconds)}`);
  }

  #failed(name: string): void {
    this.#ended(name);
    this.#write(`  FAIL ${titleOf(name)}`);
  }

  #ended(name: string): void {
    this.#running.delete(name);
    if (this.#running.size === 0) {
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
  }

  #sayRunning(): void {
    for (const [name, start] of this.#running) {
      this.#write(
        `  ... ${titleOf(name)}: ${formatSeconds(performance.now() - start)}`,
      );
    }
  }
}

/** `0.4 s`, `12 s`. */
export function formatSeconds(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  return seconds < 9.95
    ? `${seconds.toFixed(1)} s`
    : `${Math.round(seconds)} s`;
}

/** The title of a step. Steps that run a Kubernetes program have its name. */
export function titleOf(name: string): string {
  return TITLES[name] ?? name;
}

function writeLine(line: string): void {
  process.stdout.write(`${line}\n`);
}
