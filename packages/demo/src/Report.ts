import type { PlatformEvent } from '@kratix-portal/test-cluster';

/** While nothing else is said, a step that still runs is named this often. */
const REPORT_SECONDS = 15;

const TITLES: Record<string, string> = {
  certificates: 'Certificates',
  issuer: 'OIDC provider',
  etcd: 'etcd',
  'kube-apiserver': 'kube-apiserver',
  'kube-controller-manager': 'kube-controller-manager',
  roles: 'RBAC roles',
  kratix: 'Kratix stand-in and sample Promises',
  'sign-in': 'API server takes the users’ tokens',
  portal: 'Portal',
};

/** Tells the reader what starts and how long it took. */
export class Report {
  private readonly running = new Map<string, number>();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly write: (line: string) => void = writeLine) {}

  say(line: string): void {
    this.write(line);
  }

  /** To be given to `startPlatform` as `onProgress`. */
  readonly onPlatformEvent = (event: PlatformEvent): void => {
    switch (event.type) {
      case 'started':
        this.started(event.step);
        break;
      case 'done':
        this.done(event.step, event.elapsedMs);
        break;
      case 'failed':
        this.failed(event.step);
        break;
      case 'detail':
        this.write(`  ... ${titleOf(event.step)}: ${event.message}`);
        break;
      case 'lost':
        this.write(`  FAIL ${titleOf(event.step)} has ended: ${event.reason}`);
        break;
      default:
        this.write(`  ... ${titleOf(event.step)}: ${String(event.error)}`);
    }
  };

  /** Runs a step, telling of its end. */
  async step<Result>(
    name: string,
    run: () => Promise<Result>,
  ): Promise<Result> {
    const begun = performance.now();
    this.started(name);
    try {
      const result = await run();
      this.done(name, performance.now() - begun);
      return result;
    } catch (error) {
      this.failed(name);
      throw error;
    }
  }

  private started(name: string): void {
    this.running.set(name, performance.now());
    this.timer ??= setInterval(
      () => this.tellRunning(),
      REPORT_SECONDS * 1000,
    ).unref();
  }

  private done(name: string, milliseconds: number): void {
    this.ended(name);
    this.write(`  ok  ${titleOf(name)}: ${formatSeconds(milliseconds)}`);
  }

  private failed(name: string): void {
    this.ended(name);
    this.write(`  FAIL ${titleOf(name)}`);
  }

  private ended(name: string): void {
    this.running.delete(name);
    if (this.running.size === 0) {
      clearInterval(this.timer);
      this.timer = undefined;
    }
  }

  private tellRunning(): void {
    for (const [name, begun] of this.running) {
      this.write(
        `  ... ${titleOf(name)}: ${formatSeconds(performance.now() - begun)}`,
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

/** What a step is called in front of the reader. */
export function titleOf(name: string): string {
  return TITLES[name] ?? name;
}

function writeLine(line: string): void {
  process.stdout.write(`${line}\n`);
}
