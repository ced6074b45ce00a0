import { useApi } from '@backstage/frontend-plugin-api';
import type {
  ConfigureResult,
  SeenObject,
  SkeError,
} from '@kratix-portal/plugin-ske-common';
import { useMemo, useState } from 'react';
import { isAnswerLost, skeApiRef, toSkeError } from '../api';
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
  const key = useMemo(
    () => JSON.stringify([manifest, stateOf(installed)]),
    [manifest, installed],
  );
  const [known, setKnown] = useState<{
    key: string;
    manifest: string;
    state: InstallationState;
  }>({ key, manifest, state: NEW });
  // The write itself changes the installed Promise, perhaps before its response arrives.
  const isCurrent =
    known.key === key ||
    known.state.status === 'writing' ||
    (known.manifest === manifest && isFailedWrite(known.state));
  const state = isCurrent ? known.state : NEW;
  const set = (next: InstallationState) =>
    setKnown({ key, manifest, state: next });
  const refuse = (error: SkeError, isOfWrite: boolean) => {
    set({ status: 'refused', error, isOfWrite });
    onAnswer(error);
  };
  // The Promise that the page compares with the manifest. If it has changed and the stream has not said so yet, the API writes nothing. The manifest cannot have its
  // resourceVersion instead: the API would then remove everything that the text does not have.
  const send = (dryRun: boolean) =>
    api.configureResource({
      manifest,
      dryRun,
      ...(installed
        ? { onExisting: 'update', basedOn: seenOf(installed) }
        : { onExisting: 'fail' }),
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
      set({ status: 'checking' });
      try {
        set({ status: 'checked', result: await send(true) });
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
        await send(false);
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

/** What an upgrade depends on: everything of the installed Promise but its status. */
function stateOf(installed: KubernetesObject | undefined) {
  const { uid, generation, labels, annotations } = installed?.metadata ?? {};
  return [uid, generation, labels, annotations];
}

function seenOf({ metadata }: KubernetesObject): SeenObject | undefined {
  const { uid, resourceVersion } = metadata;
  return resourceVersion === undefined ? undefined : { uid, resourceVersion };
}
