/** The texts of `object`. Each key starts with `object.`. */
export const object = {
  'object.retryIn': 'Next attempt in {{duration}}',
  'object.retryNow': 'The next attempt is due now',

  'object.workflow.title': 'Workflow',
  'object.workflow.progress_one': '{{succeeded}} of {{count}} pipeline done',
  'object.workflow.progress_other': '{{succeeded}} of {{count}} pipelines done',
  'object.workflow.runs': 'Runs and logs',
  'object.workflow.none': 'Kratix reports no pipelines.',
  'object.workflow.lastSuccess': 'Last completed',
  'object.workflow.attempts_one': '{{count}} attempt so far.',
  'object.workflow.attempts_other': '{{count}} attempts so far.',
  'object.phase.Pending': 'Pending',
  'object.phase.Running': 'Running',
  'object.phase.Succeeded': 'Succeeded',
  'object.phase.Failed': 'Failed',
  'object.phase.Suspended': 'Suspended',

  'object.deletion.title': 'Deletion',
  'object.deletion.since': 'In progress for',
  'object.deletion.done': 'Done',
  'object.deletion.now': 'In progress',
  'object.deletion.waiting': 'Waiting',
  'object.deletion.blocked': 'Does not continue',
  'object.deletion.manager':
    'Added by {{manager}}. The program that added it has to remove it.',
  'object.deletion.help.paused':
    'It is paused. Kratix continues with the deletion when it is resumed.',
  'object.deletion.help.promise-paused':
    'Its Promise is paused. Kratix continues with the deletion when the Promise is resumed.',
  'object.deletion.help.delete-pipeline-suspended':
    'The delete pipeline has suspended itself. Kratix continues when it is resumed.',
  'object.deletion.help.delete-pipeline-failed':
    'The delete pipeline has failed. Its log says why. Remove the cause, and run it again.',
  'object.deletion.help.foreign-finalizer':
    'Kratix has done its part. Another controller keeps the object with the finalizer {{finalizer}}, and only this controller or its owner may remove it.',
  'object.deletion.help.foreign-finalizer-of':
    'Kratix has done its part. {{manager}} keeps the object with the finalizer {{finalizer}}. Ask its owner why it is still there: only they may remove it.',
  'object.deletion.help.controller-silent':
    'No controller has written anything since the deletion was requested. The controller of Kratix may not be running. Ask the platform team.',
  'object.deletion.resume': 'Resume',
  'object.deletion.runAgain': 'Run it again',

  'object.conditions.title': 'Conditions',
  'object.conditions.none': 'Kratix has not written any conditions.',
  'object.conditions.type': 'Condition',
  'object.conditions.status': 'Status',
  'object.conditions.reason': 'Reason',
  'object.conditions.since': 'Since',
  'object.conditions.deciding': 'Decides the state',
  'object.conditions.decidedByLabel': 'The label {{label}} decides the state.',

  'object.metadata.title': 'About',
  'object.metadata.created': 'Created',
  'object.metadata.requestedBy': 'Requested by',
  'object.metadata.uid': 'UID',
  'object.metadata.labels': 'Labels',
  'object.metadata.annotations': 'Annotations',
  'object.metadata.count': '{{title}} ({{count}})',

  'object.runs.title': 'Pipeline runs',
  'object.runs.gone': 'The link names the run {{run}}, which no longer exists.',
  'object.runs.none': 'No runs',
  'object.runs.noneWhy':
    'Kratix has not started a pipeline for this request, or its Promise has none.',
  'object.runs.earlier_one': '{{count}} earlier run',
  'object.runs.earlier_other': '{{count}} earlier runs',
  'object.runs.started': 'Started',
  'object.runs.took': 'took',
  'object.runs.takes': 'running for',
  'object.deletion.takes': 'for',
  'object.runs.delete': 'Delete pipeline',
  'object.runs.openLog': 'Log',
  'object.runs.closeLog': 'Close log',
  'object.runs.openLogOf': 'Open the log of {{pipeline}}',
  'object.runs.closeLogOf': 'Close the log of {{pipeline}}',
  'object.runs.podsGone':
    'Kubernetes has removed Pods of this run, and their logs with them. That is normal after a run has ended.',
  'object.container.waiting': 'Waiting',
  'object.container.running': 'Running',
  'object.container.succeeded': 'Succeeded',
  'object.container.failed': 'Failed',
  'object.container.ofKratix': 'Added by Kratix',
  'object.container.exitCode': 'Exit code {{code}}',
  'object.container.restarts_one': '{{count}} restart',
  'object.container.restarts_other': '{{count}} restarts',

  'object.events.title': 'Events',
  'object.events.none': 'No events',
  'object.events.noneWhy':
    'Kubernetes keeps events for about an hour. Nothing has been reported in that time.',
  'object.events.warningsFirst': 'Warnings first',
  'object.events.showNoise_one':
    'Show {{count}} report that repeats at each reconciliation',
  'object.events.showNoise_other':
    'Show {{count}} reports that repeat at each reconciliation',
  'object.events.type': 'Type',
  'object.events.warning': 'Warning',
  'object.events.reason': 'Reason',
  'object.events.message': 'Message',
  'object.events.times_one': '({{count}} time)',
  'object.events.times_other': '({{count}} times)',
  'object.events.lastSeen': 'Last seen',
  'object.events.reportedBy': 'Reported by',
  'object.events.truncated': 'There are more events than the portal reads.',

  'object.deletedAt': 'Deleted at {{time}}. What you see is how it was before.',
  'object.deletedAfter':
    'Deleted at {{time}}. The deletion took {{duration}}. What you see is how it was before.',
  'object.replaced.text':
    'The {{kind}} that you were looking at was deleted. This is another one with the same name, created at {{time}}.',
  'object.replaced.accept': 'OK',
  'object.polled.noWatch':
    'This {{kind}} is not live: you may read it, but not watch it. It is read again after some seconds.',
  'object.polled.noList':
    'This {{kind}} is not live: you may read it, but not list and watch it. It is read again after some seconds.',
  'object.stale':
    'What you see of this {{kind}} is from {{clock}}. It cannot be read now.',
  'object.deletionSlow':
    'The deletion takes longer than usual: {{duration}} so far.',
} as const;
