import { useApi } from '@backstage/frontend-plugin-api';
import type {
  ConfigureResult,
  SkeError,
} from '@kratix-portal/plugin-ske-common';
import { useState } from 'react';
import { skeApiRef, toSkeError } from '../api';

/** The manifest to write, and the kind of write. */
export interface InstallationInput {
  manifest: string;
  /** Whether a Promise of this name is installed and will be changed. */
  isUpgrade: boolean;
}

/** How far an installation is. */
export type InstallationState =
  | { status: 'new' }
  | { status: 'checking' }
  /** The cluster accepts the Promise. */
  | { status: 'checked'; result: ConfigureResult }
  | { status: 'writing'; result: ConfigureResult }
  | { status: 'refused'; error: SkeError; wasWritten: boolean }
  /** No response to the write arrived, and the cluster shows that nothing was written. */
  | { status: 'not-arrived'; result: ConfigureResult }
  /** No response to the write arrived, and the cluster could not be asked. */
  | { status: 'unknown'; error: SkeError };

/** One installation of a Promise. */
export interface Installation {
  state: InstallationState;
  /** Asks the cluster in a dry run whether it accepts the Promise. */
  check(): Promise<void>;
  /** @returns whether the Promise is on the cluster */
  write(): Promise<boolean>;
  /** Asks the cluster whether a write that got no response was carried out. */
  lookUp(): Promise<boolean>;
}

const NEW: InstallationState = { status: 'new' };

/** Errors after which the write may have happened or not. */
const UNKNOWN_OUTCOMES: readonly string[] = [
  'timeout',
  'cluster-unreachable',
  'cluster-error',
  'internal',
];

/**
 * Checks and writes a Promise. The result for one input is not shown for another.
 *
 * @param onAnswer - called when the cluster has accepted the Promise in a dry run, or with its error when the cluster refuses or rejects the Promise
 */
export function useInstallation(
  input: InstallationInput | undefined,
  onAnswer: (error?: SkeError) => void,
): Installation {
  const api = useApi(skeApiRef);
  const key = JSON.stringify(input ?? null);
  const [known, setKnown] = useState({ key, state: NEW });
  const state = known.key === key ? known.state : NEW;
  const set = (next: InstallationState) => setKnown({ key, state: next });
  const refuse = (error: SkeError, wasWritten: boolean) => {
    set({ status: 'refused', error, wasWritten });
    onAnswer(error);
  };
  const { manifest = '', isUpgrade = false } = input ?? {};
  const send = (dryRun: boolean, onExisting: 'update' | 'fail') =>
    api.configureResource({ manifest, dryRun, onExisting });
  const onExisting = isUpgrade ? 'update' : 'fail';

  const lookUp = async (): Promise<boolean> => {
    try {
      const result = await send(true, 'update');
      if (result.operation === 'unchanged') {
        return true;
      }
      set({ status: 'not-arrived', result });
    } catch (error) {
      set({ status: 'unknown', error: toSkeError(error) });
    }
    return false;
  };

  return {
    state,
    async check() {
      set({ status: 'checking' });
      try {
        set({ status: 'checked', result: await send(true, onExisting) });
        onAnswer();
      } catch (error) {
        refuse(toSkeError(error), false);
      }
    },
    async write() {
      // The first press is still in progress, so a second one does nothing.
      if (state.status !== 'checked' && state.status !== 'not-arrived') {
        return false;
      }
      set({ status: 'writing', result: state.result });
      try {
        await send(false, onExisting);
        return true;
      } catch (error) {
        const failure = toSkeError(error);
        if (UNKNOWN_OUTCOMES.includes(failure.code)) {
          return lookUp();
        }
        refuse(failure, true);
        return false;
      }
    },
    lookUp,
  };
}
