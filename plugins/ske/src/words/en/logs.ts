/** The texts of `logs`. Each key starts with `logs.`. */
export const logs = {
  'logs.label': 'Log of {{run}}',
  'logs.container.waiting': 'Waiting',
  'logs.container.running': 'Running',
  'logs.container.succeeded': 'Succeeded',
  'logs.container.failed': 'Failed',
  'logs.container.retrying': 'Waiting for the next attempt',
  'logs.container.exitCode': 'exit code {{code}}',
  'logs.container.kratix': 'added by Kratix',
  'logs.container.removed': 'Pod removed',
  'logs.container.pod': 'Pod {{pod}}',
  'logs.container.attempt': 'attempt {{number}}',
  'logs.state.loading': 'Loading the log …',
  'logs.state.following': 'New lines appear here.',
  'logs.state.interrupted':
    'The connection was lost. The log continues by itself when the connection is back.',
  'logs.state.complete': 'End of the log',
  'logs.state.empty': 'The container has written nothing.',
  'logs.state.pending':
    'The container has not started. Its log appears here when it does.',
  'logs.state.gone':
    'Kubernetes has removed the Pod and its log. That is normal after a run.',
  'logs.state.goneWithLines':
    'Kubernetes has removed the Pod and its log. The lines above were read while you watched.',
  'logs.state.goneAttempt':
    'Kubernetes no longer has the log of this attempt: it keeps the last two.',
  'logs.state.goneAttemptWithLines':
    'Kubernetes no longer has the log of this attempt: it keeps the last two. The lines above were read while you watched.',
  'logs.state.refused': 'You may not read this log: {{message}}',
  'logs.state.failed': 'The log could not be read: {{message}}',
  'logs.state.notStarted': 'This container has not run.',
  'logs.podsGone':
    'Kubernetes has removed the Pods of this run, and their logs with them. That is normal: it removes the Pod of a run that has finally failed.',
  'logs.noPods': 'This run has no Pod yet.',
  'logs.retry': 'Try again',
  'logs.mark.interrupted': 'Connection lost at {{time}}',
  'logs.mark.resumed': 'Resumed at {{time}}',
  'logs.mark.lines-missing':
    'Lines may be missing here: the node no longer has them.',
  'logs.mark.removed_one':
    '{{count, number}} earlier line is left out. The download has all lines.',
  'logs.mark.removed_other':
    '{{count, number}} earlier lines are left out. The download has all lines.',
  'logs.line.link': 'Link to line {{line}}',
  'logs.search.label': 'Search in the log',
  'logs.search.count': '{{current, number}} of {{total, number}}',
  'logs.search.none': 'No match',
  'logs.search.next': 'Next match',
  'logs.search.previous': 'Previous match',
  'logs.search.regExp': 'Regular expression',
  'logs.search.case': 'Match case',
  'logs.search.invalid': 'Invalid regular expression',
  'logs.wrap': 'Wrap lines',
  'logs.timestamps': 'Timestamps',
  'logs.copy': 'Copy',
  'logs.copied': 'Copied',
  'logs.download': 'Download',
  'logs.downloading': 'Downloading …',
  'logs.downloadFailed': 'The download failed: {{message}}',
  'logs.follow.newLines_one': '{{count, number}} new line',
  'logs.follow.newLines_other': '{{count, number}} new lines',
  'logs.follow.toEnd': 'Jump to the end',
} as const;
