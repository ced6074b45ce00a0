import { useApi } from '@backstage/frontend-plugin-api';
import {
  SkeError,
  type ConfigureResult,
} from '@kratix-portal/plugin-ske-common';
import { useState } from 'react';
import { isAnswerLost, skeApiRef, toSkeError, type SkeApi } from '../api';
import { promiseRef } from '../kratix';
import type { KubernetesObject } from '../live';

/** The manifest to write, and the Promise that it changes. */
export interface InstallationInput {
  manifest: string;
  /** The Promise of this name that is installed, as the page compares it with the manifest. Absent if there is none. */
  installed: KubernetesObject | undefined;
}

/** How far an installation is. */
export type InstallationState =
  | { status: 'new' }
  | { status: 'checking' }
  /** The cluster accepts the Promise. */
  | { status: 'checked'; result: ConfigureResult }
  | { status: 'writing'; result: ConfigureResult }
  | { status: 'refused'; error: SkeError; isOfWrite: boolean }
  /** No response to the write arrived, and the cluster shows that nothing was written. */
  | { status: 'not-arrived'; result: ConfigureResult }
  /** No response to the write arrived, and the cluster could not be asked. */
  | { status: 'unknown'; error: SkeError };

/** What is known after a write. */
export type WriteOutcome = 'written' | 'not-written' | 'unknown';

/** One installation of a Promise. */
export interface Installation {
  state: InstallationState;
  /** Asks the cluster in a dry run whether it accepts the Promise. */
  check(): Promise<void>;
  write(): Promise<WriteOutcome>;
  /** Asks the cluster whether a write that got no response was carried out. */
  lookUp(): Promise<WriteOutcome>;
}

const NEW: InstallationState = { status: 'new' };

/**
 * Checks and writes a Promise. The result for one input is not shown for another: when the installed Promise has changed, it has to be compared and
 * checked again. The reason why a write failed stays until the manifest is another.
 *
 * @param onAnswer - called when the cluster has accepted the Promise in a dry run, or with its error when the cluster refuses or rejects the Promise
 */
export function useInstallation(
  input: InstallationInput | undefined,
  onAnswer: (error?: SkeError) => void,
): Installation {
  const api = useApi(skeApiRef);
  const { manifest = '', installed } = input ?? {};
  const key = JSON.stringify([
    manifest,
    installed && [installed.metadata.uid, installed.metadata.generation],
  ]);
  const [known, setKnown] = useState<{
    key: string;
    manifest: string;
    state: InstallationState;
    /** The Promise that the check was about. */
    checked?: KubernetesObject;
  }>({ key, manifest, state: NEW });
  // The write itself changes the installed Promise, perhaps before its response arrives.
  const isCurrent =
    known.key === key ||
    known.state.status === 'writing' ||
    (known.manifest === manifest && isFailedWrite(known.state));
  const state = isCurrent ? known.state : NEW;
  const set = (next: InstallationState) =>
    setKnown(before => ({ ...before, key, manifest, state: next }));
  const refuse = (error: SkeError, isOfWrite: boolean) => {
    set({ status: 'refused', error, isOfWrite });
    onAnswer(error);
  };
  const send = (dryRun: boolean, of: KubernetesObject | undefined) =>
    api.configureResource({
      manifest,
      dryRun,
      onExisting: of ? 'update' : 'fail',
    });

  const lookUp = async (): Promise<WriteOutcome> => {
    try {
      const result = await api.configureResource({
        manifest,
        dryRun: true,
        onExisting: 'update',
      });
      if (result.operation === 'unchanged') {
        return 'written';
      }
      set({ status: 'not-arrived', result });
      return 'not-written';
    } catch (error) {
      set({ status: 'unknown', error: toSkeError(error) });
      return 'unknown';
    }
  };

  return {
    state,
    async check() {
      setKnown({
        key,
        manifest,
        state: { status: 'checking' },
        checked: installed,
      });
      try {
        set({ status: 'checked', result: await send(true, installed) });
        onAnswer();
      } catch (error) {
        refuse(toSkeError(error), false);
      }
    },
    async write() {
      // The first press is still in progress, so a second one does nothing.
      if (state.status !== 'checked' && state.status !== 'not-arrived') {
        return 'not-written';
      }
      set({ status: 'writing', result: state.result });
      try {
        if (known.checked) {
          await rejectChanged(api, known.checked);
        }
        await send(false, known.checked);
        return 'written';
      } catch (error) {
        const failure = toSkeError(error);
        if (isAnswerLost(failure)) {
          return lookUp();
        }
        refuse(failure, true);
        return 'not-written';
      }
    },
    lookUp,
  };
}

/** Whether a write has failed, after which the installed Promise may change. */
function isFailedWrite(state: InstallationState): boolean {
  return (
    state.status === 'unknown' ||
    (state.status === 'refused' && state.isOfWrite)
  );
}

/**
 * Rejects an upgrade of a Promise that has changed since the check, although the stream has not said so yet. The manifest cannot have the resourceVersion
 * instead: the API would then remove the labels and annotations that the text does not have.
 */
async function rejectChanged(
  api: Pick<SkeApi, 'getResource'>,
  { metadata: { name, uid, generation } }: KubernetesObject,
): Promise<void> {
  const { manifest } = await api.getResource(promiseRef(name));
  const now = manifest as unknown as KubernetesObject;
  if (now.metadata.uid !== uid || now.metadata.generation !== generation) {
    throw new SkeError({
      code: 'conflict',
      message: `Promise ${name} has changed since it was checked; nothing was written.`,
    });
  }
}
