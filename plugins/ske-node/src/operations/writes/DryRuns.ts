import {
  SkeError,
  type ConfigureOptions,
  type ResourceRef,
} from '@kratix-portal/plugin-ske-common';
import type { PlatformResponse } from '../../platform/calls/PlatformCall';
import type { WriteOptions } from '../targets/ResourceTarget';
import { rejectUnknownFields } from './unknownFields';

// k8s.io/apiserver/pkg/admission/plugin/webhook/errors/statuserror.go, NewDryRunUnsupportedErr
const UNSUPPORTED =
  /admission webhook ("[^"]{1,253}") does not support dry run/;

/**
 * The dry runs of one write. A webhook with side effects may reject all dry runs. In this case the write is made without a dry run, and a notice says so.
 */
export class DryRuns {
  readonly notices: string[] = [];
  readonly #target: ResourceRef;
  readonly #fieldManager: string;
  readonly #isStrict: boolean;
  #isSupported = true;

  constructor(options: {
    target: ResourceRef;
    fieldManager: string;
    unknownFields: ConfigureOptions['unknownFields'];
  }) {
    this.#target = options.target;
    this.#fieldManager = options.fieldManager;
    this.#isStrict = options.unknownFields === 'fail';
  }

  /** @returns undefined when the cluster does not support a dry run of this write */
  async run(
    send: (options: WriteOptions) => Promise<PlatformResponse>,
  ): Promise<PlatformResponse | undefined> {
    if (!this.#isSupported) {
      return undefined;
    }
    const response = await this.#send(send);
    if (response && this.#isStrict) {
      rejectUnknownFields(this.#target, response.warnings);
    }
    return response;
  }

  async #send(
    send: (options: WriteOptions) => Promise<PlatformResponse>,
  ): Promise<PlatformResponse | undefined> {
    try {
      return await send({ dryRun: true, fieldManager: this.#fieldManager });
    } catch (error) {
      const webhook = readUnsupported(error);
      if (webhook === undefined) {
        throw error;
      }
      this.#isSupported = false;
      this.notices.push(
        `The cluster did not check this write in advance, because its admission webhook ${webhook} does not support dry runs.`,
      );
      return undefined;
    }
  }
}

function readUnsupported(error: unknown): string | undefined {
  return SkeError.is(error) && error.code === 'invalid-input'
    ? UNSUPPORTED.exec(error.detail ?? '')?.[1]
    : undefined;
}
