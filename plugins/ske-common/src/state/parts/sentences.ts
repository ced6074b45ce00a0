/**
 * The English sentences from which the reasons of states are made, by code. `{{name}}` stands for a value. A page has a table of
 * translations with the same codes.
 *
 * Values whose names end in `At` are times in RFC 3339. `message` is a text of Kratix or of a pipeline that already ends with a full stop.
 *
 * @public
 */
export const stateSentences = {
  // A label or the Promise stops a request.
  'request-paused':
    'Kratix does not reconcile the request, because the label {{label}} is set on it.',
  'request-paused-by-promise':
    'Kratix does not reconcile the request, because its Promise is paused.',
  'request-paused-or-was':
    'Kratix reports that it does not reconcile the request, because its Promise is or was paused.',
  'request-waits-for-promise': 'Kratix waits until the Promise is available.',
  'request-is-looked-at-again':
    'The Promise is available again, and Kratix looks at the request again within a minute.',
  // Nothing has happened yet.
  'request-not-picked-up': 'Kratix has not picked up the request yet.',
  'request-change-not-picked-up':
    'Kratix has not picked up the latest change of the request yet (generation {{generation}}, observed {{observed}}).',
  'request-resumed-not-picked-up':
    'The request or its Promise was paused and has been resumed, but Kratix has not picked up the request since then.',
  'reconciliation-not-started':
    'A reconciliation was requested, and Kratix has not started it yet.',
  'retry-not-started':
    'A retry was requested, and Kratix has not started it yet.',
  'label-starts-it': 'The label {{label}} starts it.',
  'label-starts-it-again': 'The label {{label}} starts it again.',
  // The workflow.
  'run-from-start': 'Kratix is about to run the pipelines from the start.',
  'pipelines-preparing': 'Kratix is preparing the pipelines.',
  'pipelines-running': 'Kratix is running the pipelines.',
  'pipeline-not-started': 'The pipeline {{pipeline}} has not started yet.',
  'pipeline-running': 'The pipeline {{pipeline}} is running.',
  'pipeline-resuming': 'The pipeline {{pipeline}} was suspended and continues.',
  'pipeline-failed': 'The pipeline {{pipeline}} has failed.',
  'pipeline-suspended':
    'The pipeline {{pipeline}} has suspended the workflow until a user resumes it.',
  'pipeline-retried-later':
    'The pipeline {{pipeline}} has suspended the workflow and is retried at {{nextRetryAt}}.',
  'pipeline-of-several-not-started':
    'Pipeline {{index}} of {{total}}, {{pipeline}}, has not started yet.',
  'pipeline-of-several-running':
    'Pipeline {{index}} of {{total}}, {{pipeline}}, is running.',
  'pipeline-of-several-resuming':
    'Pipeline {{index}} of {{total}}, {{pipeline}}, was suspended and continues.',
  'pipeline-of-several-failed':
    'Pipeline {{index}} of {{total}}, {{pipeline}}, has failed.',
  'pipeline-of-several-suspended':
    'Pipeline {{index}} of {{total}}, {{pipeline}}, has suspended the workflow until a user resumes it.',
  'pipeline-of-several-retried-later':
    'Pipeline {{index}} of {{total}}, {{pipeline}}, has suspended the workflow and is retried at {{nextRetryAt}}.',
  'pipeline-attempts': 'Attempts so far: {{attempts}}.',
  'pipeline-reports': 'It reports: {{message}}',
  'step-takes-long': 'This step has lasted for more than {{minutes}} minutes.',
  'a-pipeline-failed': 'A pipeline has failed.',
  'a-pipeline-suspended': 'A pipeline has suspended the workflow.',
  'request-completing':
    'The pipelines have succeeded, and Kratix is completing the request.',
  // The works of a request.
  'works-pending':
    'Kratix waits until the works of the request are ready at a Destination.',
  'works-misplaced':
    'Works of the request are at Destinations that do not match them any more.',
  'works-failing':
    'Works of the request could not be written to their Destinations.',
  'work-has-no-destination':
    'No Destination matches the selectors of the Work {{work}}.',
  'work-not-written':
    'The Work {{work}} could not be written to a Destination.',
  // The end of a request.
  'request-ready': 'Kratix has reconciled the request.',
  'health-unhealthy': 'The resource is reported as unhealthy.',
  'health-degraded': 'The resource is reported as degraded.',
  'health-record-unhealthy':
    'The HealthRecord {{records}} reports that the resource is unhealthy.',
  'health-record-degraded':
    'The HealthRecord {{records}} reports that the resource is degraded.',
  'health-healthy': 'The resource is reported as healthy.',
  'health-ready': 'The resource is reported as ready.',
  'health-unknown': 'The health of the resource is not known.',
  // Upgrades.
  'upgrade-pending':
    'The request is to be upgraded from {{applied}} to {{wanted}}.',
  'upgrade-to-latest-pending':
    'The request is to be upgraded from {{applied}} to the latest version.',
  'upgrade-check-version':
    'If it does not start, check that the version exists.',
  'upgrade-failed':
    'The upgrade from {{applied}} to {{failed}} has failed. The applied version is still {{applied}}.',
  'upgrade-wanted-now': 'The wanted version is {{wanted}} now.',
  'first-run-failed': 'The first run, with the version {{failed}}, has failed.',
  'version-run-failed': 'A run with the version {{failed}} has failed.',
  'first-run-pending': 'No version has been applied yet.',
  'version-runs-again':
    'Kratix runs the pipelines again with the version {{wanted}}.',
  'version-applied': 'The request is at the version {{applied}}.',
  'version-applied-latest':
    'The request follows the latest version and is at {{applied}}.',
  'version-not-set': 'The request is applied. Its Promise has no version.',
  // A Promise.
  'promise-paused':
    'Kratix does not reconcile the Promise and its requests, because the label {{label}} is set on the Promise.',
  'promise-available': 'The Promise can fulfil requests.',
  'promise-change-not-picked-up':
    'Kratix has not picked up the latest change of the Promise yet (generation {{generation}}, observed {{observed}}).',
  'promise-not-picked-up': 'Kratix has not picked up the Promise yet.',
  'promise-installing': 'Kratix is installing the Promise.',
  'promise-completing':
    'The pipelines have succeeded, and Kratix is completing the Promise.',
  'promise-not-resumed':
    'The Promise was paused, and Kratix has not resumed it yet.',
  'promise-pipeline-failed': 'A pipeline of the Promise has failed.',
  'promise-requirement-not-installed':
    'The Promise requires {{promise}}, which is not installed.',
  'promise-requirement-wrong-version':
    'The Promise requires {{promise}}, which is not installed in this version.',
  'promise-requirement-unavailable':
    'The Promise requires {{promise}}, which is not available.',
  'promise-requirement-unknown':
    'The Promise requires {{promise}}, whose state is not known.',
  // Texts of Kratix.
  'kratix-says': '{{message}}',
  'kratix-reports': 'Kratix reports: {{message}}',
  // Deletion.
  'deletion-paused':
    'Kratix waits with the deletion, because the label {{label}} is set.',
  'deletion-paused-by-promise':
    'Kratix waits with the deletion, because the Promise is paused.',
  'delete-pipeline-failed': 'The delete pipeline has failed.',
  'delete-pipeline-named-failed':
    'The delete pipeline {{pipeline}} has failed.',
  'delete-pipeline-runs-again':
    'The delete pipeline has failed and is running again.',
  'delete-pipeline-retried':
    'The delete pipeline has failed and was started again. Kratix does not report whether it is running or has failed again.',
  'delete-pipeline-named-retried':
    'The delete pipeline {{pipeline}} has failed and was started again. Kratix does not report whether it is running or has failed again.',
  'deletion-delete-workflows':
    'The object is being deleted: its delete pipeline has to succeed.',
  'deletion-waits-for-run':
    'The object is being deleted: Kratix waits until the run of the pipeline {{pipeline}} has ended.',
  'deletion-works':
    'The object is being deleted: Kratix removes its works from the Destinations.',
  'deletion-jobs':
    'The object is being deleted: Kratix removes the Jobs of its pipelines.',
  'deletion-binding':
    'The object is being deleted: Kratix removes its ResourceBinding.',
  'deletion-requests':
    'The object is being deleted: Kratix deletes its resource requests.',
  'deletion-revisions':
    'The object is being deleted: Kratix removes its PromiseRevisions.',
  'deletion-permissions':
    'The object is being deleted: Kratix removes the permissions of its pipelines.',
  'deletion-dependencies':
    'The object is being deleted: Kratix removes its dependencies.',
  'deletion-api': 'The object is being deleted: Kratix removes its API.',
  'deletion-foreign-finalizer':
    'The object is being deleted and waits for the finalizer {{finalizer}}.',
  'deletion-running': 'The object is being deleted.',
  // Works, WorkPlacements, Destinations.
  'work-ready': 'All of its parts are at their Destinations.',
  'work-scheduling': 'Kratix is scheduling it to Destinations.',
  'work-not-picked-up': 'Kratix has not picked it up yet.',
  'work-no-destination': 'No Destination matches its selectors.',
  'work-misplaced':
    'It is at a Destination that does not match its selectors any more.',
  'work-failing': 'It could not be written to a Destination.',
  'placement-written':
    'Its files are written to the Destination {{destination}}.',
  'placement-writing':
    'It is scheduled to the Destination {{destination}} and is not written yet.',
  'placement-not-picked-up': 'Kratix has not picked it up yet.',
  'placement-misplaced':
    'Its files are at the Destination {{destination}}, which does not match any more.',
  'placement-failed':
    'Its files could not be written to the Destination {{destination}}.',
  'destination-ready': 'Kratix can write to the Destination.',
  'destination-not-ready': 'Kratix cannot write to the Destination.',
  'destination-not-picked-up': 'Kratix has not checked the Destination yet.',
  // Runs.
  'run-pending': 'The run has not started yet.',
  'run-running': 'The run is in progress.',
  'run-container-exited':
    'The container {{container}} ended with exit code {{exitCode}} in attempt {{attempt}}.',
  'run-container-exited-because':
    'The container {{container}} ended with exit code {{exitCode}} in attempt {{attempt}} ({{reason}}).',
  'run-container-again':
    'The container {{container}} has failed and is running in attempt {{attempt}}.',
  'run-container-waits':
    'The container {{container}} cannot start ({{reason}}).',
  'run-image': 'The image of the container {{container}} cannot be pulled.',
  'run-pod-gone':
    'Kubernetes has removed the Pod of the run, and its log with it.',
  'run-not-found':
    'No Job of it is running. A quota or a policy may have refused the Job, which Kratix does not report.',
  'run-without-pod':
    'Its Job {{job}} has no Pod. A quota or a policy may refuse the Pod; the Events of the Job say why.',
  'run-unschedulable': 'The Pod cannot be scheduled to a node.',
  'run-succeeded': 'The run has succeeded.',
  'run-failed': 'The run has failed.',
  'run-suspended':
    'The run has suspended the workflow until a user resumes it.',
  'run-retried-later':
    'The run has suspended the workflow, and the pipeline is retried at {{nextRetryAt}}.',
  'run-superseded':
    'Kratix stopped the run, because a newer one takes its place.',
} as const;

/**
 * The code of a sentence.
 *
 * @public
 */
export type SentenceCode = keyof typeof stateSentences;

/** The names of the values in a sentence. */
type NamesIn<Text extends string> =
  Text extends `${string}{{${infer Name}}}${infer Rest}`
    ? Name | NamesIn<Rest>
    : never;

type ValuesOf<Code extends SentenceCode> = Record<
  NamesIn<(typeof stateSentences)[Code]>,
  string | number
>;

/**
 * One sentence of a reason, as data.
 *
 * @public
 */
export interface ReasonPart {
  /** The sentence. */
  code: SentenceCode;
  /** The values in the sentence, by name. */
  values: Readonly<Record<string, string | number>>;
}

/** Makes a sentence with all of its values. */
export function sentence<Code extends SentenceCode>(
  code: Code,
  ...values: [NamesIn<(typeof stateSentences)[Code]>] extends [never]
    ? []
    : [ValuesOf<Code>]
): ReasonPart {
  return { code, values: values[0] ?? {} };
}

/**
 * Makes the English text of a reason.
 *
 * @public
 */
export function describeReason(parts: readonly ReasonPart[]): string {
  return parts
    .map(({ code, values }) =>
      stateSentences[code].replace(/\{\{(\w+)\}\}/g, (_, name: string) =>
        String(values[name] ?? ''),
      ),
    )
    .join(' ');
}
