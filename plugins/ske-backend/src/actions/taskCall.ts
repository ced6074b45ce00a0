import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  describeResourceRef,
  oneLine,
  ResourceRef,
  SkeCallOptions,
  SkeError,
} from '@kratix-portal/plugin-ske-common';
import type { TaskInitiator, TaskTokens } from './TaskTokens';

/** The part of a scaffolder action's context that our actions use. */
export interface TaskContext extends TaskInitiator {
  signal?: AbortSignal;
}

/**
 * Makes a call as the user who started the task. A failure is written to the task log in whole sentences. The last line has the cluster's own text.
 */
export async function callAsInitiator<T>(
  ctx: TaskContext,
  tokens: TaskTokens,
  call: (options: SkeCallOptions) => Promise<T>,
): Promise<T> {
  try {
    return await call(await optionsOf(ctx, tokens));
  } catch (error) {
    if (!SkeError.is(error)) {
      throw error;
    }
    throw logFailure(error, ctx.logger);
  }
}

/** Writes to the task log which write is left out in a dry run of the scaffolder. */
export function logDryRun(
  logger: LoggerService,
  verb: string,
  ref: ResourceRef,
): void {
  logger.info(
    `Dry run: would ${verb} ${describeResourceRef(ref)}. Nothing is sent to the platform cluster.`,
  );
}

/** Makes a call whose failure does not end the task. The task log then has a warning with the reason. */
export async function callOrWarn<T>(
  ctx: TaskContext,
  tokens: TaskTokens,
  call: (options: SkeCallOptions) => Promise<T>,
  /** A sentence that says what the failure means for the user. */
  consequence: string,
): Promise<T | undefined> {
  try {
    return await call(await optionsOf(ctx, tokens));
  } catch (error) {
    if (!SkeError.is(error)) {
      throw error;
    }
    ctx.logger.warn(
      [consequence, error.message, error.hint].filter(Boolean).join(' '),
    );
    return undefined;
  }
}

async function optionsOf(
  ctx: TaskContext,
  tokens: TaskTokens,
): Promise<SkeCallOptions> {
  return {
    token: await tokens.tokenOf(ctx),
    taskId: ctx.task?.id,
    signal: ctx.signal,
  };
}

function logFailure(error: SkeError, logger: LoggerService): Error {
  logger.error(error.message);
  for (const cause of error.causes ?? []) {
    logger.error(`  ${cause.message}`);
  }
  if (error.hint) {
    logger.error(error.hint);
  }
  if (error.detail) {
    logger.error(`Details from the cluster: ${oneLine(error.detail)}`);
  }
  return toTaskError(error);
}

/** The error that ends the task. The scaffolder prints the stack of this error. The stack would only contain our own files, so it is replaced with the message. */
function toTaskError(error: SkeError): Error {
  const failure = new Error(error.message);
  failure.name = error.name;
  failure.stack = `${error.name}: ${error.message}`;
  return failure;
}
