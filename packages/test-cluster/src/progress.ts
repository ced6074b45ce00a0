/**
 * A part of a platform that is started as one step.
 *
 * @public
 */
export type PlatformStep =
  | 'certificates'
  | 'issuer'
  | 'etcd'
  | 'kube-apiserver'
  | 'kube-controller-manager'
  | 'roles'
  | 'kratix'
  | 'sign-in';

/**
 * What happens while a platform starts, and when a part of it ends by itself.
 *
 * @public
 */
export type PlatformEvent =
  | { type: 'started'; step: PlatformStep }
  | { type: 'done'; step: PlatformStep; elapsedMs: number }
  /** What a step that takes long is at. */
  | { type: 'detail'; step: PlatformStep; message: string }
  | { type: 'failed'; step: PlatformStep; error: unknown }
  /** A process ended although nobody stopped it: the platform is of no more use. */
  | { type: 'lost'; step: string; reason: string }
  /** Something that is tried again went wrong. */
  | { type: 'problem'; step: PlatformStep; error: unknown };

/** Told of every event. */
export type OnProgress = (event: PlatformEvent) => void;

/** Runs a step and tells of its begin and end. */
export async function step<Result>(
  name: PlatformStep,
  onProgress: OnProgress,
  run: () => Promise<Result>,
): Promise<Result> {
  const begun = performance.now();
  onProgress({ type: 'started', step: name });
  try {
    const result = await run();
    const elapsedMs = Math.round(performance.now() - begun);
    onProgress({ type: 'done', step: name, elapsedMs });
    return result;
  } catch (error) {
    onProgress({ type: 'failed', step: name, error });
    throw error;
  }
}
