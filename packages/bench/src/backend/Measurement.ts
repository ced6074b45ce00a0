import { z } from 'zod';
import type { LoadGenerator } from '../load/LoadGenerator';
import type { LoadJob, LoadResult } from '../load/LoadJob';
import { cpuMilliseconds } from '../process/processUsage';
import type { Stage } from '../stage/Stage';

/** The result of one run against one target. */
export interface Measurement extends LoadResult {
  /** CPU time of the backend's process. */
  cpuMsPerRequest: number;
  /** Connections that the backend opened to the API server. */
  connectionsOpened: number;
}

/** Runs a job and measures its CPU time and connections. */
export async function measure(
  job: LoadJob,
  stage: Stage,
  generator: LoadGenerator,
): Promise<Measurement> {
  const { pid } = stage.portal;
  const connectionsBefore = await connectionsOpened(stage);
  const cpuBefore = await cpuMilliseconds(pid);
  const result = await generator.run(job);
  const cpu = (await cpuMilliseconds(pid)) - cpuBefore;
  const connections = (await connectionsOpened(stage)) - connectionsBefore;
  if (result.failures > 0 || result.answers === 0) {
    throw new Error(
      `${result.failures} of ${result.answers + result.failures} requests to ${new URL(job.url).pathname} failed, ` +
        `the last one with ${result.lastFailure}. The figures would be meaningless, so the benchmark stops.`,
    );
  }
  return {
    ...result,
    cpuMsPerRequest: cpu / result.answers,
    connectionsOpened: connections,
  };
}

async function connectionsOpened(stage: Stage): Promise<number> {
  const { port } = new URL(stage.platform.endpoints.apiServer.url);
  const { backstage } = stage.tokens();
  const response = await fetch(
    `${stage.portal.url}/api/verify-only/connections/${port}`,
    { headers: { authorization: `Bearer ${backstage}` } },
  );
  const answer = z.object({ opened: z.number() });
  return answer.parse(await response.json()).opened;
}
