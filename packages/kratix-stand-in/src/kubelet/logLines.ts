import { demoNames, labelNames } from '../standIn/kratixNames';
import { ownerOf } from '../standIn/pipelineAdapter';
import { Pod } from '../standIn/podStatus';
import { ContainerRun } from './selectRun';

/** One line of a log, and when the container wrote it. */
export interface LogLine {
  time: Date;
  text: string;
}

const progressMilliseconds = 2000;
const kratixContainers = ['reader', 'work-writer', 'status-writer'];

function describeOwner(pod: Pod): string {
  const { type, key } = ownerOf(pod);
  return `${type.kind} ${key.namespace ? `${key.namespace}/` : ''}${key.name}`;
}

/** The first lines in the log of a container that the author of a Promise wrote. */
function firstOfUser(pod: Pod, attempt: number): string[] {
  const { labels = {} } = pod.metadata;
  const pipeline = labels[labelNames.pipeline];
  return [
    'The Kratix stand-in makes up this log: it does not run the image.',
    `Pipeline ${pipeline} starts for ${describeOwner(pod)}, attempt ${attempt + 1}.`,
    `The action is ${labels[labelNames.workflowAction]}.`,
  ];
}

function lastOfUser(pod: Pod, container: string, exitCode: number): string[] {
  if (exitCode === 0) {
    return [`Container ${container} has finished.`];
  }
  if (exitCode === 1) {
    return [
      `Error: the annotation ${demoNames.fail} of ${describeOwner(pod)} makes this pipeline fail.`,
    ];
  }
  return [];
}

function lastOf(
  pod: Pod,
  container: string,
  exitCode: number,
  notes: string[] | undefined,
): string[] {
  if (notes) {
    return notes;
  }
  if (container === 'reader') {
    return [];
  }
  if (kratixContainers.includes(container)) {
    return exitCode === 0
      ? [
          'The Kratix stand-in has restarted since then, and no longer knows what it wrote.',
        ]
      : [];
  }
  return lastOfUser(pod, container, exitCode);
}

/**
 * Generates the log of a container from what the container did. A log that is generated later starts with the same lines. Times in a status have
 * whole seconds, so lines within a second are a millisecond apart.
 *
 * @param notes - what the container did; undefined if the stand-in no longer knows it
 */
export function logLines(options: {
  pod: Pod;
  container: string;
  run: ContainerRun;
  notes?: string[];
  now: Date;
}): LogLine[] {
  const { pod, container, run, notes, now } = options;
  const { terminated, attempt } = run;
  const start = Date.parse(run.startedAt);
  const end = terminated && Date.parse(terminated.finishedAt);
  const lines: LogLine[] = [];
  const add = (milliseconds: number, text: string) => {
    const earliest = (lines.at(-1)?.time.getTime() ?? 0) + 1;
    lines.push({ time: new Date(Math.max(milliseconds, earliest)), text });
  };
  const first = kratixContainers.includes(container)
    ? [`${container} of the Kratix stand-in starts for ${describeOwner(pod)}.`]
    : firstOfUser(pod, attempt);
  if (container === 'reader') {
    first.push(`Read ${describeOwner(pod)}.`);
  }
  first.forEach(text => add(start, text));
  for (
    let time = start + progressMilliseconds;
    time <= (end ?? now.getTime());
    time += progressMilliseconds
  ) {
    add(time, `Still working after ${(time - start) / 1000} s.`);
  }
  if (terminated) {
    lastOf(pod, container, terminated.exitCode, notes).forEach(text =>
      add(end ?? start, text),
    );
  }
  return lines;
}
