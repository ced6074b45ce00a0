import { Pod } from './podStatus';

/** Notes on what the containers of pods did. The logs of the containers contain these notes. The notes are lost when the stand-in ends. */
export class ContainerNotes {
  readonly #pods = new Map<string, Map<string, string[]>>();

  set({ metadata }: Pod, container: string, lines: string[]) {
    const uid = metadata.uid ?? '';
    const containers = this.#pods.get(uid) ?? new Map<string, string[]>();
    this.#pods.set(uid, containers.set(container, lines));
  }

  get({ metadata }: Pod, container: string): string[] | undefined {
    return this.#pods.get(metadata.uid ?? '')?.get(container);
  }

  /** Forgets a pod that was deleted. */
  delete(uid = '') {
    this.#pods.delete(uid);
  }
}
