/** The texts of `actions`. Each key starts with `actions.`. */
export const actions = {
  'actions.label': 'Actions',
  'actions.name.reconcile': 'Re-run',
  'actions.name.pause': 'Pause',
  'actions.name.resume': 'Resume',
  'actions.name.upgrade': 'Upgrade',
  'actions.name.delete': 'Delete',
  'actions.sending': 'Sending …',
  'actions.close': 'Close',
  'actions.cancel': 'Cancel',

  'actions.right.missing':
    'You do not have the right to {{verb}} {{kind}} objects.',
  'actions.right.missingIn':
    'You do not have the right to {{verb}} {{kind}} objects in {{namespace}}.',
  'actions.obstacle.deleting': 'It is being deleted.',
  'actions.obstacle.paused':
    'It is paused. Kratix starts nothing before it is resumed.',
  'actions.obstacle.promise-paused':
    'Its Promise is paused. The Promise has to be resumed first.',
  'actions.obstacle.requested':
    'A re-run is already requested, and Kratix has not started it yet.',
  'actions.obstacle.not-held': 'It is neither paused nor suspended.',
  'actions.obstacle.not-picked-up': 'Kratix has not picked it up yet.',
  'actions.obstacle.no-versions': 'Its Promise has no versions.',
  'actions.obstacle.only-version': 'It has the only version of its Promise.',

  'actions.lost.not-done':
    '{{action}}: no response arrived, and the object shows that nothing was changed. You can try again.',
  'actions.lost.unclear':
    '{{action}}: no response arrived, and the portal does not know whether the cluster has done it. Look at the object before you try again.',

  'actions.left.failed':
    '{{name}}: the action “{{action}}” was not accepted. {{reason}}',
  'actions.left.not-done':
    '{{name}}: the action “{{action}}” got no response, and changed nothing.',
  'actions.left.unclear':
    '{{name}}: the portal does not know whether the cluster has done “{{action}}”. Open the page of {{name}} to check.',

  'actions.asked.reconcile': 'Re-run requested',
  'actions.asked.pause': 'Pause requested',
  'actions.asked.resume': 'Resume requested',
  'actions.asked.upgrade': 'Upgrade to {{version}} requested',
  'actions.asked.delete': 'Deletion requested',
  'actions.next.waiting': 'Kratix has not picked it up yet.',
  'actions.next.late':
    'Kratix has not picked it up for a minute. Its controller may not be running.',
  'actions.next.held': 'Kratix starts nothing until it is resumed.',
  'actions.next.started': 'Kratix has picked it up.',
  'actions.next.runs': 'Kratix runs the pipeline {{pipeline}}.',
  'actions.next.applied': 'Kratix has applied it.',

  'actions.confirm.label': 'Type “{{text}}” to confirm',
  'actions.confirm.wrong': 'This is not “{{text}}”.',

  'actions.upgrade.title': 'Upgrade {{name}}',
  'actions.upgrade.version': 'Version',
  'actions.upgrade.latest': 'Follow the newest version from now on',
  'actions.upgrade.wanted': 'Chosen now',
  'actions.upgrade.newest': 'Newest',
  'actions.upgrade.applied': 'Applied now',
  'actions.upgrade.none': 'No versions could be read.',
  'actions.upgrade.confirm': 'Upgrade',

  'actions.delete.title': 'Delete {{kind}} {{name}}',
  'actions.delete.replaced':
    '{{name}} was deleted meanwhile. Another object has the name now, and it was not deleted. Close this dialog and look at that object first.',
  'actions.delete.intro': 'This cannot be undone. This happens:',
  'actions.delete.loading': 'Loading …',
  'actions.delete.noPromise':
    'Kratix has not picked up the request, so it has made nothing for it.',
  'actions.delete.pipeline':
    'The delete pipeline {{pipeline}} runs first. What it does is decided by the Promise.',
  'actions.delete.noPipeline':
    'No pipeline runs, because the Promise has no delete pipeline.',
  'actions.delete.pipelineUnknown':
    'It is not known whether a delete pipeline runs.',
  'actions.delete.works_zero': 'No Works are removed.',
  'actions.delete.works_one': '{{count}} Work is removed, with its files.',
  'actions.delete.works_other':
    '{{count}} Works are removed, with their files.',
  'actions.delete.destination_one': '{{count}} file at {{name}}',
  'actions.delete.destination_other': '{{count}} files at {{name}}',
  'actions.delete.children_zero':
    'It has made no other requests, as far as you may see.',
  'actions.delete.children_one':
    '{{count}} request that it has made. The Destination deletes it when its file is removed.',
  'actions.delete.children_other':
    '{{count}} requests that it has made. The Destination deletes them when their files are removed.',
  'actions.delete.child': '{{kind}} {{name}} in {{namespace}}',
  'actions.delete.childrenNotSearched':
    'Its Promise requires no other Promises, so requests that it has made are unlikely.',
  'actions.delete.childrenUnknown':
    'It is not known whether it has made other requests.',
  'actions.delete.childrenOthers_one':
    '{{count}} more Promise was not searched.',
  'actions.delete.childrenOthers_other':
    '{{count}} more Promises were not searched.',
  'actions.delete.searchAll': 'Search all Promises',
  'actions.delete.paused':
    'The request is paused. Kratix deletes it only after it is resumed.',
  'actions.delete.promisePaused':
    'The Promise {{promise}} is paused. Kratix deletes its requests only after the Promise is resumed.',

  'actions.bulk.selected_one': '{{count}} selected',
  'actions.bulk.selected_other': '{{count}} selected',
  'actions.bulk.clear': 'Clear the selection',
  'actions.bulk.label': 'Actions for the selected requests',
  'actions.bulk.select': 'Select {{name}} in {{namespace}}',
  'actions.bulk.selectPage': 'Select all requests of this page',
  'actions.bulk.title.reconcile_one': 'Re-run {{count}} request',
  'actions.bulk.title.reconcile_other': 'Re-run {{count}} requests',
  'actions.bulk.title.pause_one': 'Pause {{count}} request',
  'actions.bulk.title.pause_other': 'Pause {{count}} requests',
  'actions.bulk.title.resume_one': 'Resume {{count}} request',
  'actions.bulk.title.resume_other': 'Resume {{count}} requests',
  'actions.bulk.title.upgrade_one': 'Upgrade {{count}} request',
  'actions.bulk.title.upgrade_other': 'Upgrade {{count}} requests',
  'actions.bulk.title.delete_one': 'Delete {{count}} request',
  'actions.bulk.title.delete_other': 'Delete {{count}} requests',
  'actions.bulk.delete.title': 'What is deleted with them',
  'actions.bulk.delete.pipeline_one':
    'The delete pipeline {{pipeline}} of {{promise}} runs first, for {{count}} request.',
  'actions.bulk.delete.pipeline_other':
    'The delete pipeline {{pipeline}} of {{promise}} runs first, for {{count}} requests.',
  'actions.bulk.delete.noPipeline_one':
    '{{count}} request has no delete pipeline.',
  'actions.bulk.delete.noPipeline_other':
    '{{count}} requests have no delete pipeline.',
  'actions.bulk.delete.pipelineUnknown_one':
    'It is not known whether a delete pipeline runs for {{count}} request.',
  'actions.bulk.delete.pipelineUnknown_other':
    'It is not known whether a delete pipeline runs for {{count}} requests.',
  'actions.bulk.delete.children_zero':
    'They have made no other requests, as far as you may see.',
  'actions.bulk.delete.children_one':
    '{{count}} request that they have made. The Destination deletes it when its file is removed.',
  'actions.bulk.delete.children_other':
    '{{count}} requests that they have made. The Destination deletes them when their files are removed.',
  'actions.bulk.delete.childrenNotSearched':
    'Their Promises require no other Promises, so requests that they have made are unlikely.',
  'actions.bulk.delete.cut':
    'There is too much to list it all, so there may be more.',
  'actions.bulk.delete.paused_one':
    '{{count}} request or its Promise is paused. Kratix deletes it only after it is resumed.',
  'actions.bulk.delete.paused_other':
    '{{count}} requests or their Promises are paused. Kratix deletes them only after they are resumed.',
  'actions.bulk.possible_one':
    'It is possible for {{possible}} of {{count}} request.',
  'actions.bulk.possible_other':
    'It is possible for {{possible}} of {{count}} requests.',
  'actions.bulk.progress_one': '{{done}} of {{count}} is finished.',
  'actions.bulk.progress_other': '{{done}} of {{count}} are finished.',
  'actions.bulk.summary.done': 'Accepted: {{count}}.',
  'actions.bulk.summary.failed': 'Failed: {{count}}.',
  'actions.bulk.summary.unclear': 'Not known: {{count}}.',
  'actions.bulk.summary.stopped': 'Not sent: {{count}}.',
  'actions.bulk.summary.leftOut': 'Left out: {{count}}.',
  'actions.bulk.left': '{{title}}. {{summary}}',
  'actions.bulk.confirm': '{{action}} ({{count}})',
  'actions.bulk.stop': 'Stop',
  'actions.bulk.place': '{{kind}} in {{namespace}}',
  'actions.bulk.to': 'To {{version}}',
  'actions.bulk.deleteText': 'delete {{count}}',
  'actions.bulk.ready': 'Included',
  'actions.bulk.left-out': 'Left out',
  'actions.bulk.waiting': 'Waiting',
  'actions.bulk.sending': 'Sending',
  'actions.bulk.stopped': 'Not sent',
  'actions.bulk.done': 'Accepted',
  'actions.bulk.not-done': 'Nothing changed',
  'actions.bulk.unclear': 'Not known',
  'actions.bulk.refused': 'Refused',
} as const;
