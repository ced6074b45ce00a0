/**
 * A running process owns the platform of this state folder.
 *
 * @public
 */
export class AlreadyRunningError extends Error {
  readonly code = 'already-running';
  readonly stateDir: string;
  readonly ownerPid: number;

  constructor(stateDir: string, ownerPid: number) {
    super(
      `A platform is already running in ${stateDir} (process ${ownerPid}): stop it, or use another state folder`,
    );
    this.name = 'AlreadyRunningError';
    this.stateDir = stateDir;
    this.ownerPid = ownerPid;
  }
}
