/** The texts of `placement`. Each key starts with `placement.`. */
export const placement = {
  'placement.none': 'Nothing has been written',
  'placement.noneWhy':
    'The pipelines of this request have not written any files for Destinations.',
  'placement.notPickedUp':
    'Kratix has not picked up the request yet, so no pipeline has run.',
  'placement.work': 'Work {{name}}',
  'placement.ofPipeline': 'Written by {{pipeline}}',
  'placement.empty': 'The pipeline wrote no files.',
  'placement.directory': 'Folder {{directory}}',
  'placement.anyDestination': 'Any Destination matches.',
  'placement.selectors': 'For Destinations with {{selectors}}',
  'placement.nowhere': 'No Destination has these files.',
  'placement.version': 'Version {{version}}',
  'placement.files_one': '{{count}} file',
  'placement.files_other': '{{count}} files',
  'placement.unreadable': 'The content of the file cannot be shown as text.',
  'placement.decoding': 'Reading the file…',
  'placement.cut': 'The file is longer. Only its first 256 KiB are shown.',
  'placement.hidden_one':
    '{{count}} value is hidden, because it looks like a secret.',
  'placement.hidden_other':
    '{{count}} values are hidden, because they look like secrets.',
  'placement.reveal': 'Show them',
  'placement.hide': 'Hide them',
} as const;
