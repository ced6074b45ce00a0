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
  'logs.state.signed-out':
    'You are signed out. The log continues by itself when you have signed in.',
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
  'logs.line.copyLink': 'Copy the link to line {{line}}',
  'logs.line.linkCopied': 'The link to line {{line}} was copied.',
  'logs.line.keys':
    'The Tab key leads to a line, the arrow keys to the other lines. Enter selects a line.',
  'logs.line.keysWithLink':
    'The Tab key leads to a line, the arrow keys to the other lines. Enter selects a line, and C copies a link to it.',
  'logs.missing.section':
    'The link names {{section}}, which this run does not have or no longer has.',
  'logs.missing.removed-line':
    'Line {{line}}, which the link names, is one of the earlier lines that are left out. The download has it.',
  'logs.missing.line': 'The log has no line {{line}}, which the link names.',
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
  'logs.search.openOnly': '(in the open sections)',
  'logs.copy.closed': 'this section was closed, so it was not copied',
  'logs.copiedOpen': 'Copied the open sections',
  'logs.downloadPartial_one':
    'The download is not complete: {{count}} log could not be read. The file says why.',
  'logs.downloadPartial_other':
    'The download is not complete: {{count}} logs could not be read. The file says why.',
  'logs.follow.newLines_one': '{{count, number}} new line',
  'logs.follow.newLines_other': '{{count, number}} new lines',
  'logs.follow.toEnd': 'Jump to the end',
} as const;
